"""What managers type elsewhere has a page here: whoever types it at the desk hears which one."""

from bot.channels.web.desk.people import Seat
from handlers.phrases import Phrases

PAGES = {
    "faq": ("desk-faq",),
    "words": ("desk-style", "desk-style-words"),
    "template": ("desk-style", "desk-style-texts"),
    "sla": ("desk-promises",),
    "hours": ("desk-promises",),
    "outbox": ("desk-letters",),
}
"""The places of the bar, by the commands of managers, and the part of the place where it has several."""


def page_instead(phrases: Phrases, language: str, command: str, seat: Seat) -> str | None:
    """Where the command's work is done at the desk, and by whom; None for what is typed here."""
    if command not in PAGES:
        return None
    page = " → ".join(phrases.say(language, name) for name in PAGES[command])
    phrase = "command-has-page" if seat.is_manager else "command-of-managers"
    return phrases.say(language, phrase, command=command, page=page)
