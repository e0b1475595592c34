"""Letters as rows, and rows as letters."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from storage.records.letters import Destination, Letter, LetterState, PostedLetter, Urgency

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
    """The record of a row of `letters`."""
    letter = Letter(
        to=Destination(row.chat, row.to_ticket, row.to_thread),
        action=row.action,
        language=row.language,
        in_doubt=row.in_doubt,
        urgency=Urgency(row.urgency),
        shows=row.shows,
        part=row.part,
        ticket=row.ticket,
        replaces=row.replaces,
        ahead=row.rank < ORDINARY_RANK,
    )
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
