"""The two ledgers: what came in and is not handled yet, what was promised and is not sent yet."""
