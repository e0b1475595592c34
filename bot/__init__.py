"""The outer layer: settings, channels, workers and the command line."""
