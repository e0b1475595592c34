"""`otboinik run`: everything in one process."""

from bot.app import serve
from bot.commands.performing import DONE
from bot.settings import Settings


async def run(settings: Settings) -> int:
    """Serve until a signal comes."""
    await serve(settings)
    return DONE
