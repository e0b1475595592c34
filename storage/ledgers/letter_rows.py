"""Converts letters to rows, and rows to letters."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Text, type_coerce

from storage.records.actions import Unreadable
from storage.records.letters import Destination, Letter, LetterState, PostedLetter, Urgency, WhenInDoubt
from storage.tables.ledgers import ACTION, REFS, letters

_READ_HERE = frozenset({letters.c.action, letters.c.in_doubt, letters.c.shows})

LETTER: Sequence[ColumnElement[Any]] = [
    type_coerce(column, Text).label(column.name) if column in _READ_HERE else column for column in letters.c
]
"""The columns of `letters` for `posted_letter`.

Columns that may be unreadable come as text: converted by the driver, one bad row would fail the whole query.
"""

ORDINARY_RANK = 0
AHEAD_RANK = -1


def letter_values(letter: Letter, *, now: datetime, rank: int | None = None) -> dict[str, Any]:
    """A new row for `letter`, waiting and due at once."""
    if rank is None:
        rank = AHEAD_RANK if letter.ahead else ORDINARY_RANK
    return {
        "lane": letter.to.lane,
        "rank": rank,
        "chat": letter.to.chat,
        "to_ticket": letter.to.ticket,
        "to_thread": letter.to.thread,
        "action": letter.action,
        "language": letter.language,
        "in_doubt": letter.in_doubt,
        "urgency": letter.urgency.value,
        "shows": letter.shows,
        "part": letter.part,
        "ticket": letter.ticket,
        "replaces": letter.replaces,
        "state": LetterState.WAITING,
        "attempts": 0,
        "due_at": now,
        "posted_at": now,
        "may_be_repeat": False,
    }


def posted_letter(row: Row[*tuple[Any, ...]]) -> PostedLetter:
    """The record of a row of `LETTER`; an unreadable one becomes a letter with an `Unreadable` action."""
    try:
        letter = _letter(row)
    except ValueError:
        letter = _unreadable(row)
    return PostedLetter(
        id=row.id,
        letter=letter,
        state=row.state,
        attempts=row.attempts,
        due_at=row.due_at,
        posted_at=row.posted_at,
        may_be_repeat=row.may_be_repeat,
        reason=row.reason,
    )


def moved_to(letter: Letter, chat: str) -> Letter:
    """The same letter to another chat."""
    return letter if letter.to.chat == chat else replace(letter, to=replace(letter.to, chat=chat))


def _letter(row: Row[*tuple[Any, ...]]) -> Letter:
    return Letter(
        to=Destination(row.chat, row.to_ticket, row.to_thread),
        action=ACTION.adapter.validate_json(row.action),
        language=row.language,
        in_doubt=WhenInDoubt(row.in_doubt),
        urgency=Urgency(row.urgency),
        shows=REFS.adapter.validate_json(row.shows),
        part=row.part,
        ticket=row.ticket,
        replaces=row.replaces,
        ahead=row.rank < ORDINARY_RANK,
    )


def _unreadable(row: Row[*tuple[Any, ...]]) -> Letter:
    return Letter(
        to=Destination(row.chat, row.to_ticket, row.to_thread),
        action=Unreadable(row.action),
        language=row.language,
        in_doubt=WhenInDoubt(row.in_doubt) if row.in_doubt in set(WhenInDoubt) else WhenInDoubt.PARK,
        part=row.part,
        ticket=row.ticket,
        replaces=row.replaces,
        ahead=row.rank < ORDINARY_RANK,
    )
