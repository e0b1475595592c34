"""The work of the `otboinik` commands. Each is imported when its command runs, so `--help` is quick."""
