"""The behaviour of the desk: use cases, and in `handlers.desk` the pure rules that they use."""
