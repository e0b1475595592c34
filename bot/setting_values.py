"""Parsers from a setting's text to its value: every refusal says what to write instead.

Each parser takes the non-empty text from `.env` or the environment, and raises `ValueError` with a sentence
for the operator. A parser of a secret never repeats its input.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

from bot.folders import existing_part
from bot.web_places import is_for_people
from handlers.desk.sla.working_calendar import public_holidays
from handlers.desk.sla.working_hours import parse_working_hours

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_RATE = r"([0-9]+(?:\.[0-9]+)?)"
_LIMITS = re.compile(rf"{_RATE}/s\s+{_RATE}/s\s+{_RATE}/min")
_HIGHEST_PORT = 65_535
_SHORTEST_KEY = 32
_LONGEST_NAME = 100
_SQLITE = "sqlite+aiosqlite:///"
_POSTGRESQL = "postgresql+psycopg://"


@dataclass(frozen=True, slots=True)
class ListenAddress:
    """The address of the one HTTP server. Port 0 lets the system choose."""

    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `host:port`; an IPv6 host is in square brackets."""
        host, colon, port = text.rpartition(":")
        host = host.removeprefix("[").removesuffix("]") if host.startswith("[") else host
        if not (colon and host and port.isascii() and port.isdigit() and int(port) <= _HIGHEST_PORT):
            raise ValueError(f"{text!r} is no address. Write host:port, for example 127.0.0.1:8080.")
        return cls(host, int(port))

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Limits:
    """The highest sending rates, so that Telegram seldom has to slow us down."""

    overall_per_second: float
    private_per_second: float
    group_per_minute: float

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read `30/s 1/s 20/min` (in all, per private chat, per group); `off` is no limits at all."""
        if text.casefold() == "off":
            return None
        rates = _LIMITS.fullmatch(text)
        if not rates or not all(map(float, rates.groups())):
            raise ValueError(
                f"{text!r} are no limits. Write three rates above zero, in all, per private chat, per group, "
                "for example 30/s 1/s 20/min; or off."
            )
        return cls(*map(float, rates.groups()))


def bot_token(text: str) -> str:
    """A token as issued by @BotFather."""
    if not _TOKEN.fullmatch(text):
        raise ValueError("this is no bot token. Copy it whole from @BotFather: digits, a colon, letters.")
    return text


def webhook_secret(text: str) -> str:
    """A secret that Telegram accepts as `secret_token`."""
    if not _WEBHOOK_SECRET.fullmatch(text):
        raise ValueError("Telegram takes only A-Z, a-z, 0-9, _ and - here, 256 characters at most.")
    return text


def session_key(text: str) -> str:
    """A key long enough that nobody guesses it."""
    if len(text) < _SHORTEST_KEY:
        raise ValueError(
            f"this is too short to sign with. Write {_SHORTEST_KEY} random characters or more "
            "(`openssl rand -hex 32` makes them); or leave it empty, and one is made."
        )
    return text


def company_name(text: str) -> str:
    """A name that fits into greetings."""
    if len(text) > _LONGEST_NAME or not text.isprintable():
        raise ValueError(
            f"this is no name for a greeting. Write it on one line, in {_LONGEST_NAME} characters at most."
        )
    return text


def folder(text: str) -> Path:
    """A folder; it need not exist yet."""
    path = Path(text)
    existing = existing_part(path)
    if not existing.is_dir():
        raise ValueError(f"{existing} is a file. Write the path of a folder, for example uploads.")
    return path


def database_url(text: str) -> str:
    """The address of a database of one of the two supported kinds."""
    if text.startswith(_SQLITE):
        if text.removeprefix(_SQLITE).partition("?")[0] in {"", ":memory:"}:
            raise ValueError(f"a database in memory forgets everything. Name a file: {_SQLITE}otboinik.db.")
        return text
    if text.startswith(_POSTGRESQL) and _is_url(text):
        if _has_stray_at_sign(text):
            raise ValueError(
                "this has an @ too many. In a name or a password, write @ as %40, / as %2F and % as %25."
            )
        return text
    raise ValueError(
        f"this is no database address that we know. Write {_SQLITE}otboinik.db, "
        f"or {_POSTGRESQL}user:password@host/database "
        "(in a password, @ is %40, / is %2F, [ is %5B, % is %25)."
    )


def group_id(text: str) -> int:
    """A Telegram group's id, which is below zero."""
    number = whole_number(text)
    if number is None:
        raise ValueError(f"{text!r} is no group id. Write its number, for example -1001234567890.")
    if number >= 0:
        raise ValueError(f"{text!r} is the id of a person. The id of a group begins with a minus.")
    return number


def http_url(text: str) -> str:
    """An http(s) address without the slash at its end."""
    parts = split_url(text)
    if parts is None or parts.query or parts.fragment:
        raise ValueError(f"{text!r} is no web address. Write it whole, for example https://example.org.")
    return text.rstrip("/")


def webhook_url(text: str) -> str:
    """The address that Telegram calls, with the path that we listen on."""
    parts = split_url(text)
    if parts is None or parts.path in {"", "/"} or parts.query or parts.fragment:
        raise ValueError(
            f"{text!r} is no webhook address. Write it whole, path included, "
            "for example https://support.example.org/telegram."
        )
    if is_for_people(parts.path) or set(parts.path) & set("{}"):
        raise ValueError(
            f"{parts.path!r} is no path for a webhook: /chat and /desk are people's, and braces stand for "
            "variables. Write another one, for example /telegram."
        )
    return text


def time_zone(text: str) -> ZoneInfo:
    """A zone of the IANA database."""
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"{text!r} is no time zone. Write a name like Europe/Moscow or UTC.") from error


def working_hours(text: str) -> str:
    """Working hours that the desk can read."""
    parse_working_hours(text)
    return text


def holiday_country(text: str) -> str:
    """A country whose public holidays are known."""
    public_holidays(text)
    return text.upper()


def number_between(low: float, high: float) -> Callable[[str], float]:
    """A parser of numbers from `low` to `high`, both included."""

    def parse(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        if not low <= number <= high:
            raise ValueError(f"{text!r} does not fit. Write a number from {low:g} to {high:g}.")
        return number

    return parse


def one_of(*choices: str) -> Callable[[str], str]:
    """A parser of a choice; case does not matter."""

    def parse(text: str) -> str:
        if text.casefold() not in choices:
            raise ValueError(f"{text!r} is no choice here. Write {' or '.join(choices)}.")
        return text.casefold()

    return parse


def switch(text: str) -> bool:
    """`on` or `off`."""
    return one_of("on", "off")(text) == "on"


def whole_number(text: str) -> int | None:
    """The number, or None if the text is none."""
    try:
        return int(text)
    except ValueError:
        return None


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return bool(parts.path.strip("/")) and parts.port != 0
    except ValueError:
        return False


def _has_stray_at_sign(text: str) -> bool:
    """Return True if the end of a password would be taken for the host, which errors tell."""
    _, _, behind = text.removeprefix(_POSTGRESQL).partition(":")
    _, _, place = behind.partition("@")
    return "@" in place.partition("?")[0]


def split_url(text: str) -> SplitResult | None:
    """The parts of an http(s) address with a host, else None."""
    try:
        parts = urlsplit(text)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if usable and not re.search(r"\s", text) else None
