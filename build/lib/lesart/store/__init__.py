"""Know the folders and files of an edition; the only room that does."""
