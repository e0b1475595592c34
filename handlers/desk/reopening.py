"""For how long a closed case may be opened again by a message, in the words that its customer reads."""

from datetime import timedelta

_UNITS = (
    ("customer-resolved", "days", timedelta(days=1)),
    ("customer-resolved-hours", "hours", timedelta(hours=1)),
    ("customer-resolved-minutes", "minutes", timedelta(minutes=1)),
)
_FOR_GOOD = "customer-resolved-for-good"

PHRASES_OF_SHORT_TIMES = (*(phrase for phrase, *_ in _UNITS[1:]), _FOR_GOOD)
"""Those that are said where a case may be opened again for less than a day, or not at all."""


def closing_words(reopen_within: timedelta) -> tuple[str, dict[str, int]]:
    """The phrase and its time. Rounded down: nobody is promised more than holds."""
    for phrase, name, unit in _UNITS:
        if count := reopen_within // unit:
            return phrase, {name: count}
    return _FOR_GOOD, {}
