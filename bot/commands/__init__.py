"""What the commands of `otboinik` do. Each is imported by the command that needs it, so `--help` is quick."""
