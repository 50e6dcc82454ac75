"""Blocks: what `/// name | argument` puts on a page, a file each, and the table of them."""
