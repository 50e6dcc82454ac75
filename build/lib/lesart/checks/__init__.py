"""Check an edition: a table from code to function, one file a family."""
