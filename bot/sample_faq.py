"""The sample FAQ: something to look at when the bot is started for the first time."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import structlog

import faq
from bot.settings import Settings
from faq import FaqEntry
from faq.exchange import FileFormat, read_faq
from handlers.clock import Clock
from handlers.knowledge.importing import read_import
from storage.database import Database

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

_SAMPLES = Path(faq.__file__).parent / "samples"


def is_wanted(settings: Settings) -> bool:
    """Return True if the sample may be loaded; with a token real customers could meet it by accident."""
    if settings.sample_faq == "auto":
        return settings.telegram_bot_token is None
    return settings.sample_faq == "on"


async def load_sample_faq(database: Database, clock: Clock, *, first: str) -> None:
    """Load the sample into the FAQ if that is empty; entries in the language `first` lead its list."""
    async with database.books() as books:
        if await books.faq.live():
            return
        for data in _files(first):
            rows = read_import(data, FileFormat.YAML).rows
            await books.faq.import_(rows, replace=False, by="sample", now=clock())
        await books.commit()
    log.info("the FAQ was empty: the sample FAQ stands in it now")


def sample_entries(*, first: str) -> tuple[FaqEntry, ...]:
    """The entries that `load_sample_faq` would put into a new database, under the same numbers."""
    rows = chain.from_iterable(read_faq(data, FileFormat.YAML).rows for data in _files(first))
    return tuple(row.to_entry(str(number)) for number, row in enumerate(rows, start=1))


def _files(first: str) -> Iterator[bytes]:
    for file in sorted(_SAMPLES.glob("*.yaml"), key=lambda file: (file.stem != first, file.stem)):
        yield file.read_bytes()
