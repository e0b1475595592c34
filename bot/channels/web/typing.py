"""Typing: shown at the other side for a moment, and stored nowhere.

Pages report every few seconds while their person types; more frequent reports are ignored. Only pages of this
very process learn of it: a hint is not worth a database row.
"""

from datetime import timedelta

from bot.channels.web.throttle import Throttle

_AT_MOST_EVERY = timedelta(seconds=2)


def pace_of_typing() -> Throttle:
    """The limit on showing one person's typing."""
    return Throttle(1, _AT_MOST_EVERY)
