"""The outside of the house: settings, channels, workers and the command line."""
