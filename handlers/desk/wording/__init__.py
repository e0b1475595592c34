"""The wording for customers: forbidden words and better ones, greetings, acknowledgement, managers' texts."""
