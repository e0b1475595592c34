"""How messages cross between customers and staff, and the handling of those that do not."""
