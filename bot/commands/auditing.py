"""`otboinik audit`: who changed what about the desk itself."""

from bot.commands.performing import DONE, open_database, say
from bot.settings import Settings


async def audit(settings: Settings, lines: int) -> int:
    """The latest changes, the newest first: when (UTC), who, what, and its particulars."""
    async with open_database(settings) as database, database.books() as books:
        for note in await books.audit.latest(limit=lines):
            member = await books.staff.get(note.by)
            who = f"{member.name} ({note.by})" if member else note.by
            particulars = ", ".join(f"{name}: {value}" for name, value in note.details.items())
            say(f"{note.at:%Y-%m-%d %H:%M:%S}  {who}  {note.what}{f'  {particulars}' if particulars else ''}")
    return DONE
