"""`otboinik audit`: the changes to the desk itself, and who made them."""

from bot.commands.performing import DONE, open_database, say
from bot.settings import Settings
from handlers.managers.audit import AuditEntry, latest_changes


async def audit(settings: Settings, lines: int) -> int:
    """Print the latest changes, the newest first: when (UTC), who, what, and details."""
    async with open_database(settings, made_already=True) as database, database.reading() as books:
        changes = await latest_changes(books, limit=lines)
    for change in changes:
        say(_line(change))
    if not changes:
        say("Nothing was changed yet.")
    return DONE


def _line(change: AuditEntry) -> str:
    who = f"{change.who} ({change.address})" if change.who else change.address
    details = ", ".join(f"{key}: {value}" for key, value in change.details.items())
    parts = (f"{change.at:%Y-%m-%d %H:%M:%S}", who, change.what, details)
    return "  ".join(part for part in parts if part)
