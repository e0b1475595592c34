"""`otboinik run`: everything in one process."""

import sys
import webbrowser
from collections.abc import Sequence

import structlog

from bot.app import serve
from bot.channels.web.server import site_of
from bot.commands.doubts import doubts_about
from bot.commands.performing import DONE, say
from bot.lifecycle import App
from bot.settings import Settings, misspelt_names
from storage.engine import missing_file

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

_EASILY_TYPED = 60


async def run(settings: Settings, *, open_browser: bool = False) -> int:
    """Serve until a signal comes; print at every start where to click, and open the browser at the first."""
    missing = missing_file(settings.database_url.get_secret_value())

    def started(app: App) -> None:
        nonlocal missing, open_browser
        if missing is not None:
            log.info("there was no database yet: a new one was made", file=str(missing))
            missing = None
        if app.address is None:
            return
        address = site_of(settings).public_origin or app.address
        desk = app.desk_link or f"{address}/desk"
        if settings.log_format == "json":
            log.info("open in a browser", chat=f"{address}/chat", desk=desk)
        else:
            say(welcome(address, app.desk_link, app.questions))
            sys.stdout.flush()  # also if somebody reads it through a pipe
        if open_browser:
            open_browser = False
            webbrowser.open(desk)
            webbrowser.open(f"{address}/chat")

    warn_of(settings)
    await serve(settings, on_start=started)
    return DONE


def warn_of(settings: Settings) -> None:
    """Log the warnings of `otboinik check`, for starts without it."""
    for each in misspelt_names():
        log.warning(
            "a name is no setting and changes nothing", place=each.place, name=each.name, meant=each.meant
        )
    for doubt in doubts_about(settings):
        log.warning(doubt.words)


def welcome(address: str, desk_link: str | None, questions: Sequence[str]) -> str:
    """The text that says where to click, and what to ask. `desk_link` signs in one browser."""
    easy = next((question for question in questions if len(question) <= _EASILY_TYPED), None)
    to_try = f"; ask «{easy}», then something that the FAQ does not know" if easy else ""
    desk = desk_link or f"{address}/desk"
    how = (
        "the staff's side; this link signs you in, once, on this machine"
        if desk_link
        else "the staff's side; `otboinik desk user add NAME --role manager` makes a person"
    )
    return "\n".join(
        (
            "",
            "  Otboinik is up.",
            "",
            f"  Chat  {address}/chat",
            f"        the customer's side{to_try}",
            f"  Desk  {desk}",
            f"        {how}",
            "",
        )
    )
