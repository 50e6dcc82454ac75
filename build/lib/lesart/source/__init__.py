"""Turn the raw file of a witness into paragraphs and segments that keep their ids."""
