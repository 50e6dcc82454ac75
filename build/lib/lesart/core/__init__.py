"""Hold what every room uses and what knows none: findings, files, tables, references, prose."""
