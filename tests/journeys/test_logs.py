"""What the operator's log tells of people: nothing that they wrote, and no secret."""

import asyncio
import os
import signal
import sys
from urllib.parse import urlsplit

from tests.journeys.desk import Desk


async def test_no_token_password_or_customers_word_is_logged(desk: Desk) -> None:
    """A whole conversation with misfortunes, by the program as operators start it."""
    desk.settings["LOG_FORMAT"] = "console" if desk.library == "aiogram" else "json"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "run"),
        env={**os.environ, **desk.settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        await desk.listened_to(timeout=60)
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
    finally:
        process.send_signal(signal.SIGTERM)
        output, _ = await process.communicate()

    log = output.decode()
    assert process.returncode == 0, log
    assert log.strip(), "it does say something"
    secrets = [desk.settings["TELEGRAM_BOT_TOKEN"], urlsplit(desk.database_url).password or "бирюзовая"]
    for told in ("Фиолетовый", "бирюзовая", "Оранжевый", *secrets):
        assert told not in log
        assert told.encode("unicode-escape").decode() not in log
