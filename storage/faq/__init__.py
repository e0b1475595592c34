"""The FAQ as managers keep it: entries and their changes, imports, lessons, thresholds."""
