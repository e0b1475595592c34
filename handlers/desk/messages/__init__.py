"""How messages cross between customers and staff, and what becomes of those that do not."""
