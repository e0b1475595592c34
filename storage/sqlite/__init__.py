"""SQLite's special needs: one file, one process, one writer."""
