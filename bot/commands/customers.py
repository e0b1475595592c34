"""`otboinik customer …`: exports or erases one person's data."""

import asyncio
import json
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from bot.assembly import build_desk
from bot.channels.web.housekeeping import Housekeeping
from bot.channels.web.uploads import UploadsFolder
from bot.commands.performing import DONE, FAILED, confirmed, open_database, say, say_error
from bot.settings import Settings
from handlers.clock import utc_now
from handlers.phrases import Phrases
from storage.database import Database
from storage.errors import StaleRecord
from storage.personal_holdings import DataSubject

TRIES, PAUSE_SECONDS = 20, 0.5
"""How often and how long to wait for a letter that is being sent."""


async def export(settings: Settings, name: str, out: Path | None) -> int:
    """Export everything about one person: as JSON to the terminal or a file, or with their files as a ZIP."""
    uploads = UploadsFolder(settings.uploads_dir)
    async with open_database(settings, made_already=True) as database, database.reading() as books:
        person = await books.personal_data.named(name)
        if person is None:
            return _nobody(name)
        rows = await books.personal_data.export(person)
        files = await books.personal_data.files(person)
    at_hand = {upload: uploads.path(upload) for upload in files if uploads.path(upload).exists()}
    exported: dict[str, Any] = {
        "customer": person.customer,
        "addresses": person.addresses,
        "exported_at": utc_now().isoformat(),
        "files": [
            {"id": upload, "name": given, "path": str(at_hand[upload]) if upload in at_hand else None}
            for upload, given in files.items()
        ],
        "data": rows,
    }
    text = json.dumps(exported, ensure_ascii=False, indent=2)
    if out is None:
        say(text)
        return DONE
    try:
        _write(
            out, text, {f"files/{upload}-{Path(files[upload]).name}": at_hand[upload] for upload in at_hand}
        )
    except OSError as error:
        say_error(f"{out}: {error.strerror}. Nothing was written.")
        return FAILED
    say(f"Customer {person.customer} was exported to {out}.")
    return DONE


async def erase(settings: Settings, name: str, *, yes: bool) -> int:
    """Erase one person, also while the bot runs; ask for confirmation unless `yes`."""
    async with open_database(settings, made_already=True) as database:
        async with database.reading() as books:
            person = await books.personal_data.named(name)
        if person is None:
            return _nobody(name)
        if not yes and not await confirmed(_question_about(person)):
            say("Nothing was erased.")
            return FAILED
        if not await _erase(settings, database, person):
            say_error("A message to this customer is being sent right now. Nothing was erased: try again.")
            return FAILED
        await Housekeeping(database, UploadsFolder(settings.uploads_dir), utc_now).tidy()
    say(f"Customer {person.customer} is erased. Tickets that keep their numbers: {len(person.tickets)}.")
    return DONE


async def _erase(settings: Settings, database: Database, person: DataSubject) -> bool:
    desk = build_desk(settings, database, Phrases.load(), utc_now, {})
    for _ in range(TRIES):
        with suppress(StaleRecord):  # somebody was at the same records: a moment later, then
            async with database.books() as books:
                if await desk.erasure(books, person, utc_now()):
                    await books.commit()
                    return True
        await asyncio.sleep(PAUSE_SECONDS)
    return False


def _write(out: Path, text: str, files: dict[str, Path]) -> None:
    if out.suffix.lower() != ".zip":
        out.write_text(text + "\n", encoding="utf-8")
        return
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", text)
        for name, path in files.items():
            archive.write(path, name)


def _question_about(person: DataSubject) -> str:
    return (
        f"Customer {person.customer} ({', '.join(person.addresses)}), tickets: {len(person.tickets)}.\n"
        "Everything that they and the staff said is erased for good."
    )


def _nobody(name: str) -> int:
    say_error(
        f"There is no customer {name!r}: write an address such as telegram:42 or web:7f3a…, "
        "or the customer's number as `customer export` shows it."
    )
    return FAILED
