"""`kill -9` between any two steps of a message's way: nothing is missing, or there twice without a mark."""

import re
import signal
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from multiprocessing.process import BaseProcess

import pytest

from tests.journeys import mortal_bot
from tests.journeys.desk import Desk
from tests.journeys.installations import Installation
from tests.journeys.mortal_bot import Death, Ring, Step

QUESTION = "Сайт открывается через раз"

# So many seconds longer than the first life may the second one take until all stands there: both start a
# process and deal with the same question, on a machine that may be busy with other tests.
SOON = 5.0

SQLITE, POSTGRESQL = Installation("aiogram"), Installation("python-telegram-bot")

FIRST_DEATHS = [Death(step) for step in Step]
# The first letters of a ticket are the acknowledgement, the topic and the card: each gets its deaths.
LATER_DEATHS = [Death(step, occurrence) for step in (Step.SENDING, Step.CALLED) for occurrence in (2, 3)]
DEATHS = [(SQLITE, death) for death in FIRST_DEATHS + LATER_DEATHS] + [
    (POSTGRESQL, death) for death in FIRST_DEATHS
]


# With nothing else to do a reply is marked as sending by the transaction that decides it: from then on nobody
# can know whether it left.
NEVER_LEFT = {Step.DECIDED, Step.SENDING}
IN_DOUBT = NEVER_LEFT | {Step.CALLED, Step.OUTCOME_NOT_KEPT}


def _name(value: Installation | Death) -> str:
    return f"{value.step} {value.occurrence}" if isinstance(value, Death) else str(value)


class Mortal:
    """Starts bots, and buries them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._process: BaseProcess | None = None

    def starts(self, death: Death | None = None) -> None:
        self._process = mortal_bot.start(self.desk.settings, self.desk.clock(), death)

    async def dies(self) -> None:
        assert self._process is not None
        assert await mortal_bot.ended(self._process) == -signal.SIGKILL

    async def stops(self) -> None:
        if self._process is not None and self._process.is_alive():
            self._process.terminate()
            await mortal_bot.ended(self._process)


@pytest.fixture
async def bot(desk: Desk) -> AsyncIterator[Mortal]:
    mortal = Mortal(desk)
    yield mortal
    await mortal.stops()


class TestWhileAQuestionIsOnItsWay:
    @pytest.mark.parametrize(("installation", "death"), DEATHS, indirect=["installation"], ids=_name)
    async def test_it_arrives_soon_after_the_restart(self, desk: Desk, bot: Mortal, death: Death) -> None:
        anna = await desk.customer()
        await anna.writes(QUESTION)
        started = time.monotonic()
        bot.starts(death)
        await bot.dies()

        restarted = time.monotonic()
        bot.starts()
        await anna.shows("№ 1")
        topic = await desk.topic()
        await topic.shows(QUESTION)
        first_life, second_life = restarted - started, time.monotonic() - restarted
        assert second_life < first_life + SOON

        await anna.writes("и почта тоже")
        await topic.shows("и почта тоже")
        await desk.sergey.writes(topic, "Чиним.")
        await anna.shows("Чиним.")
        await desk.settles()
        assert len(await desk.topics()) == 1
        assert await desk.tg.duplicates() == []
        assert (await desk.tg.updates())["pending"] == 0


class TestWhileAReplyIsOnItsWay:
    @pytest.mark.parametrize("installation", [SQLITE], indirect=True, ids=str)
    @pytest.mark.parametrize("death", FIRST_DEATHS, ids=_name)
    async def test_it_arrives_once_or_its_author_is_asked(
        self, desk: Desk, bot: Mortal, death: Death
    ) -> None:
        bot.starts()
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.sergey.writes(topic, "/take")
        await topic.card_shows("Сергей")
        await desk.settles()
        await bot.stops()

        bot.starts(death)
        await desk.sergey.writes(topic, "Готово!")
        await bot.dies()
        bot.starts()

        if death.step in IN_DOUBT:
            await topic.shows(has_button=".")
        else:
            await anna.shows("Готово!")
        await desk.sergey.writes(topic, "И ещё вот что.")
        await anna.shows("И ещё вот что.")
        await desk.settles()
        assert sum("Готово!" in text for text in await anna.texts()) == (death.step not in NEVER_LEFT)
        assert await desk.tg.duplicates() == []


class TestWhileAReminderIsDue:
    @pytest.mark.parametrize("installation", [SQLITE, POSTGRESQL], indirect=True, ids=str)
    @pytest.mark.parametrize("step", Ring)
    async def test_it_is_told_once(self, desk: Desk, bot: Mortal, step: Ring) -> None:
        bot.starts()
        _, topic = await desk.opened_ticket(QUESTION)
        await desk.settles()
        await bot.stops()
        await desk.passes(timedelta(minutes=50))  # ten more until the first response is due

        bot.starts(Death(step))
        await bot.dies()
        bot.starts()

        reminder = desk.speech.phrase("sla-remind-first-response")
        await topic.shows(regex=reminder)
        await desk.settles()
        assert sum(re.search(reminder, text) is not None for text in await topic.texts()) == 1
