"""What stories of a bot in this process look at: its file, its log, its messenger, a topic's order."""

import asyncio
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from tests.journeys.desk import Desk

Logged = list[MutableMapping[str, Any]]


def database_file(desk: Desk) -> Path:
    return Path(desk.database_url.partition("///")[2])


async def logged_event(logged: Logged, event: str) -> None:
    """Wait until the bot has said so."""
    async with asyncio.timeout(5):
        while not any(entry["event"] == event for entry in logged):
            await asyncio.sleep(0.02)


async def struck(desk: Desk) -> bool:
    """The fault that the messenger was told of met a call."""
    (rule,) = (await desk.tg.call("faults"))["faults"]
    return bool(rule["fired"])


def numbered(topic_texts: list[str], words: str, count: int) -> list[int]:
    """The numbers behind `words`, in the order in which they stand."""
    lines = [line for text in topic_texts for line in text.splitlines()]
    return [number for line in lines for number in range(count) if line.strip("«»") == f"{words} {number}"]
