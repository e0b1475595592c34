"""What the delivery remembers of letters goes when it is done with them."""

import pytest

from bot.workers.backoff import LONGEST_PAUSE
from bot.workers.delivery import Delivery
from bot.workers.delivery_memory import DeliveryMemory
from bot.workers.outcomes import TRIES_OF_A_BUG
from handlers.errors import InDoubt, TopicGone
from storage.books import Books
from storage.records.letters import Letter, LetterState, PostedLetter
from storage.records.message_refs import card_of
from tests.bot.workers.deliveries import delivers, messenger_tells_of_topic, topic_of
from tests.bot.workers.stage import ANNA, STAFF, Stage, letter_to


def remembered(delivery: Delivery) -> DeliveryMemory:
    return delivery._memory


class TestNothingIsLeft:
    @pytest.mark.parametrize("crashes", [1, TRIES_OF_A_BUG])
    async def test_of_a_letter_whose_sending_crashed(
        self, stage: Stage, delivery: Delivery, crashes: int
    ) -> None:
        await stage.posts(letter_to(ANNA, "one"))
        stage.channel.fails.extend([KeyError("words")] * crashes)
        for _ in range(crashes + 1):
            await delivers(delivery)
            stage.clock.advance(LONGEST_PAUSE.total_seconds())

        assert (await stage.letter(1)).state in {LetterState.SENT, LetterState.REFUSED}
        assert remembered(delivery) == DeliveryMemory()

    async def test_of_a_topic_that_was_made_anew(self, stage: Stage, delivery: Delivery) -> None:
        await stage.has_ticket(7, thread="55")
        await stage.posts(letter_to(STAFF, "one", ticket=7))
        stage.channel.fails = [TopicGone("gone")]

        await delivers(delivery, rounds=3)

        assert stage.channel.texts == ["topic № 7", "one"]
        assert remembered(delivery) == DeliveryMemory()

    async def test_of_a_doubt_that_the_messengers_notice_ended(
        self, stage: Stage, delivery: Delivery
    ) -> None:
        await stage.has_ticket(7)
        await stage.posts(topic_of(7), letter_to(STAFF, "card", ticket=7))
        stage.channel.fails = [InDoubt("cut off")]
        await delivers(delivery)
        await messenger_tells_of_topic(stage, 7)

        await delivers(delivery)

        assert stage.channel.texts == ["card"]
        assert remembered(delivery) == DeliveryMemory()


class TestACardThatIsDeletedTimeAndAgain:
    """In a plain group a ticket's posts are replies to its card."""

    @pytest.fixture(autouse=True)
    async def plain_group(self, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
        async def new_card(books: Books, posted: PostedLetter) -> None:
            to = posted.letter.to
            action = letter_to(STAFF, f"card {to.ticket}").action
            card = Letter(to=to, action=action, language="en", shows=(card_of(7),), ahead=True)
            await books.outbox.post([card], now=stage.clock())

        monkeypatch.setattr(stage.desk, "topic_gone", new_card)
        await stage.has_ticket(7)
        async with stage.database.books() as books:
            await books.chats.note_topics(STAFF, has_topics=False)
            await books.commit()

    async def test_is_posted_anew_each_time(self, stage: Stage, delivery: Delivery) -> None:
        for line in ("one", "two", "three"):
            await stage.posts(letter_to(STAFF, line, ticket=7))
            stage.channel.fails = [] if line == "one" else [TopicGone("there is no message to reply to")]
            await delivers(delivery, rounds=3)
            stage.clock.advance(1)

        assert stage.desk.refused == []
        assert stage.channel.texts == ["card 7", "one", "card 7", "two", "card 7", "three"]
