"""Say what is to be said of a text, whatever the format."""
