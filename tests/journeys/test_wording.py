"""How the desk speaks: better words for agents' replies, managers' own texts, canned replies."""

import asyncio

from tests.journeys.desk import Desk
from tests.journeys.people import FOLLOWS_WITHIN_SECONDS, Manager

OWN = "{{ name }}, взяли «{{ quote }}», № {{ number }}. Решим {{ resolve_by }}."


class TestAForbiddenWord:
    async def test_is_hinted_and_corrected_for_the_customer_by_a_button(self, desk: Desk) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket("Не открывается сайт")
        bold = [{"type": "bold", "offset": 6, "length": 8}]
        await desk.sergey.writes(topic, "Нашли проблему, чиним", entities=bold)
        reply = await anna.shows("Нашли проблему, чиним")
        hint = await topic.shows("«проблему» → «ситуация / инцидент»")
        assert "Нашли ситуацию, чиним" in hint.text

        assert await desk.sergey.presses(topic, "Исправить у клиента") == ""

        corrected = await anna.changes(reply, "Нашли ситуацию, чиним")
        assert corrected.text.startswith("Сергей Петров\n")
        assert ("bold", "ситуацию") in corrected.entities
        settled = await topic.changes(hint, "Теперь клиент читает:\nНашли ситуацию, чиним")
        assert settled.buttons == []

    async def test_holds_the_reply_back_where_managers_want_it_so(self, desk: Desk) -> None:
        await desk.opens()
        maria = Manager(desk.maria.actor)
        assert "Режим hold" in (await maria.orders("/words mode hold")).text
        await asyncio.sleep(FOLLOWS_WITHIN_SECONDS / 2)
        anna, topic = await desk.opened_ticket("Не открывается сайт")
        read = len(await anna.texts())

        await desk.sergey.writes(topic, "Это проблема на нашей стороне")
        held = await topic.shows("Ответ ещё не ушёл клиенту")
        await desk.settles()
        assert len(await anna.texts()) == read
        await desk.sergey.writes(topic, "/close")
        await topic.shows("Один ответ ещё не ушёл клиенту")
        assert len(await anna.texts()) == read
        await desk.sergey.presses(topic, "Отправить с заменой")

        await anna.shows("Сергей Петров\nЭто ситуация на нашей стороне")
        assert (await topic.changes(held, "отправляет ответ с заменой")).buttons == []

    async def test_is_a_managers_to_add(self, desk: Desk) -> None:
        await desk.opens()
        maria = Manager(desk.maria.actor)
        await maria.orders("/words add глюк = сбой")
        await asyncio.sleep(FOLLOWS_WITHIN_SECONDS / 2)
        anna, topic = await desk.opened_ticket("Не открывается сайт")

        await desk.sergey.writes(topic, "Разобрались с глюком")
        reply = await anna.shows("Разобрались с глюком")
        await topic.shows("«глюком» → «сбой»")
        await desk.sergey.presses(topic, "Исправить у клиента")
        await anna.changes(reply, "Разобрались со сбоем")


class TestAManagersText:
    async def test_greets_the_next_customer(self, desk: Desk) -> None:
        await desk.opens()
        maria = Manager(desk.maria.actor)
        saved = await maria.orders(f"/template set acknowledgement ru\n{OWN}")
        assert "Анна, взяли «нет доступа на FTP», № 12. Решим " in saved.text
        await asyncio.sleep(FOLLOWS_WITHIN_SECONDS / 2)

        anna = await desk.customer("Ольга")
        await anna.writes("Не открывается <b>сайт</b> {{ 7*7 }}")

        said = await anna.shows("№ 1")
        assert said.text.startswith("Ольга, взяли «Не открывается <b>сайт</b> {{ 7*7 }}», № 1. Решим ")
        assert said.entities == []

    async def test_that_breaks_a_criterion_is_refused_and_the_shipped_one_stays(self, desk: Desk) -> None:
        await desk.opens()
        maria = Manager(desk.maria.actor)
        for text, reason in (
            ("Ждите ответа", "назвать по имени"),
            (OWN.replace("Решим", "Решим проблему"), "«проблему»; лучше «ситуация, инцидент»"),
            (OWN + "{{ phone }}", "поля phone нет"),
            ("{% for x in range(10**9) %}x{% endfor %}", "можно только вставлять поля"),
        ):
            refused = await maria.orders(f"/template set acknowledgement ru\n{text}")
            assert refused.text.startswith("Текст не принят, всё осталось как было: ")
            assert reason in refused.text

        await desk.opened_ticket("Не открывается сайт")


class TestACannedReply:
    async def test_is_sent_by_its_number(self, desk: Desk) -> None:
        await desk.opens()
        maria = Manager(desk.maria.actor)
        await maria.orders(
            "/canned add Трассировка\n{{ greeting }} Пришлите traceroute: быстрее найдём причину. {{ agent }}"
        )
        anna, topic = await desk.opened_ticket("Не открывается сайт")

        await desk.sergey.writes(topic, "/canned 1")

        filled = "Анна, здравствуйте! Пришлите traceroute: быстрее найдём причину. Сергей Петров"
        await anna.shows(f"Сергей Петров\n{filled}")
        await topic.shows(filled)
