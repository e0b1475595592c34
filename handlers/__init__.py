"""What the desk does: use cases, and in `handlers.desk` the pure rules that they ask."""
