"""Sixty new tickets at once into one staff group, with the messenger's real limits, sixty times as fast."""

import asyncio
import re

from tests.chaos.racing import let_race
from tests.journeys.desk import Desk

NEWCOMERS = 60


async def test_all_arrive_by_two_calls_each_and_meet_no_429(desk: Desk) -> None:
    await let_race(desk, speed=60)
    customers = [await desk.customer(f"Гость{number}") for number in range(1, NEWCOMERS + 1)]
    await desk.opens()

    await asyncio.gather(
        *(
            customer.writes(f"Не открывается почта на телефоне, вопрос {number}")
            for number, customer in enumerate(customers, 1)
        )
    )
    for customer in customers:
        await customer.shows("№ ", timeout=60)
    cards = await desk.tg.wait(NEWCOMERS, 60, chat_id=desk.group, from_bot=True, contains="вопрос ")
    await desk.settles()

    questions = [re.findall(r"вопрос (\d+)", card["text"]) for card in cards]
    assert sorted(int(number) for number, *_ in questions) == list(range(1, NEWCOMERS + 1))
    assert len(await desk.topics()) == NEWCOMERS
    assert (await desk.tg.counters()).get("flood_429", 0) == 0
    calls = await desk.tg.journal(kinds=["call"], chat_id=desk.group)
    about_tickets = [call for call in calls if {"message_thread_id", "name"} & call["params"].keys()]
    assert len(about_tickets) == 2 * NEWCOMERS
