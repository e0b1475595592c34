"""What customers are told: forbidden words and better ones, greetings, the otboinik, managers' texts."""
