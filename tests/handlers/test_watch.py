"""What General is told when something is stuck: numbers, never words."""

from datetime import timedelta

import pytest

from handlers.opening import open_desk
from storage.records.actions import SendContent
from storage.records.content import Content
from storage.records.letters import Destination, Letter, LetterState
from storage.records.updates import Patience, RawUpdate
from tests.handlers.front import STAFF, Desk
from tests.handlers.people import Customer

LETTERS_WAIT = (
    "Ждут отправки дольше минуты, сообщений: 2. Они не потеряны и уйдут, как только мессенджер их примет."
    " Причины — в журнале и в otboinik check."
)


async def looks(desk: Desk, *, times: int = 2) -> list[str]:
    """The watch looks; what it posts is read off General's lane."""
    for _ in range(times):
        async with desk.database.books() as books:
            await desk.front.watch(books)
            await books.commit()
        desk.clock.moment += timedelta(seconds=15)
    return [
        posted.letter.action.content.text.text
        for posted in await desk.waiting(Destination(STAFF).lane)
        if posted.letter.replaces and isinstance(posted.letter.action, SendContent)
    ]


def letter_to(address: str) -> Letter:
    return Letter(to=Destination(address), action=SendContent(Content()), language="ru")


async def blocked_by(desk: Desk, *addresses: str) -> None:
    """A letter to each of them is refused for good."""
    async with desk.database.books() as books:
        letters = [
            Letter(to=Destination(each), action=SendContent(Content()), language="ru") for each in addresses
        ]
        await books.outbox.post(letters, now=desk.clock())
        for claimed in await books.outbox.claim(desk.office.holder, desk.clock(), limit=len(letters)):
            await books.outbox.ended(
                claimed.posted,
                LetterState.REFUSED,
                reason="blocked",
                now=desk.clock(),
                holder=desk.office.holder,
            )
        await books.commit()


class TestLettersThatWait:
    @pytest.fixture(autouse=True)
    async def stuck(self, desk: Desk, asked: Customer) -> None:
        desk.delivering = False
        await asked.writes("ау", "есть кто?")

    async def test_for_a_moment_are_told_to_nobody(self, desk: Desk) -> None:
        assert await looks(desk) == []

    async def test_longer_than_a_minute_are_told_in_numbers(self, desk: Desk) -> None:
        await desk.passes(minutes=1.1)

        assert await looks(desk) == [LETTERS_WAIT]

    async def test_are_told_before_anything_else_that_waits_for_the_group(self, desk: Desk) -> None:
        await desk.passes(minutes=1.1)
        await looks(desk)

        async with desk.database.books() as books:
            first, *_ = await books.outbox.claim(desk.office.holder, desk.clock(), limit=10)

        assert first.posted.letter.to == Destination(STAFF)

    async def test_because_the_messenger_asked_for_a_pause_are_not_told(self, desk: Desk) -> None:
        async with desk.database.books() as books:
            await books.chats.pause(STAFF, desk.clock() + timedelta(hours=1))
            await books.commit()
        await desk.passes(minutes=1.1)

        assert await looks(desk) == []

    async def test_and_then_leave_are_told_to_be_gone(self, desk: Desk) -> None:
        await desk.passes(minutes=1.1)
        await looks(desk)
        desk.delivering = True
        await desk.delivers()

        await looks(desk, times=1)
        await desk.delivers()

        assert desk.general() == [LETTERS_WAIT, "Сообщения снова уходят без задержки."]

    async def test_are_not_told_again_by_the_next_process(self, desk: Desk) -> None:
        await desk.passes(minutes=1.1)
        await looks(desk)
        desk.front = open_desk(
            desk.database, desk.front.policy, desk.front.phrases, desk.clock, desk.front.prefetch.fetch
        ).front

        assert len(await looks(desk, times=4)) == 1


async def test_updates_that_nobody_handles_are_told(desk: Desk) -> None:
    update = RawUpdate("bot", 1, "telegram:42", Patience.NONE, None, {"update_id": 1})
    async with desk.database.books() as books:
        await books.inbox.keep([update], desk.clock())
        await books.commit()
    await desk.passes(minutes=1.1)
    desk.delivering = False

    assert await looks(desk) == [
        "Ждут обработки дольше минуты, входящих: 1. Они не потеряны; причины — в журнале."
    ]


async def test_replies_that_nobody_decides_about_are_told_with_their_tickets(
    desk: Desk, asked: Customer
) -> None:
    desk.delivering = False
    await desk.agent().writes("Готово", ticket=1)
    await desk.leaves_in_doubt(asked.person.address)
    desk.delivering = False
    assert await looks(desk) == []
    await desk.passes(minutes=16)

    (told,) = await looks(desk)

    assert told == (
        "Не подтверждено, что ответы дошли до клиентов: 1 (обращения: № 1)."
        " Решите это кнопками в обращениях или командой /outbox."
    )


async def test_a_reply_of_no_ticket_is_told_as_well(desk: Desk) -> None:
    """So stands what was given up before anybody could read it."""
    desk.delivering = False
    anna = desk.customer()
    await anna.writes("/help")
    await desk.leaves_in_doubt(anna.person.address)
    desk.delivering = False
    await desk.passes(minutes=16)

    (told,) = await looks(desk)

    assert told.startswith("Не подтверждено, что ответы дошли до клиентов: 1 (обращения: —).")


async def test_replies_that_nobody_decides_about_are_told_behind_all_that_was_refused(
    desk: Desk, asked: Customer
) -> None:
    """People who blocked the bot leave letters behind that stay for good, and are older."""
    desk.delivering = False
    await blocked_by(desk, *(f"telegram:{9000 + number}" for number in range(60)))
    await desk.agent().writes("Готово", ticket=1)
    await desk.leaves_in_doubt(asked.person.address)
    desk.delivering = False
    await desk.passes(minutes=16)

    (told,) = await looks(desk, times=3)

    assert told.startswith("Не подтверждено, что ответы дошли до клиентов: 1 (обращения: № 1).")
