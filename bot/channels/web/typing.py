"""Somebody writes right now: shown at the other side for a moment, and kept nowhere.

Pages say so every few seconds while their person types; what comes oftener is passed over. Only pages of this
very process learn of it: a hint is worth no row in a database.
"""

from datetime import timedelta

from bot.channels.web.throttle import Throttle

_AT_MOST_EVERY = timedelta(seconds=2)


def pace_of_typing() -> Throttle:
    """How often one person's typing is shown anew."""
    return Throttle(1, _AT_MOST_EVERY)
