"""How the desk speaks: better words for agents' replies, managers' own texts, canned replies."""

import re

from tests.journeys.desk import Desk
from tests.journeys.speech import Words
from tests.journeys.staff import Staff, for_managers_only, opened_ticket

QUESTION = Words("Не открывается сайт", "The site does not open")
FOUND = Words("Нашли проблему, чиним", "We found the problem and are at it")
OWN = Words(
    "{{ name }}, взяли «{{ quote }}», № {{ number }}. Решим {{ resolve_by }}.",
    "{{ name }}, we are at “{{ quote }}”, #{{ number }}. It will be solved {{ resolve_by }}.",
)


class TestAForbiddenWord:
    async def test_is_hinted_and_corrected_for_the_customer_by_a_button(
        self, desk: Desk, staff: Staff
    ) -> None:
        say = desk.speech
        better = say(Words("Нашли ситуацию, чиним", "We found the situation and are at it"))
        anna, ticket = await opened_ticket(desk, staff, QUESTION)
        await staff.sergey.replies(ticket, say(FOUND))
        reply = await anna.shows(say(FOUND))
        hint = await ticket.shows(say.phrase("wording-line", said=say(Words("проблему", "problem"))))
        assert better in hint

        await staff.sergey.presses(ticket, say.button("button-edit-better"))

        corrected = await anna.changes(reply, better)
        assert corrected.text == f"{staff.sergey.name}\n{better}"
        await ticket.reads(say.phrase("topic-reworded", text=better))

    async def test_keeps_the_formatting_of_the_reply(self, desk: Desk) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket("Не открывается сайт")
        bold = [{"type": "bold", "offset": 6, "length": 8}]
        await desk.sergey.writes(topic, "Нашли проблему, чиним", entities=bold)
        reply = await anna.shows("Нашли проблему, чиним")
        hint = await topic.shows("«проблему» → «ситуация / инцидент»")

        assert await desk.sergey.presses(topic, "Исправить у клиента") == ""

        corrected = await anna.changes(reply, "Нашли ситуацию, чиним")
        assert ("bold", "ситуацию") in corrected.entities
        settled = await topic.changes(hint, "Теперь клиент читает:\nНашли ситуацию, чиним")
        assert settled.buttons == []

    async def test_holds_the_reply_back_where_managers_want_it_so(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        await staff.maria.chooses_mode("hold")
        anna, ticket = await opened_ticket(desk, staff, QUESTION)
        read = len(await anna.texts())

        await staff.sergey.replies(ticket, say(FOUND))
        better = say(Words("Нашли ситуацию, чиним", "We found the situation and are at it"))
        await ticket.shows(say.phrase("wording-held", better=better))
        await desk.settles()
        assert len(await anna.texts()) == read
        await staff.sergey.closes(ticket)
        await ticket.shows(say.refusal("held-reply-waits"))
        assert len(await anna.texts()) == read
        await staff.sergey.presses(ticket, say.button("button-send-better"))

        await anna.shows(f"{staff.sergey.name}\n{better}")
        await ticket.reads(say.phrase("topic-sent-better", agent=staff.sergey.name))

    async def test_is_a_managers_to_add(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        await staff.maria.forbids(say(Words("глюк", "glitch")), say(Words("сбой", "failure")))
        anna, ticket = await opened_ticket(desk, staff, QUESTION)

        await staff.sergey.replies(ticket, say(Words("Разобрались с глюком", "The glitch is gone")))
        reply = await anna.shows(staff.sergey.name)
        await ticket.shows(say.phrase("wording-line", said=say(Words("глюком", "glitch"))))
        await staff.sergey.presses(ticket, say.button("button-edit-better"))

        await anna.changes(reply, say(Words("Разобрались со сбоем", "The failure is gone")))


class TestAManagersText:
    async def test_greets_the_next_customer_until_the_shipped_one_is_back(
        self, desk: Desk, staff: Staff
    ) -> None:
        say = desk.speech
        name, hostile = Words("Ольга", "Olga"), f"{say(QUESTION)} <b>!</b> {{{{ 7*7 }}}}"
        saved = await staff.maria.writes_text("acknowledgement", say(OWN))
        opening = OWN.of(say.language).partition(".")[0].replace("{{ name }}", say.button("sample-name"))
        assert opening.partition("{{")[0] in saved

        olga = await desk.customer(name)
        await olga.writes(hostile)

        said = await olga.shows(say.number(1))
        filled = opening.replace(say.button("sample-name"), say(name)).replace("{{ quote }}", hostile)
        assert said.text.startswith(filled.replace("{{ number }}", "1"))
        assert said.entities == []
        await staff.maria.resets_text("acknowledgement")
        await opened_ticket(desk, staff, QUESTION)

    async def test_that_breaks_a_criterion_is_refused_and_the_shipped_one_stays(
        self, desk: Desk, staff: Staff
    ) -> None:
        say = desk.speech
        own = say(OWN)
        for text, reason in (
            (say(Words("Ждите ответа", "Please wait")), say.refusal("template-breaks-no-name")),
            (f"{own} {say(Words('Проблема', 'Problem'))}", say.refusal("template-forbidden-word")),
            (own + "{{ phone }}", say.refusal("template-unknown-field", field="phone")),
            ("{% for x in range(10**9) %}x{% endfor %}", say.refusal("template-not-allowed")),
            (own * 40, say.refusal("template-too-long-filled")),
        ):
            assert re.search(reason, await staff.maria.writes_text("acknowledgement", text)), reason

        assert await staff.sergey.writes_text("acknowledgement", own) in for_managers_only(say)
        await opened_ticket(desk, staff, QUESTION)


class TestACannedReply:
    async def test_is_sent_with_its_fields_filled(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        title, ask = (
            Words("Трассировка", "Traceroute"),
            Words("Пришлите traceroute", "Please send traceroute"),
        )
        refused = await staff.maria.adds_canned(say(title), say(FOUND))
        assert re.search(say.refusal("template-forbidden-word"), refused)
        await staff.maria.adds_canned(say(title), f"{{{{ greeting }}}} {say(ask)}. {{{{ agent }}}}")
        anna, ticket = await opened_ticket(desk, staff, QUESTION)

        await staff.sergey.sends_canned(ticket, 1)

        greeting = say.button("greeting", name=say(Words("Анна", "Anna")))
        filled = f"{greeting} {say(ask)}. {staff.sergey.name}"
        await anna.shows(f"{staff.sergey.name}\n{filled}")
        await ticket.shows(re.escape(filled))
