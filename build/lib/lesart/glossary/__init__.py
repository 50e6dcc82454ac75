"""Read the glossary and the index of names, and find their words in all their forms."""
