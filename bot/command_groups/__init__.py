"""The groups of commands as they are typed, a file each; what they do stands in `bot/commands/`."""
