"""Measure what the project promises: ratios in one run, on the machine at hand."""
