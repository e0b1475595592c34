"""The groups of commands as they are typed, one file each; their work is in `bot/commands/`."""
