"""What colleagues see of who did what with a ticket: on its card, which costs the group no posts."""

from collections.abc import Callable

import pytest

from storage.records.actions import EditContent
from storage.records.message_refs import card_of
from tests.handlers.front import STAFF, Desk
from tests.handlers.people import Customer, Staff

LINE_2 = "telegram:-1002"


@pytest.fixture(autouse=True)
async def anna(desk: Desk, ruled: Callable[..., Desk]) -> Customer:
    ruled(staff_chats={1: STAFF, 2: LINE_2})
    anna = desk.customer()
    await anna.writes("Сайт не открывается")
    return anna


@pytest.fixture
async def vera(desk: Desk) -> Staff:
    vera = desk.agent("Вера Лис", address="telegram:8", username="vera")
    await vera.writes("привет всем")
    return vera


class TestTheCard:
    async def test_tells_who_took_it_and_when(self, desk: Desk, boris: Staff) -> None:
        await desk.passes(minutes=5)
        before = await desk.topic_texts()

        await boris.writes("/take", ticket=1)

        assert (await desk.card()).text.endswith(
            "Отвечает: Борис Орлов\n23.11 10:05 · Борис Орлов берёт обращение"
        )
        assert await desk.topic_texts() == before

    async def test_tells_that_the_customer_is_waited_for_and_answered(
        self, desk: Desk, anna: Customer, boris: Staff, vera: Staff
    ) -> None:
        await boris.writes("/take", ticket=1)
        await desk.passes(minutes=5)
        await vera.writes("/waiting", ticket=1)
        assert (await desk.card()).text.endswith("\n23.11 10:05 · Вера Лис: ждём ответа клиента")

        await desk.passes(minutes=5)
        await anna.writes("вот номер")

        assert (await desk.card()).text.endswith("\n23.11 10:10 · Клиент ответил")

    async def test_tells_the_last_things_alone(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        await boris.writes("/take", ticket=1)
        for number in range(3):
            await boris.writes("/waiting", ticket=1)
            await anna.writes(f"вот {number}")

        lines = (await desk.card()).text.splitlines()
        assert len([line for line in lines if " · " in line and line.startswith("23.11")]) == 3


class TestAColleagueForTheTimeBeing:
    @pytest.fixture(autouse=True)
    async def handed_over(self, boris: Staff, vera: Staff) -> None:  # noqa: ARG002  (has to be known)
        await boris.writes("/take", ticket=1)
        await boris.writes("/transfer @vera временно", ticket=1)

    async def test_is_shown_as_one(self, desk: Desk, boris: Staff) -> None:
        for_now = "(временно, вместо: Борис Орлов)"
        assert f"Отвечает: Вера Лис {for_now}" in (await desk.card()).text
        assert (await desk.topic_texts())[-1].endswith(f"отвечает Вера Лис (@vera) {for_now}.")
        await boris.writes("/status", ticket=1)
        assert for_now in (await desk.topic_texts())[-1]

    async def test_gives_it_back(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/take", ticket=1)

        assert "временно" not in (await desk.card()).text.split("Отвечает: ")[1].splitlines()[0]
        assert (await desk.ticket()).stands_in_for is None

    async def test_hands_it_on_in_the_same_persons_place(
        self, desk: Desk, anna: Customer, vera: Staff
    ) -> None:
        olga = desk.agent("Ольга Ким", address="telegram:9", username="olga")
        await olga.writes("и я тут")
        await vera.writes("/transfer @olga временно", ticket=1)

        assert (await desk.ticket()).stands_in_for == "Борис Орлов"
        assert "Борис Орлов" in anna.reads[-1]

    async def test_may_keep_it_after_all(self, desk: Desk, boris: Staff, vera: Staff) -> None:
        await boris.writes("/take", ticket=1)
        await boris.writes("/transfer @vera", ticket=1)

        assert (await desk.ticket()).stands_in_for is None
        assert vera.person is not None
        assert (await desk.ticket()).assignee == vera.person.address


class TestTheCardInATopicThatTheTicketLeft:
    async def old_card(self, desk: Desk) -> str:
        edits = [
            call.action
            for call in desk.office.calls
            if call.to.chat == STAFF and isinstance(call.action, EditContent)
        ]
        last = next(edit for edit in reversed(edits) if edit.message == card_of(1))
        assert last.buttons == ()
        return last.content.text.text

    async def test_says_where_the_ticket_is_now(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/take", ticket=1)
        await boris.writes("/escalate 2 Нужен доступ", ticket=1)

        text = await self.old_card(desk)
        assert text.startswith("↗ № 1 · теперь на линии 2\n")
        assert "Сайт не открывается" in text
        assert "Сейчас: в работе. Отвечает: Борис Орлов." in text
        assert "Первый ответ" not in text
        assert "Решение" not in text

    async def test_follows_who_has_it_there_with_a_link(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/take", ticket=1)
        await boris.writes("/escalate 2 Нужен доступ", ticket=1)
        vera = desk.agent("Вера Лис", address="telegram:8", username="vera", chat=LINE_2)
        await vera.writes("/take", ticket=1)

        text = await self.old_card(desk)
        assert "Отвечает: Вера Лис." in text
        assert text.splitlines()[-1].startswith("https://t.me/c/")

    async def test_is_the_whole_card_again_when_it_comes_back(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/take", ticket=1)
        await boris.writes("/escalate 2 Нужен доступ", ticket=1)
        vera = desk.agent("Вера Лис", address="telegram:8", username="vera", chat=LINE_2)
        await vera.writes("/escalate 1 Сделано", ticket=1)

        card = await desk.card()
        assert card.chat == STAFF
        assert card.text.startswith("№ 1 · ")
        assert "Закрыть" in card.labels
