"""The pure rules of the desk: no I/O, no clock, no randomness."""
