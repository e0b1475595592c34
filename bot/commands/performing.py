"""How a command runs: settings first, then the work, and every foreseen fault in one message."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
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
    """Do the work with the settings of `.env` and the environment; its exit status."""

    async def with_settings(draft: Draft) -> int:
        return await work(draft.accepted())

    return perform_with_draft(with_settings)


def perform_with_draft(work: Callable[[Draft], Coroutine[Any, Any, int]]) -> int:
    """Do what can be done with settings that may be wrong in parts; its exit status."""
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


@asynccontextmanager
async def open_database(
    settings: Settings, *, made_already: bool = False, dry: bool = False
) -> AsyncIterator[Database]:
    """The database of the settings, at the schema of this program.

    A new one is told of: in the wrong folder that is a surprise. Raises `NoDatabase` where only what stands
    in it is asked for (`made_already`), and there is none. `dry`: none is made, an empty one in memory stands
    in for it; and none is brought up to date, so that `SchemaBehind` may be raised on SQLite, too.
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
        say_error(f"There was no database yet: {missing} was made.")
    try:
        yield database
    finally:
        await database.close()


def say(text: str) -> None:
    """A line for the operator."""
    sys.stdout.write(f"{text}\n")


def say_error(text: str) -> None:
    """A line for the operator, about what went wrong."""
    sys.stderr.write(f"{text}\n")


def _refuse(settings: Settings, text: str, status: int) -> int:
    """Every line is JSON where the operator wants that."""
    if settings.log_format == "json":
        log.error("stopped", reason=text)
    else:
        say_error(text)
    return status
