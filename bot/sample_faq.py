"""The sample FAQ: something to look at for who starts the bot for the first time."""

from pathlib import Path

import structlog

import faq
from bot.settings import Settings
from faq.exchange import FileFormat
from handlers.clock import Clock
from handlers.knowledge.importing import read_import
from storage.engine import Database

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

_SAMPLES = Path(faq.__file__).parent / "samples"


def is_wanted(settings: Settings) -> bool:
    """With a token there are real customers, who must never meet it by accident."""
    if settings.sample_faq == "auto":
        return settings.telegram_bot_token is None
    return settings.sample_faq == "on"


async def load_sample_faq(database: Database, clock: Clock, *, first: str) -> None:
    """Put the sample into the FAQ, if that is empty; entries in the language `first` lead its list."""
    async with database.books() as books:
        if await books.faq.live():
            return
        for file in sorted(_SAMPLES.glob("*.yaml"), key=lambda file: (file.stem != first, file.stem)):
            rows = read_import(file.read_bytes(), FileFormat.YAML).rows
            await books.faq.import_(rows, replace=False, by="sample", now=clock())
        await books.commit()
    log.info("the FAQ was empty: the sample FAQ stands in it now")
