"""`/entry`: an agent looks an FAQ entry up at a ticket, and sends it by a button or by its number."""

from dataclasses import replace

import pytest

from handlers.channel import ChatKind, Scene
from storage.records.events import EventKind
from storage.records.message_refs import MessageRef
from tests.handlers.front import STAFF, Desk
from tests.handlers.people import Customer, Staff

INVOICE = "Как получить закрывающие документы?"
ANSWER = "Раздел «Финансы» → «Документы»."
SEND = f"Отправить: {INVOICE}"
SENT = f"Борис Орлов\n{ANSWER}"
ASKED = "Бухгалтерия просит бумаги за квартал"


@pytest.fixture(autouse=True)
async def anna(desk: Desk) -> Customer:
    """Her question has no word of the entry that answers it, so nothing is suggested."""
    await desk.knows("Как создать почтовый ящик?", "Раздел «Почта» → «Создать».")
    await desk.knows(INVOICE, ANSWER, "акт сверки")
    anna = desk.customer()
    await anna.writes(ASKED)
    assert SEND not in (await desk.card()).labels
    return anna


class TestASearch:
    @pytest.mark.parametrize(
        "wanted", ["закрывающие", "акт сверки", "финансы", "закрывающих документов", "№ 2"]
    )
    async def test_shows_the_entry_with_a_button_that_sends_it(
        self, desk: Desk, boris: Staff, anna: Customer, wanted: str
    ) -> None:
        before = anna.reads

        await boris.writes(f"/entry {wanted}", ticket=1)

        found = (await desk.topic())[-1]
        assert found.text == f"№ 2 {INVOICE}\n{ANSWER}\n\nОтправить клиенту: кнопкой или /entry send 2"
        assert found.labels == [SEND]
        assert anna.reads == before

    async def test_shows_the_beginnings_of_several(self, desk: Desk, boris: Staff) -> None:
        for number in range(7):
            await desk.knows(
                f"Как продлить домен в зоне {number}?", f"Долгий ответ {number}. " + "слово " * 100
            )

        await boris.writes("/entry продлить домен", ticket=1)

        found = (await desk.topic())[-1]
        assert len(found.labels) == 5
        assert "…и ещё записей: 2" in found.text
        assert len(found.text) < 2500

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("/entry", "Напишите, что искать в FAQ"),
            ("/entry велосипед", "В FAQ такого нет"),
            ("/entry send", "В FAQ такого нет"),
            ("/entry send 99", "Такой записи в FAQ нет"),
        ],
    )
    async def test_that_leads_nowhere_says_so(
        self, desk: Desk, boris: Staff, anna: Customer, typed: str, said: str
    ) -> None:
        before = anna.reads

        await boris.writes(typed, ticket=1)

        assert (await desk.topic_texts())[-1].startswith(said)
        assert anna.reads == before

    async def test_outside_of_topics_is_sent_there(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/entry закрывающие")

        assert "в теме обращения" in desk.general()[-1]


class TestAFoundEntry:
    async def test_reaches_the_customer_as_a_first_response_and_teaches_the_question(
        self, desk: Desk, boris: Staff, anna: Customer
    ) -> None:
        await boris.writes("/entry закрывающие", ticket=1)

        assert await boris.presses(SEND, ticket=1) == ""

        assert anna.reads[-1] == SENT
        assert await desk.topic_texts() == [
            f"№ 2 {INVOICE}\n{ANSWER}\n\nОтправить клиенту: кнопкой или /entry send 2",
            "Борис Орлов отправляет клиенту запись FAQ № 2.",
            SENT,
        ]
        assert {EventKind.FAQ_ANSWERED, EventKind.FIRST_RESPONSE, EventKind.TAKEN} <= set(await desk.events())
        private = await desk.manager().in_private()
        await private.writes("/faq learn")
        assert f"«{ASKED}» → № 2 {INVOICE}" in private.reads[-1]

    async def test_is_sent_by_its_number_too(self, boris: Staff, anna: Customer) -> None:
        await boris.writes("/entry send 2", ticket=1)

        assert anna.reads[-1] == SENT

    async def test_is_sent_by_a_reply_to_the_card_in_a_plain_group(
        self, desk: Desk, boris: Staff, anna: Customer
    ) -> None:
        card = await desk.card()
        command = await boris.message("/entry send 2", reply_to=MessageRef(STAFF, card.id))

        await desk.receives(replace(command, scene=Scene(STAFF, ChatKind.GROUP)))

        assert anna.reads[-1] == SENT

    async def test_is_sent_once_however_it_is_asked_for(
        self, desk: Desk, boris: Staff, anna: Customer
    ) -> None:
        await boris.writes("/entry закрывающие", ticket=1)
        await boris.presses(SEND, ticket=1)

        assert await boris.presses(SEND, ticket=1) == (
            "Запись № 2 у клиента уже есть: её отправили по этому обращению."
        )
        await boris.writes("/entry send 2", ticket=1)

        assert anna.reads.count(SENT) == 1
        assert (await desk.topic_texts())[-1].startswith("Запись № 2 у клиента уже есть")

    async def test_may_be_sent_again_once_it_was_taken_back(
        self, desk: Desk, boris: Staff, anna: Customer
    ) -> None:
        await boris.writes("/entry send 2", ticket=1)
        shown = (await desk.topic())[-1]
        await boris.writes("/delete", ticket=1, reply_to=MessageRef(STAFF, shown.id))
        assert SENT not in anna.reads

        await boris.writes("/entry send 2", ticket=1)

        assert anna.reads[-1] == SENT

    async def test_of_a_solved_ticket_is_refused(self, boris: Staff, anna: Customer) -> None:
        await boris.writes("/entry закрывающие", ticket=1)
        await boris.writes("/close", ticket=1)

        assert await boris.presses(SEND, ticket=1) == "Обращение № 1 сейчас не открыто: сначала /reopen."
        assert SENT not in anna.reads


class TestAnEntryInAnotherLanguage:
    async def test_reaches_the_customer_and_its_agent_is_told(self, desk: Desk, boris: Staff) -> None:
        john = desk.customer("John", address="telegram:43", language="en")
        await john.writes("Where are the papers of this quarter?")

        await boris.writes("/entry send 2", ticket=2)

        assert john.reads[-1] == SENT
        said = await desk.topic_texts(2)
        assert said[-1] == (
            "Обратите внимание: этот текст на русском языке, а клиенту отвечают на английском."
        )

    async def test_is_told_of_no_entry_in_the_customers_own(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/entry send 2", ticket=1)

        assert "Обратите внимание" not in "\n".join(await desk.topic_texts())
