"""The pure rules of the desk: no I/O, no clock, no randomness.

One room per subject; `text` serves them all. Rules that several subjects use are beside the rooms:
permissions (`access`), the data of buttons (`buttons`), alarms, and the merging of one person's records.
"""
