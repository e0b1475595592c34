"""The tables of what the desk knows, one family per file; `ledgers` holds those of updates and letters."""
