"""Runs a command: settings first, then the work; every foreseen fault is told in one message."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import structlog

from bot.channels.telegram_outcomes import TokenRefused
from bot.logs import configure_logging
from bot.setting_faults import SettingsError
from bot.settings import Draft, Settings, read_settings
from handlers.errors import SupportError
from storage.database import Database
from storage.engine import IN_MEMORY, missing_file
from storage.errors import NoDatabase, StorageError

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

DONE, FAILED, BAD_USE = 0, 1, 2
"""Exit statuses: done; could not be done; the settings or the command line are wrong."""

Work = Callable[[Settings], Coroutine[Any, Any, int]]


def perform(work: Work) -> int:
    """Do the work with the settings of `.env` and the environment; return its exit status."""

    async def with_settings(draft: Draft) -> int:
        return await work(draft.accepted())

    return perform_with_draft(with_settings)


def perform_with_draft(work: Callable[[Draft], Coroutine[Any, Any, int]]) -> int:
    """Do what settings that may be partly wrong allow; return the exit status."""
    draft = read_settings()
    settings = draft.settings
    configure_logging(settings.log_format, secrets=settings.secrets)
    try:
        return asyncio.run(work(draft))
    except SettingsError as error:
        return _refuse(settings, str(error), BAD_USE)
    except TokenRefused as error:
        return _refuse(
            settings,
            f"TELEGRAM_BOT_TOKEN: Telegram does not take it ({error}): copy it again from @BotFather",
            BAD_USE,
        )
    except (StorageError, SupportError) as error:
        return _refuse(settings, str(error), FAILED)


def on_terminal() -> bool:
    """Return True if somebody can answer a question; scripts mean what they say."""
    return sys.stdin.isatty()


async def confirmed(question: str) -> bool:
    """Ask whoever types; only yes goes on."""
    sys.stdout.write(f"{question} Type yes to go on: ")
    sys.stdout.flush()
    typed: str = await asyncio.to_thread(sys.stdin.readline)
    return typed.strip().lower() == "yes"


@asynccontextmanager
async def open_database(
    settings: Settings, *, made_already: bool = False, dry: bool = False
) -> AsyncIterator[Database]:
    """The database of the settings, with this program's schema.

    Creating one is announced: in the wrong folder that is a surprise. Raises `NoDatabase` with `made_already`
    if there is none. `dry`: none is created, an empty one in memory replaces it; and none is upgraded, so
    that `SchemaBehind` may be raised on SQLite, too.
    """
    address = settings.database_url.get_secret_value()
    missing = missing_file(address)
    if made_already and missing is not None:
        raise NoDatabase(missing)
    if missing is None:
        database = await Database.open(address, upgrade=False if dry else None)
    elif dry:
        database = await Database.open(IN_MEMORY)
    else:
        database = await Database.open(address)
        say_made(missing)
    try:
        yield database
    finally:
        await database.close()


def say(text: str) -> None:
    """Print a line for the operator."""
    sys.stdout.write(f"{text}\n")


def say_error(text: str) -> None:
    """Print a line about a fault for the operator."""
    sys.stderr.write(f"{text}\n")


def say_made(database: Path) -> None:
    """Announce that a database was made."""
    say_error(f"There was no database yet: {database} was made.")


def _refuse(settings: Settings, text: str, status: int) -> int:
    """Tell why the command stopped; as JSON if the operator wants that."""
    if settings.log_format == "json":
        log.error("stopped", reason=text)
    else:
        say_error(text)
    return status
