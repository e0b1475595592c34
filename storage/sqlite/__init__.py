"""What is special about SQLite: one file, one process, one writer."""
