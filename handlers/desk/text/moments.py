"""Moments as people read them: "сегодня до 18:30 (МСК)", "on Monday, November 24, at 09:00 (CET)".

Days are named relative to now, both in the reader's time zone; dates come from CLDR through babel.
"""

import re
from datetime import date, datetime, timedelta, tzinfo
from typing import Literal

from babel.dates import format_date, format_skeleton

from handlers.phrases import Speech

_OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>\d\d)(?P<minutes>\d\d)?")


def say_deadline(speech: Speech, moment: datetime, *, now: datetime, zone: tzinfo) -> str:
    """The latest moment of something: "today by 18:30 (MSK)"."""
    return _say(speech, "deadline", moment.astimezone(zone), now.astimezone(zone))


def say_opening(speech: Speech, moment: datetime, *, now: datetime, zone: tzinfo) -> str:
    """The moment when something begins: "tomorrow at 09:00 (MSK)"."""
    return _say(speech, "opening", moment.astimezone(zone), now.astimezone(zone))


def say_until(speech: Speech, moment: datetime, *, now: datetime, zone: tzinfo) -> str:
    """The moment until which something may be done: "until Monday, November 24, 09:00 (MSK)"."""
    return _say(speech, "until", moment.astimezone(zone), now.astimezone(zone))


def _say(
    speech: Speech,
    kind: Literal["deadline", "opening", "until"],
    moment: datetime,
    now: datetime,
) -> str:
    time = f"{moment:%H:%M}"
    zone = speech.say("zone-name", abbreviation=_zone_abbreviation(moment))
    day = moment.date()
    if day == now.date():
        return speech.say(f"{kind}-today", time=time, zone=zone)
    if day == now.date() + timedelta(days=1):
        return speech.say(f"{kind}-tomorrow", time=time, zone=zone)
    return speech.say(
        f"{kind}-later",
        weekday=day.isoweekday(),
        date=_say_date(day, speech.language, with_year=day.year != now.year),
        time=time,
        zone=zone,
    )


def _say_date(day: date, language: str, *, with_year: bool) -> str:
    written = (
        format_date(day, format="long", locale=language)
        if with_year
        else format_skeleton("MMMMd", day, locale=language)
    )
    return " ".join(written.split())  # CLDR binds some parts by no-break spaces


def _zone_abbreviation(moment: datetime) -> str:
    """MSK, CET or the like; a zone named only by numbers becomes UTC+5, UTC+5:30."""
    abbreviation = f"{moment:%Z}"
    offset = _OFFSET.fullmatch(abbreviation)
    if offset is None:
        return abbreviation
    minutes = f":{offset['minutes']}" if offset["minutes"] else ""
    return f"UTC{offset['sign']}{int(offset['hours'])}{minutes}"
