"""The same desk with Telegram calling us, and changes of the road: nothing is lost, nothing comes twice."""

import pytest

from tests.bot.ports import free_port
from tests.journeys.desk import Desk
from tests.journeys.people import Customer, Topic

QUESTION = "Сайт открывается через раз"
POLLING = {"TELEGRAM_WEBHOOK_URL": "", "TELEGRAM_WEBHOOK_SECRET": ""}


@pytest.fixture
async def webhook(desk: Desk) -> dict[str, str]:
    """Settings by which the bot is called instead of asking. Telegram soon repeats what was refused."""
    await desk.tg.config(webhook_backoff_scale=0.1)
    port = free_port()
    return {
        "TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "TELEGRAM_WEBHOOK_SECRET": "a-long_random-word",
        "HTTP_LISTEN": f"127.0.0.1:{port}",
    }


async def says_once(topic: Topic, *lines: str) -> None:
    """The lines come to stand in the topic, the last of them last, and each once."""
    await topic.shows(lines[-1], timeout=20)
    said = "\n".join(await topic.texts())
    assert [said.count(line) for line in lines] == [1] * len(lines)


async def starts_again(desk: Desk, anna: Customer, *, line: str, **settings: str) -> None:
    """The bot stops, Anna writes a line, the bot starts with these settings."""
    await desk.settles()
    await desk.closes()
    await anna.writes(line)
    desk.settings |= settings
    await desk.opens()


class TestByWebhook:
    async def test_a_ticket_goes_there_and_back(self, desk: Desk, webhook: dict[str, str]) -> None:
        desk.settings |= webhook
        await desk.opens()

        anna, topic = await desk.opened_ticket(QUESTION)
        await anna.sends(photo={})
        await topic.shows(kind="photo")
        await desk.sergey.writes(topic, "Посмотрим.")

        await anna.shows("Посмотрим.")
        assert (await desk.tg.counters()).get("method.getUpdates", 0) == 0

    async def test_a_burst_is_read_together(self, desk: Desk, webhook: dict[str, str]) -> None:
        desk.settings |= webhook
        await desk.knows("Как получить доступ к FTP?", "Откройте «Доступы».", "не пускает на фтп")
        await desk.opens()
        anna = await desk.customer()

        for part in ("здравствуйте", "у меня", "не пускает на фтп"):
            await anna.writes(part)

        await anna.shows("Откройте «Доступы».")
        await desk.settles()
        assert len(await anna.everything()) == 1

    async def test_lines_written_while_the_bot_was_down_arrive(
        self, desk: Desk, webhook: dict[str, str]
    ) -> None:
        desk.settings |= webhook
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)

        await starts_again(desk, anna, line="пока вас не было")

        await says_once(topic, "пока вас не было")


class TestAChange:
    """What Telegram still has comes by the new road."""

    async def test_between_polling_and_webhook_loses_nothing(
        self, desk: Desk, webhook: dict[str, str]
    ) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)

        await starts_again(desk, anna, line="первая перемена", **webhook)
        await anna.writes("уже по новой дороге")
        await says_once(topic, "первая перемена", "уже по новой дороге")
        await starts_again(desk, anna, line="вторая перемена", **POLLING)

        await says_once(topic, "первая перемена", "уже по новой дороге", "вторая перемена")

    async def test_of_the_library_loses_nothing(self, desk: Desk, webhook: dict[str, str]) -> None:
        libraries = {"aiogram": "python-telegram-bot", "python-telegram-bot": "aiogram"}
        desk.settings |= webhook
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)

        await starts_again(desk, anna, line="перемена", TELEGRAM_LIBRARY=libraries[desk.library])

        await says_once(topic, "перемена")
        await desk.sergey.writes(topic, "Посмотрим.")
        await anna.shows("Посмотрим.")
