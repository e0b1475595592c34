"""What `/assign` and `/transfer` say: who, and whether to the end. Pure."""

from dataclasses import dataclass

_FOR_NOW = frozenset({"временно", "пока", "temporarily"})


@dataclass(frozen=True, slots=True)
class Assignment:
    """`who` as it was written: `@username`, or a full name."""

    who: str
    to_the_end: bool


def read_assignment(arguments: str) -> Assignment:
    """`@who`, and `temporarily` behind it when the one of before comes back; `who` may be empty."""
    *who, last = arguments.split() or [""]
    if last.casefold() in _FOR_NOW:
        return Assignment(" ".join(who), to_the_end=False)
    return Assignment(" ".join((*who, last)), to_the_end=True)
