"""Write a text as TEI P5."""
