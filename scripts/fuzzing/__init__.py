"""Fuzzing: real files, damaged in many ways, must give text or findings, and nothing else."""
