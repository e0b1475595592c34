"""The FAQ as managers keep it: entries and their changes, imports, what it may learn, when it answers."""
