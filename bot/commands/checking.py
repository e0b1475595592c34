"""`otboinik check`: checks that the bot has everything it needs."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from pathlib import Path

from bot.channels.opening import open_telegram
from bot.commands.doubts import doubts_about
from bot.commands.findings import Finding, out_of_sight
from bot.commands.performing import BAD_USE, DONE, FAILED, say, say_error
from bot.folders import existing_part
from bot.setting_faults import SettingsError
from bot.settings import Draft, Settings, misspelt_names
from faq.encoder import is_encoder_installed
from storage.database import Database
from storage.engine import missing_file
from storage.errors import SchemaBehind, StorageError
from storage.folders import is_writable

_CONNECTION = ("TELEGRAM_BOT_TOKEN", "TELEGRAM_LIBRARY", "TELEGRAM_API_URL")


async def check(draft: Draft) -> int:
    """Print what is wrong in the settings, check what the others allow, and print what is missing."""
    if draft.faults:
        say_error(str(SettingsError(draft.faults)))
        say("What can be looked at all the same:")
    missing = 0
    async with aclosing(_findings(draft)) as findings:
        async for finding in findings:
            missing += finding.missing is not None
            say(str(finding))
    if draft.faults:
        return BAD_USE
    return FAILED if missing else DONE


async def _findings(draft: Draft) -> AsyncGenerator[Finding]:
    for finding in _settings(draft):
        yield finding
    yield out_of_sight(draft, "database", "DATABASE_URL") or await _database(draft.settings)
    if draft.settings.web_chat:
        yield out_of_sight(draft, "folder for files", "UPLOADS_DIR") or _uploads(draft.settings.uploads_dir)
    yield _search()
    async with aclosing(_telegram(draft)) as findings:
        async for finding in findings:
            yield finding


def _settings(draft: Draft) -> Iterator[Finding]:
    if not draft.faults:  # else misspelt names are among them
        yield Finding("settings")
        for each in misspelt_names():
            yield Finding(f"{each.place}: {each.name}", warning=each.hint)
    for doubt in doubts_about(draft.settings):
        if draft.doubtful.isdisjoint(doubt.settings):
            yield Finding(doubt.part, warning=doubt.words)


async def _database(settings: Settings) -> Finding:
    missing = missing_file(settings.database_url.get_secret_value())
    if missing is not None and missing.parent.is_dir():
        return Finding(
            f"no database yet: run makes {missing}",
            None if is_writable(missing.parent) else _unwritable(missing.parent, "DATABASE_URL"),
        )
    try:
        database = await Database.open(settings.database_url.get_secret_value(), upgrade=False)
    except SchemaBehind as error:
        is_sqlite = settings.database_url.get_secret_value().startswith("sqlite")
        return Finding(
            "database (run brings it up to date)" if is_sqlite else "database",
            None if is_sqlite else str(error),
        )
    except StorageError as error:
        return Finding("database", str(error))
    damage = await database.damage()
    await database.close()
    return Finding(f"database {database.url_for_people}", damage and _damaged(damage))


def _damaged(how: str) -> str:
    return f"its file is damaged ({how}): stop the bot, and bring a copy back by `otboinik db restore FILE`"


def _uploads(folder: Path) -> Finding:
    """Check that the folder can be written to; the first file creates it, and the folders above it."""
    what = f"folder for files {folder.absolute()}"
    existing = existing_part(folder)
    return Finding(what, None if is_writable(existing) else _unwritable(existing, "UPLOADS_DIR"))


def _unwritable(folder: Path, setting: str) -> str:
    return f"this user cannot write into {folder}: change its owner or its rights, or change {setting}"


async def _telegram(draft: Draft) -> AsyncGenerator[Finding]:
    unseen = out_of_sight(draft, "Telegram", *_CONNECTION)
    telegram = None if unseen else open_telegram(draft.settings)
    if telegram is None:
        yield unseen or out_of_sight(draft, "token", "WEB_CHAT") or _without_token(draft.settings)
        return
    from bot.commands.checking_telegram import telegram_findings

    try:
        async with aclosing(telegram_findings(telegram, draft)) as findings:
            async for finding in findings:
                yield finding
    finally:
        await telegram.close()


def _without_token(settings: Settings) -> Finding:
    if settings.web_chat:
        return Finding("no token: the web chat and the desk, without Telegram")
    return Finding("token", "set TELEGRAM_BOT_TOKEN to the token from @BotFather, or WEB_CHAT=on")


def _search() -> Finding:
    """Tell which search is in use; installing the extra is all that it takes."""
    extra = "with" if is_encoder_installed() else "without"
    return Finding(f"FAQ search {extra} the meaning of sentences (otboinik[semantic])")
