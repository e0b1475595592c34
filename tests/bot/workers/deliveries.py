"""What tests of the delivery do: let it go round, post through it, replace its dead, have topics opened."""

from bot.workers.delivery import Delivery
from bot.workers.delivery_memory import DeliveryMemory
from storage.claims import Holder
from storage.records.actions import OpenTopic
from storage.records.letters import Destination, Letter
from tests.bot.workers.stage import STAFF, Stage


async def delivers(delivery: Delivery, rounds: int = 1) -> None:
    """Some rounds, each with its sends, and one to write the last outcomes down."""
    for _ in range(rounds):
        await delivery.round()
        await delivery.idle()
    await delivery.round()
    await delivery.idle()


def remembers_nothing(delivery: Delivery) -> bool:
    """Whether it is done with every letter that it had to do with."""
    return delivery._memory == DeliveryMemory()


async def decides(stage: Stage, delivery: Delivery, *letters: Letter) -> None:
    """What a use case posted is committed, and whatever left at once is on its way."""
    async with stage.database.books() as books:
        await books.outbox.post(letters, now=stage.clock())
        await delivery.commit(books)


async def was_being_sent_by_the_dead(stage: Stage) -> None:
    """Another process took the letters in hand and died; this one took over."""
    dead = Holder(0)
    async with stage.database.books() as books:
        await books.outbox.claim(dead, stage.clock(), limit=10)
        await books.commit()
    async with stage.database.books() as books:
        await books.void_dead_claims(stage.place.holder)
        await books.commit()


def topic_of(ticket: int) -> Letter:
    """The letter that opens the ticket's topic."""
    return Letter(to=Destination(STAFF, ticket=ticket), action=OpenTopic(f"№ {ticket}"), language="en")


async def messenger_tells_of_topic(stage: Stage, ticket: int) -> None:
    """Its own notice: the topic was made after all."""
    async with stage.database.books() as books:
        await books.outbox.topic_opened(STAFF, ticket, "88", stage.clock())
        await books.commit()
