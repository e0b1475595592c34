"""Promises, and the minutes that count towards them."""
