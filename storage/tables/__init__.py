"""The tables of what the desk knows, a family a file; `ledgers` holds those of what comes in and goes out."""
