"""FAQ entries as managers write them, and their outcomes with customers."""
