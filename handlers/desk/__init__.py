"""The pure rules of the desk: no I/O, no clock, no randomness.

A room a subject; `text` serves them all. What several subjects turn on stands beside the rooms: who may do
what (`access`), what a button brings back (`buttons`), when people are alarmed, and who is one person.
"""
