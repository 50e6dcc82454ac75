"""Keep the units of a translation, and change them without losing a person's work."""
