"""Parses `/assign` and `/transfer`: who, and if for good. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from faq.normalise import clean, words_of
from faq.stems import stem
from storage.records.staff import StaffMember

_FOR_NOW = re.compile(
    r"(?:^|\s)(?:временно|пока|на время|temporarily|for now|for a while|for the time being)(?:\s.*)?$",
    re.IGNORECASE | re.DOTALL,
)
_MYSELF = frozenset({"me", "myself", "to me", "мне", "меня", "на меня", "себе", "себя", "на себя"})


@dataclass(frozen=True, slots=True)
class Assignment:
    """`who` as it was written: `@username`, or a name."""

    who: str
    to_the_end: bool

    @property
    def is_to_oneself(self) -> bool:
        """True if the author of the order means themselves."""
        return self.who.casefold() in _MYSELF


def read_assignment(arguments: str) -> Assignment:
    """Parse `@who`, and `temporarily` after it if the earlier assignee comes back.

    `who` is empty if nobody is named, or if unknown words follow an `@username`.
    """
    for_now = _FOR_NOW.search(arguments)
    who = " ".join((arguments[: for_now.start()] if for_now else arguments).split())
    if who.startswith("@") and " " in who:
        who = ""
    return Assignment(who, to_the_end=for_now is None)


def called(name: str, members: Iterable[StaffMember]) -> tuple[StaffMember, ...]:
    """The members with exactly this name; else those whose names have all of its words, in any form."""
    everybody = tuple(members)
    in_full = tuple(member for member in everybody if _folded(member.name) == _folded(name))
    wanted = _stems(name)
    if in_full or not wanted:
        return in_full
    return tuple(member for member in everybody if wanted <= _stems(member.name))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _stems(name: str) -> set[str]:
    return {stem(word) for word in words_of(clean(name))}
