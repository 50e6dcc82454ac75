"""Write an edition, or one text of it, as an EPUB 3."""
