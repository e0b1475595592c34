"""What a ticket is about: proposed from its words, corrected by one press, asked for where it is missing."""

import re

from tests.journeys.desk import Desk
from tests.journeys.speech import Words
from tests.journeys.staff import Staff, for_managers_only, opened_ticket

QUESTION = Words("Сайт не открывается, пишет 502", "My site is not working and shows 502")
MONEY = Words("У меня двойное списание за октябрь", "I was charged twice in October")
HOSTING = Words("хостинг", "hosting")


class TestTheWordsOfAQuestion:
    async def test_propose_what_it_is_about_and_agents_correct_it_with_one_press(
        self, desk: Desk, staff: Staff
    ) -> None:
        say = desk.speech
        kind, category = say.button("aspect-kind"), say.button("aspect-category")
        payments = say.button("shipped-payments")
        await staff.maria.adds_rule(f"{say(HOSTING)}: 502")
        await staff.maria.adds_rule("priority 2: 502")
        _, ticket = await opened_ticket(desk, staff, QUESTION)
        await ticket.card_shows(f"{category}: {say(HOSTING)}")
        await ticket.card_shows(f"{kind}: {say.button('kind-incident')}")
        await ticket.card_shows(say.phrase("priority", priority=2))
        await ticket.card_offers(say.button("kind-request"))

        await staff.sergey.corrects(ticket, "kind", "request")
        await ticket.card_shows(f"{kind}: {say.button('kind-request')}")
        await staff.sergey.corrects(ticket, "category", payments)

        await ticket.card_shows(f"{category}: {payments}")
        await ticket.shows(say.phrase("topic-classified", agent=staff.sergey.name, value=payments))

    async def test_mean_what_managers_say_and_nobody_else(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        assert await staff.sergey.adds_rule(f"{say(HOSTING)}: 502") in for_managers_only(say)
        told = await staff.maria.adds_rule(say(HOSTING))
        assert say(Words("хостинг: сайт, 502", "hosting: site, 502")) in told


class TestAClarifyingQuestion:
    async def test_is_asked_once_and_its_answer_is_taken_and_remembered(
        self, desk: Desk, staff: Staff
    ) -> None:
        say = desk.speech
        field, contract = say.button("shipped-payments-field"), say(Words("АБ-123456", "AB-123456"))
        anna, ticket = await opened_ticket(desk, staff, MONEY)
        asked = await anna.shows(say.button("shipped-payments-ask"))
        assert re.fullmatch(say.phrase("clarify-one", name=say(Words("Анна", "Anna"))), asked.text)
        assert asked.text.endswith(f"{say.button('shipped-payments-gain')}.")

        await anna.writes(say(Words("А когда вернут?", "When do I get it back?")))
        await ticket.shows(say(Words("А когда вернут", "When do I get it back")))
        await anna.writes(say(Words("Договор", "Contract")) + f" {contract}")
        await ticket.card_shows(f"{field}: {contract}")
        await desk.settles()

        assert sum(asked.text == text for text in await anna.texts()) == 1
        await staff.sergey.closes(ticket)
        await ticket.shows(say.phrase("topic-closed"))
        await ticket.card_shows(contract)

    async def test_of_a_managers_own_that_nobody_answers_keeps_nobody_waiting(
        self, desk: Desk, staff: Staff
    ) -> None:
        say = desk.speech
        ask = say(Words("пожалуйста, пришлите адрес сайта", "please send us the address of the site"))
        gain = say(Words("чтобы быстрее найти причину", "so that we find the cause sooner"))
        field = say(Words("адрес", "address"))
        await staff.maria.adds_rule(f"{say(HOSTING)}: 502")
        remark = say(Words("не вижу адреса сайта", "I don't see the address"))
        refused = await staff.maria.adds_question(say(HOSTING), field, remark, gain, r"\w+\.\w+")
        assert re.search(say.refusal("ask-refused"), refused)
        await staff.maria.adds_question(say(HOSTING), field, ask, gain, r"\w+\.\w+")

        anna, ticket = await opened_ticket(desk, staff, QUESTION)
        await anna.shows(ask)
        await staff.sergey.replies(ticket, say(Words("Уже чиним", "We are at it")))

        await anna.shows(say(Words("Уже чиним", "We are at it")))
        await anna.writes("example.org")
        await ticket.card_shows(f"{field}: example.org")
