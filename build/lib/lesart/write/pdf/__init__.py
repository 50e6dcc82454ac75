"""Write an edition, or some of its texts, as a printed book."""
