"""A bot that is started without one of its messengers, its token gone from `.env`: all of that one waits."""

from dataclasses import replace
from datetime import timedelta

from bot.workers.delivery import Delivery
from bot.workers.intake import Intake
from storage.records.letters import LetterState
from tests.bot.workers.deliveries import delivers
from tests.bot.workers.stage import ANNA, ScriptedChannel, Stage, letter_to

VISITOR = "web:boris"


def without_telegram(stage: Stage) -> tuple[Stage, ScriptedChannel]:
    """The same books, worked on by a process that serves the site's chat alone."""
    web = ScriptedChannel(stage.clock, name="web")
    return replace(stage, place=replace(stage.place, channels={web.name: web})), web


class TestALetterToAMessengerThatIsNotServed:
    async def test_waits_and_holds_up_no_other(self, stage: Stage) -> None:
        alone, web = without_telegram(stage)
        await stage.posts(letter_to(ANNA, "later"), letter_to(VISITOR, "now"))

        await delivers(Delivery(alone.place, limits=None), rounds=2)

        assert web.texts == ["now"]
        assert (await stage.letter(1)).state is LetterState.WAITING
        assert not stage.crashed.is_set()

    async def test_leaves_once_it_is_served_again(self, stage: Stage, delivery: Delivery) -> None:
        alone, _ = without_telegram(stage)
        await stage.posts(letter_to(ANNA, "later"))
        await delivers(Delivery(alone.place, limits=None))

        await delivers(delivery)

        assert stage.channel.texts == ["later"]


class TestAnUpdateOfAMessengerThatIsNotServed:
    async def test_waits_until_it_is_served_again(self, stage: Stage) -> None:
        alone, _ = without_telegram(stage)
        await stage.receives("hello")
        intakes = [Intake(each.place, timedelta(0)) for each in (alone, alone, alone, alone, stage)]

        for intake in intakes:
            await intake.round()
            await intake.idle()
            stage.clock.advance(60)

        assert stage.desk.heard == [("hello",)]
        assert stage.desk.aside == []
