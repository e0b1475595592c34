"""Updates: what messengers told us, kept as it came until it is handled."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any


class Patience(StrEnum):
    """What the reader of an update may wait for before it reads it.

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
    """Rows of one lane to be handled together, in order. The lane is claimed. `more`: others wait behind."""

    lane: str
    rows: tuple[InboxRow, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a claim won. `look_again_at` is the soonest moment at which a lane that was not ready may be."""

    batches: tuple[Batch, ...] = ()
    look_again_at: datetime | None = None


Choose = Callable[[tuple[InboxRow, ...], datetime], tuple[InboxRow, ...] | datetime]
"""Given the waiting rows of one lane, in order, and now: the rows to handle, or the moment to look again."""


LONGEST_BURST = 5
"""A burst is read after this many quiet periods at the latest, however busily the customer goes on."""

NO_BURST = timedelta(0)
