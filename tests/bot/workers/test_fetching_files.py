"""A letter whose file lies at another messenger: a failed download is no outcome of the letter."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.workers.backoff import FIRST_PAUSE, LONGEST_PAUSE
from bot.workers.delivery import Delivery
from bot.workers.outcomes import TRIES_OF_A_BUG
from handlers.errors import DeliveryError, InDoubt, NotReached, Refused, RetryLater, ServerFailed
from storage.records.actions import SendContent
from storage.records.content import Content, FormattedText, Media, MediaKind
from storage.records.letters import Destination, Letter, LetterState, WhenInDoubt
from tests.bot.workers.deliveries import delivers
from tests.bot.workers.stage import ScriptedChannel, Stage, letter_to

VISITOR = "web:anna"
PHOTO = Content(FormattedText("the plan"), Media(MediaKind.PHOTO, "AgACAgIAAxkBAAI", size=3))
REPLY = Letter(to=Destination(VISITOR), action=SendContent(PHOTO), language="en", in_doubt=WhenInDoubt.PARK)


@dataclass
class Between:
    """An agent answers in Telegram, the customer reads on the site."""

    stage: Stage
    site: ScriptedChannel
    delivery: Delivery

    @property
    def fetching_fails(self) -> list[Exception]:
        return self.stage.channel.fetching_fails


@pytest.fixture
def between(stage: Stage) -> Between:
    site = ScriptedChannel(stage.clock, name="web")
    place = replace(stage.place, channels={"telegram": stage.channel, "web": site})
    return Between(stage, site, Delivery(place, limits=None))


class TestAFileThatCouldNotBeFetched:
    @pytest.mark.parametrize("failure", [NotReached, ServerFailed, InDoubt])
    async def test_is_fetched_again_and_leaves_no_doubt_about_the_letter(
        self, between: Between, failure: type[DeliveryError]
    ) -> None:
        await between.stage.posts(REPLY)
        between.fetching_fails.append(failure("cut off"))

        await delivers(between.delivery)
        assert (await between.stage.letter(1)).state is LetterState.WAITING
        between.stage.clock.advance(FIRST_PAUSE.total_seconds())
        await delivers(between.delivery)

        assert between.stage.desk.parked == []
        assert between.site.texts == ["the plan"]

    async def test_because_its_messenger_asked_for_a_pause_is_waited_for_so_long(
        self, between: Between
    ) -> None:
        await between.stage.posts(REPLY)
        between.fetching_fails.append(RetryLater(timedelta(seconds=30)))

        await delivers(between.delivery)
        between.stage.clock.advance(29)
        await delivers(between.delivery)
        assert between.site.texts == []

        between.stage.clock.advance(1)
        await delivers(between.delivery)
        assert between.site.texts == ["the plan"]

    async def test_because_its_messenger_asked_for_a_pause_pauses_no_chat(self, between: Between) -> None:
        """The customer's own chat asked for nothing."""
        await between.stage.posts(REPLY)
        between.fetching_fails.append(RetryLater(timedelta(seconds=30)))
        await delivers(between.delivery)

        async with between.stage.database.books() as books:
            assert await books.chats.paused(between.stage.clock()) == {}

    async def test_for_good_is_told_to_the_agent(self, between: Between) -> None:
        await between.stage.posts(REPLY, letter_to(VISITOR, "next"))
        between.fetching_fails.append(Refused("too large"))

        await delivers(between.delivery, rounds=2)

        assert between.stage.desk.refused == [(1, "too large", False)]
        assert between.site.texts == ["next"]

    async def test_because_of_a_bug_is_tried_a_few_times_and_then_told_to_the_agent_as_refused(
        self, between: Between
    ) -> None:
        """Nothing was sent: there is nothing to confirm."""
        await between.stage.posts(REPLY, letter_to(VISITOR, "next"))
        between.fetching_fails.extend([KeyError("words")] * TRIES_OF_A_BUG)

        for _ in range(TRIES_OF_A_BUG + 1):
            await delivers(between.delivery)
            between.stage.clock.advance(LONGEST_PAUSE.total_seconds())

        assert between.stage.desk.parked == []
        assert between.stage.desk.refused == [(1, "internal error: KeyError", False)]
        assert between.site.texts == ["next"]

    async def test_because_of_a_bug_is_sent_once_it_can_be(self, between: Between) -> None:
        await between.stage.posts(REPLY)
        between.fetching_fails.append(KeyError("words"))

        with capture_logs() as logged:
            await delivers(between.delivery)
        between.stage.clock.advance(FIRST_PAUSE.total_seconds())
        await delivers(between.delivery)

        assert between.site.texts == ["the plan"]
        assert [entry["letter"] for entry in logged if entry["log_level"] == "error"] == [1]
