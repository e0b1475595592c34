"""Numbers as people, buttons and addresses write them. Pure."""

import re

# Every database's integers hold this many.
_MOST_DIGITS = 15

_NAMED = re.compile(r"\s*[№#]?\s*(\d+)\s*", re.ASCII)


def number_in(text: str) -> int | None:
    """A plain positive decimal number, as our buttons and addresses carry them."""
    if not (text.isascii() and text.isdigit()) or len(text) > _MOST_DIGITS:
        return None
    return int(text) or None


def named_number(text: str) -> int | None:
    """The number in `12`, `№ 12` or `#12`, as people write it."""
    named = _NAMED.fullmatch(text)
    return number_in(named[1]) if named else None
