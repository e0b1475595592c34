"""What is promised, and which minutes count towards it."""
