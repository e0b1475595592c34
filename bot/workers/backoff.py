"""Pauses after failures. Pure."""

from datetime import timedelta

FIRST_PAUSE = timedelta(seconds=0.25)
LONGEST_PAUSE = timedelta(seconds=5)
_ENOUGH_DOUBLINGS = 16


def pause_after(failures: int, longest: timedelta = LONGEST_PAUSE) -> timedelta:
    """The pause after so many failures in a row (1 and up): doubled each time, up to the longest.

    It is short, so that the end of an outage is noticed within seconds; the other side's limits are kept
    elsewhere.
    """
    doublings = min(max(failures - 1, 0), _ENOUGH_DOUBLINGS)
    return min(FIRST_PAUSE * (1 << doublings), longest)
