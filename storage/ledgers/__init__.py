"""The two ledgers: updates not handled yet, and letters not sent yet."""
