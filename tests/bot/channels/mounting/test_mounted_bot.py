"""Support mounted into a bot that a company runs already: both do their work, on one token."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from tests.bot.channels.mounting.hosted_desk import HostedDesk
from tests.bot.channels.mounting.hosts import (
    ASK_SIZE,
    ORDERED,
    PRICE,
    UNKNOWN_IN_GROUP,
    UNKNOWN_PRESS,
)

QUESTION = "Сайт открывается через раз, а вчера работал"


@pytest.fixture
async def desk(desk: HostedDesk) -> HostedDesk:
    await desk.opens()
    return desk


class TestTheHostsOwnHandlers:
    async def test_answer_their_commands_alone(self, desk: HostedDesk) -> None:
        anna = await desk.customer()

        await anna.writes("/price")
        await anna.shows(PRICE)
        await desk.settles()

        assert await anna.texts() == [PRICE]
        assert await desk.topics() == []

    async def test_keep_what_a_person_types_inside_of_their_dialogue(self, desk: HostedDesk) -> None:
        anna = await desk.customer()
        await anna.writes("/order")
        await anna.shows(ASK_SIZE)

        await anna.writes("Мне нужен размер XL")
        await anna.shows(ORDERED)
        await desk.settles()

        assert await desk.topics() == []

    async def test_hear_that_somebody_blocked_the_bot(self, desk: HostedDesk) -> None:
        anna = await desk.customer()
        await anna.writes("/price")
        await anna.shows(PRICE)

        await anna.actor.block()
        await desk.settles()

        assert desk.hooks.blocked_by == [anna.actor.id]

    async def test_start_and_stop_as_before(self, desk: HostedDesk) -> None:
        assert desk.hooks.started

        await desk.closes()

        assert desk.hooks.stopped


class TestSomebodyWhomTheHostBans:
    async def test_does_not_reach_support_either(self, desk: HostedDesk) -> None:
        anna = await desk.customer()
        desk.hooks.banned.add(anna.actor.id)

        await anna.writes(QUESTION)
        await desk.settles()

        assert await desk.topics() == []

    async def test_is_heard_in_the_staff_group_all_the_same(self, desk: HostedDesk) -> None:
        """A throttle of the host's must not swallow an agent's reply."""
        anna, topic = await desk.opened_ticket(QUESTION)
        desk.hooks.banned.add(desk.sergey.actor.id)

        await desk.sergey.writes(topic, "Смотрю.")

        await anna.shows("Смотрю.")


class TestAQuestionOutsideOfTheHostsBusiness:
    async def test_is_acknowledged_and_answered_by_people(self, desk: HostedDesk) -> None:
        anna, topic = await desk.opened_ticket(QUESTION)

        await desk.sergey.writes(topic, "Уже чиним, десять минут.")

        answer = await anna.shows("Уже чиним, десять минут.")
        assert answer.text.startswith("Сергей Петров")

    async def test_may_be_asked_between_the_hosts_commands(self, desk: HostedDesk) -> None:
        anna = await desk.customer()

        await anna.writes("/price")
        await anna.writes(QUESTION)

        await anna.shows(PRICE)
        await anna.shows("№ 1")

    async def test_may_be_reworded(self, desk: HostedDesk) -> None:
        anna = await desk.customer()
        message = await anna.writes(QUESTION)
        await anna.shows("№ 1")
        topic = await desk.topic()

        await anna.actor.edit(message, f"{QUESTION}, адрес shop.example")

        await topic.shows("shop.example")

    async def test_is_handed_over_by_supports_own_command(self, desk: HostedDesk) -> None:
        anna = await desk.customer()

        await anna.writes("/human")

        assert await anna.shows()


class TestTheStaffGroup:
    async def test_is_supports_alone(self, desk: HostedDesk) -> None:
        """The host's "no such command" would stand under every word of an agent."""
        anna, topic = await desk.opened_ticket(QUESTION)

        await desk.sergey.writes(topic, "Смотрю.")
        await anna.shows("Смотрю.")
        await desk.settles()

        assert UNKNOWN_IN_GROUP not in await topic.texts()

    async def test_leaves_other_groups_to_the_host(self, desk: HostedDesk) -> None:
        sergey = desk.sergey.actor
        other = await desk.tg.forum("Витрина", staff=(sergey,))

        await sergey.send("/prise", chat_id=other)

        await desk.tg.wait(1, 5, chat_id=other, from_bot=True, contains=UNKNOWN_IN_GROUP)

    async def test_has_buttons_that_reach_support(self, desk: HostedDesk) -> None:
        """The host's last handler answers every press that it does not know."""
        anna, topic = await desk.opened_ticket(QUESTION)

        notice = await desk.sergey.presses(topic, (await topic.card()).buttons[0])

        assert notice != UNKNOWN_PRESS
        await anna.shows("Сергей")


def _somebody_else_in(database_url: str) -> closing[sqlite3.Connection]:
    file = database_url.partition("///")[2]
    return closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False))


class TestTheDatabaseIsAway:
    async def test_so_nothing_is_confirmed_and_nothing_is_lost(self, desk: HostedDesk) -> None:
        anna = await desk.customer()
        with _somebody_else_in(desk.database_url) as other:
            await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
            await anna.writes(QUESTION)
            await asyncio.sleep(0.5)  # time enough to confirm, if anybody would
            assert (await desk.tg.updates())["pending"] == 1
            other.execute("ROLLBACK")

        await anna.shows("№ 1")
        await desk.settles()
        assert (await desk.tg.updates())["pending"] == 0


class TestTheHostIsStarted:
    async def test_again_and_support_goes_on(self, desk: HostedDesk) -> None:
        """What an agent wrote meanwhile arrives, and timers run."""
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.closes()

        await desk.sergey.writes(topic, "Починили.")
        await desk.passes(timedelta(minutes=10))
        await desk.opens()

        await anna.shows("Починили.")
