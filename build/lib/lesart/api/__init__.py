"""The functions that a program of one's own calls; `import lesart` gives them all."""
