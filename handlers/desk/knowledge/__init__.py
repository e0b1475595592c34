"""FAQ entries as managers write them, and what they do for customers."""
