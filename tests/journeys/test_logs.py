"""What the operator's log tells of people: nothing that they wrote, and no secret."""

import asyncio
import os
import sys
from urllib.parse import urlsplit

from tests.journeys.desk import Desk


async def converse(desk: Desk) -> None:
    """A ticket with misfortunes on its way."""
    anna, topic = await desk.opened_ticket("Фиолетовый сайт открывается через раз")
    await desk.tg.fault("error", "sendMessage", count=1)
    await desk.tg.fault("flood", "sendMessage", retry_after=1, count=1)
    await desk.tg.fault("lost", "sendMessage", count=1)
    await anna.writes("бирюзовая почта тоже")
    await topic.shows("бирюзовая")
    await anna.actor.block()
    await desk.sergey.writes(topic, "Оранжевый ответ")
    await topic.shows(regex="не доставлен|заблокировал")
    await desk.settles()


async def test_no_token_password_or_customers_word_is_logged(desk: Desk) -> None:
    """A whole conversation with misfortunes, by the program as operators start it."""
    desk.settings["LOG_FORMAT"] = "console" if desk.installation.library == "aiogram" else "json"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "run"),
        env={**os.environ, **desk.settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        await desk.listened_to(timeout=60)
        await converse(desk)
    finally:
        if process.returncode is None:
            process.terminate()
        log = (await process.communicate())[0].decode()
        sys.stdout.write(log)  # pytest shows it when the story fails

    assert process.returncode == 0
    assert log.strip(), "it does say something"
    secrets = [desk.settings["TELEGRAM_BOT_TOKEN"], urlsplit(desk.database_url).password or "бирюзовая"]
    for told in ("Фиолетовый", "бирюзовая", "Оранжевый", *secrets):
        assert told not in log
        assert told.encode("unicode-escape").decode() not in log
