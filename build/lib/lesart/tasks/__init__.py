"""Compose the stages, a function a task; nothing is decided here."""
