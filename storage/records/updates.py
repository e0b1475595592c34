"""Updates from messengers, kept as they came until they are handled."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any


class Patience(StrEnum):
    """How long an update may wait before it is read.

    NONE: it is read at once. BURST: the customer may go on writing. ALBUM: more files of the album may come.
    """

    NONE = "none"
    BURST = "burst"
    ALBUM = "album"


@dataclass(frozen=True, slots=True)
class RawUpdate:
    """An update as the messenger gave it, unique by `source` (the bot) and `update_id`."""

    source: str
    update_id: int
    lane: str
    patience: Patience
    album: str | None
    raw: dict[str, Any]


@dataclass(frozen=True, slots=True)
class InboxRow:
    """An update on disk. `attempts` counts the tries that ended in an error."""

    id: int
    update: RawUpdate
    received_at: datetime
    attempts: int
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of a claimed lane to be handled together, in order. `more`: others wait behind them."""

    lane: str
    rows: tuple[InboxRow, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Claimed:
    """The result of a claim. `look_again_at` is the earliest moment when a lane that was not ready may be."""

    batches: tuple[Batch, ...] = ()
    look_again_at: datetime | None = None


Choose = Callable[[tuple[InboxRow, ...], datetime], tuple[InboxRow, ...] | datetime]
"""Chooses from a lane's waiting rows, in order, at a moment: the rows to handle, or when to look again."""


LONGEST_BURST = 5
"""A burst is read after this many quiet periods at the latest, however long the customer goes on."""

NO_BURST = timedelta(0)
