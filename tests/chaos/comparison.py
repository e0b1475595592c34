"""What was written against what arrived. Pure.

Every message carries a mark of its own, such as `[К7-3]`: the third one that customer 7 wrote.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_MARK = re.compile(r"\[[КА]\d+-\d+\]")


@dataclass(frozen=True)
class Copy:
    """A mark where it stands. `said_to_be_repeat`: the message itself says that it may be one."""

    mark: str
    said_to_be_repeat: bool = False


@dataclass(frozen=True)
class Comparison:
    """What went wrong on one side of one conversation, and what was left to a person's judgement."""

    written: int = 0
    lost: tuple[str, ...] = ()
    out_of_order: tuple[str, ...] = ()
    unmarked_repeats: tuple[str, ...] = ()
    marked_repeats: int = 0
    parked: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.out_of_order or self.unmarked_repeats)

    def __add__(self, other: "Comparison") -> "Comparison":
        return Comparison(
            self.written + other.written,
            self.lost + other.lost,
            self.out_of_order + other.out_of_order,
            self.unmarked_repeats + other.unmarked_repeats,
            self.marked_repeats + other.marked_repeats,
            self.parked + other.parked,
        )


def mark_of_customer(conversation: int, number: int) -> str:
    return f"[К{conversation}-{number}]"


def mark_of_agent(conversation: int, number: int) -> str:
    return f"[А{conversation}-{number}]"


def copies_in(texts: Iterable[str], sign_of_repeat: str) -> list[Copy]:
    """The marks in messages from top to bottom."""
    return [Copy(mark, sign_of_repeat in text) for text in texts for mark in _MARK.findall(text)]


def compare(written: Sequence[str], copies: Sequence[Copy], parked: Collection[str] = ()) -> Comparison:
    """`written` in its order against `copies` in theirs.

    What was parked was shown to its author as unconfirmed: it may have arrived or not, and others may have
    gone ahead of it, but it must not be there twice.
    """
    ours = [copy for copy in copies if copy.mark in set(written)]
    first_places: dict[str, int] = {}
    for place, copy in enumerate(ours):
        first_places.setdefault(copy.mark, place)
    expected = [mark for mark in written if mark not in parked]
    arrived = [mark for mark in expected if mark in first_places]
    surplus = [copy for place, copy in enumerate(ours) if first_places[copy.mark] != place]
    return Comparison(
        written=len(written),
        lost=tuple(mark for mark in expected if mark not in first_places),
        out_of_order=tuple(
            later for earlier, later in pairwise(arrived) if first_places[later] < first_places[earlier]
        ),
        unmarked_repeats=tuple(copy.mark for copy in surplus if not copy.said_to_be_repeat),
        marked_repeats=sum(copy.said_to_be_repeat for copy in surplus),
        parked=tuple(mark for mark in written if mark in parked),
    )


def repeated(topics: Iterable[str]) -> tuple[str, ...]:
    """The names that stand more than once."""
    return tuple(name for name, times in Counter(topics).items() if times > 1)
