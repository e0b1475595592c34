"""`otboinik db …`: upgrades the schema, copies the database, and brings a copy back."""

from pathlib import Path

from bot.commands.performing import DONE, say, say_made
from bot.settings import Settings
from handlers.clock import utc_now
from storage.database import Database
from storage.engine import make_engine, missing_file


async def upgrade(settings: Settings) -> int:
    """Bring the schema up to date; where there is no database, one is made."""
    address = settings.database_url.get_secret_value()
    missing = missing_file(address)
    database = await Database.open(address, upgrade=True)
    await database.close()
    if missing is not None:
        say_made(missing)
    say(f"{database.url_for_people} is up to date.")
    return DONE


async def backup(settings: Settings, file: Path) -> int:
    """Copy the database, whatever its schema; the bot may be running."""
    database = Database(make_engine(settings.database_url.get_secret_value()))
    try:
        await database.backup(file)
    finally:
        await database.close()
    say(f"{database.url_for_people} was copied to {file}.")
    return DONE


async def restore(settings: Settings, file: Path) -> int:
    """Bring a copy back; what was there is kept under another name."""
    address = settings.database_url.get_secret_value()
    kept = await Database.restore(address, file, utc_now())
    say(f"The database is that of {file} again.")
    if kept is not None:
        say(f"What was there before is kept as {kept}.")
    return DONE
