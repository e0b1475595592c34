"""Names the page for a manager's command: somebody who types it at the desk is told which one."""

from bot.channels.web.desk.people import Seat
from handlers.phrases import Speech

PAGES = {
    "faq": ("desk-faq",),
    "words": ("desk-style", "desk-style-words"),
    "template": ("desk-style", "desk-style-texts"),
    "sla": ("desk-promises",),
    "hours": ("desk-promises",),
    "outbox": ("desk-letters",),
}
"""Places of the navigation bar, by managers' command, with the part of the place if it has several."""


def page_instead(speech: Speech, command: str, seat: Seat) -> str | None:
    """The sentence that names the command's page and its users; None for a command that is typed here."""
    if command not in PAGES:
        return None
    page = " → ".join(speech.say(name) for name in PAGES[command])
    phrase = "command-has-page" if seat.is_manager else "command-of-managers"
    return speech.say(phrase, command=command, page=page)
