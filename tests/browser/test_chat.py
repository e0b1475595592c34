"""A customer in a real browser."""

import re
from pathlib import Path

from playwright.async_api import FilePayload, Route, expect

from storage.records.content import Span, SpanKind
from tests.browser.conftest import OpenBrowser
from tests.browser.support import Support
from tests.browser.visitor import Visitor

HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360f8cfc0f01f000500020130a5e7c40000000049454e44ae426082"
)


class TestAQuestionThatTheFaqKnows:
    async def test_is_answered_and_the_answer_is_rated(self, anna: Visitor, support: Support) -> None:
        await anna.is_called("Анна")
        await anna.writes("Как получить доступ к FTP?")
        await anna.sees("Откройте личный кабинет → «Доступы».")
        await anna.page.get_by_role("button", name="Помогло", exact=True).click()
        await anna.sees("Рады, что помогло")
        await expect(anna.page.locator(".choice")).to_have_count(0)
        await expect(anna.page.locator(".chosen")).to_have_text("Помогло")
        assert support.messenger.posts == []


class TestAQuestionForPeople:
    async def test_is_acknowledged_by_name_and_answered_by_a_person(
        self, anna: Visitor, support: Support
    ) -> None:
        await anna.is_called("Анна")
        await anna.writes("Потерялась посылка с документами")
        acknowledgement = anna.said("№ 1")
        await expect(acknowledgement).to_contain_text("Анна")
        await expect(acknowledgement).to_contain_text("«Потерялась посылка с документами»")
        await expect(acknowledgement).to_contain_text(re.compile(r"до \d\d:\d\d"))
        await support.agent_replies("Нашли, **отправили** вам. Трек: https://example.org/t?a=1&b=2.")
        reply = anna.said("Сергей Петров")
        await expect(reply).to_contain_text("**отправили**")
        await expect(reply.locator("strong")).to_have_text("Сергей Петров")
        link = reply.get_by_role("link")
        await expect(link).to_have_attribute("href", "https://example.org/t?a=1&b=2")
        await expect(link).to_have_attribute("rel", re.compile("noopener"))

    async def test_carries_a_name_that_was_typed_but_not_confirmed(self, anna: Visitor) -> None:
        await anna.page.get_by_role("textbox", name="Ваше имя").fill("Анна")
        await anna.writes("Потерялась посылка с документами")
        await expect(anna.said("№ 1")).to_contain_text("Анна")

    async def test_may_be_asked_without_a_name(self, anna: Visitor) -> None:
        await anna.page.get_by_role("button", name="Не сейчас").click()
        await expect(anna.page.get_by_role("textbox", name="Ваше имя")).to_have_count(0)
        await anna.writes("Потерялась посылка с документами")
        await expect(anna.said("№ 1")).to_contain_text("Здравствуйте!")
        await anna.page.reload()
        await anna.is_linked()
        await expect(anna.page.get_by_role("textbox", name="Ваше имя")).to_have_count(0)

    async def test_is_one_press_away(self, anna: Visitor) -> None:
        await anna.page.get_by_role("button", name="Позвать специалиста").click()
        await anna.sees("Зову специалиста")


class TestAnAnswerUnderASpoiler:
    async def test_is_hidden_with_its_links_until_it_is_pressed(
        self, anna: Visitor, support: Support
    ) -> None:
        await anna.writes("Потерялась посылка с документами")
        await anna.sees("№ 1")
        text = "Секрет: https://example.org/key"
        await support.agent_replies(text, spans=(Span(SpanKind.SPOILER, 8, len(text) - 8),))
        spoiler, link = anna.page.locator(".spoiler"), anna.page.locator(".spoiler a")
        await expect(link).to_have_css(
            "color", await spoiler.evaluate("spoiler => getComputedStyle(spoiler).backgroundColor")
        )

        await anna.context.route("https://example.org/**", lambda route: route.fulfill(body="found"))
        await spoiler.click()
        async with anna.context.expect_page() as opened:
            await link.click()
        await expect((await opened.value).get_by_text("found")).to_be_visible()


class TestAConversation:
    async def test_is_the_same_in_two_tabs_and_after_a_reload(self, anna: Visitor, support: Support) -> None:
        first = anna.page
        await anna.writes("Потерялась посылка с документами")
        await anna.sees("№ 1")
        second = await anna.opens_a_tab()
        await anna.writes("Это уже вторая")
        await support.agent_replies("Ищем")
        await anna.sees("Ищем")
        in_second = await anna.conversation()
        await expect(first.locator(".message").filter(has_text="Ищем")).to_have_count(1)
        assert await first.locator("[role=log] .message .text").all_inner_texts() == in_second
        await second.reload()
        await anna.is_linked()
        assert await anna.conversation() == in_second


class TestErasure:
    async def test_is_in_the_menu_and_leaves_an_empty_chat(self, anna: Visitor) -> None:
        await anna.writes("Потерялась посылка с документами")
        await anna.sees("№ 1")

        await anna.page.get_by_label("Меню").click()
        await anna.page.get_by_role("button", name="Стереть мои данные").click()
        await anna.page.locator(".choice", has_text="Стереть всё").click()

        await expect(anna.said("Потерялась посылка")).to_have_count(0)


class TestALineThatBreaks:
    async def test_loses_no_words_and_repeats_none(self, anna: Visitor, support: Support) -> None:
        await anna.writes("Потерялась посылка с документами")
        await anna.sees("№ 1")
        await anna.context.set_offline(True)
        await expect(anna.page.locator(".link.down")).to_be_visible()
        await anna.writes("Писала без связи")
        await expect(anna.said("Писала без связи")).to_contain_text("Ждёт связи")
        await support.agent_replies("Отвечаем, пока вас нет")
        await anna.context.set_offline(False)
        await anna.is_linked()
        await anna.sees("Отвечаем, пока вас нет")
        await expect(anna.said("Писала без связи")).to_contain_text("Отправлено")
        await anna.sees("Писала без связи")

    async def test_keeps_unsent_words_over_a_reload(self, anna: Visitor, support: Support) -> None:
        await support.closes()
        await expect(anna.page.locator(".link.down")).to_be_visible()
        await anna.writes("Потерялась посылка с документами")
        await expect(anna.said("Потерялась посылка")).to_contain_text("Ждёт связи")
        await support.opens()
        await anna.page.reload()
        await anna.is_linked()
        await anna.sees("Потерялась посылка с документами", times=2)  # theirs, and the quote of it
        await anna.sees("№ 1")

    async def test_mends_by_itself_when_the_server_comes_back(self, anna: Visitor, support: Support) -> None:
        await anna.writes("Потерялась посылка с документами")
        await anna.sees("№ 1")
        await support.closes()
        await expect(anna.page.locator(".link.down")).to_be_visible()
        await anna.writes("А вот и номер: 42")
        await support.opens()
        await anna.is_linked()
        await expect(anna.said("А вот и номер: 42")).to_contain_text("Отправлено")
        await support.agent_replies("Спасибо, нашли")
        await anna.sees("Спасибо, нашли")
        await anna.sees("№ 1")


class TestAServerThatRefuses:
    async def test_a_press_that_came_too_fast_gets_it_by_itself(self, anna: Visitor) -> None:
        refused: list[str] = []

        async def too_fast(route: Route) -> None:
            if refused:
                await route.continue_()
                return
            refused.append(route.request.url)
            await route.fulfill(status=429, headers={"Retry-After": "1"}, json={"error": "too-many"})

        await anna.page.route("**/chat/api/presses", too_fast)
        await anna.writes("Как получить доступ к FTP?")
        await anna.page.get_by_role("button", name="Помогло", exact=True).click()

        await expect(anna.page.locator("p.chosen")).to_contain_text("Помогло")
        assert len(refused) == 1

    async def test_one_message_for_ever_takes_the_others(self, anna: Visitor) -> None:
        async def crash(route: Route) -> None:
            is_the_one = "Первое" in (route.request.post_data or "")
            await (route.fulfill(status=500, json={}) if is_the_one else route.continue_())

        await anna.page.route("**/chat/api/messages", crash)
        await anna.writes("Первое сообщение")
        await anna.writes("Потерялась посылка с документами")

        await anna.sees("№ 1")
        await expect(anna.said("Первое сообщение")).to_contain_text("Отправить не получилось")
        await anna.page.unroute("**/chat/api/messages")
        await anna.said("Первое сообщение").get_by_role("button", name="Отправить ещё раз").click()
        await expect(anna.said("Первое сообщение")).to_contain_text("Отправлено")


class TestHostileWords:
    async def test_are_shown_as_they_are(self, anna: Visitor, support: Support) -> None:
        """Names, texts, file names, FAQ entries: a script that ran would show a dialog."""
        await support.knows(f"Что такое {HOSTILE}?", f"Это {HOSTILE}")
        await anna.page.get_by_role("textbox", name="Ваше имя").fill("<b>Анна</b>")
        await anna.page.get_by_role("button", name="OK").click()
        await anna.sees("Приятно познакомиться, <b>Анна</b>!")
        await anna.writes(f"Что такое {HOSTILE}?")
        await expect(anna.said(f"Это {HOSTILE}").first).to_be_visible()
        await anna.page.locator("input[type=file]").set_input_files(
            {"name": f"{HOSTILE}.txt", "mimeType": "text/html", "buffer": b"<script>alert(3)</script>"}
        )
        await anna.page.get_by_role("button", name="Отправить").click()
        await expect(anna.page.locator("a.chip .name")).to_contain_text("script>.txt")
        await anna.writes("javascript:alert(4) [x](javascript:alert(5))")
        await anna.sees("javascript:alert(4)")
        assert await anna.page.locator("[role=log] a[href^='javascript']").count() == 0
        assert await anna.page.locator("[role=log] script, [role=log] img[src='x']").count() == 0


class TestFiles:
    async def test_are_sent_together_and_shown(self, anna: Visitor) -> None:
        await anna.page.locator("input[type=file]").set_input_files(
            [
                FilePayload(name="снимок.png", mimeType="image/png", buffer=PIXEL),
                FilePayload(name="журнал.log", mimeType="text/plain", buffer="всё тихо".encode()),
            ]
        )
        await anna.page.get_by_role("textbox", name="Ваше сообщение").fill("Вот снимок и журнал")
        await anna.page.get_by_role("button", name="Отправить").click()
        picture = anna.page.get_by_role("img", name="Изображение: снимок.png")
        await expect(picture).to_be_visible()
        assert await picture.evaluate("picture => picture.naturalWidth") == 1
        async with anna.page.expect_download() as downloading:
            await anna.page.get_by_role("link", name="Скачать файл журнал.log").click()
        downloaded = await downloading.value
        assert downloaded.suggested_filename == "журнал.log"
        assert Path(await downloaded.path()).read_text(encoding="utf-8") == "всё тихо"

    async def test_of_every_size_are_given_the_time_that_a_slow_line_takes(self, anna: Visitor) -> None:
        """Cut off before it can be there, it would be sent for ever, and all words behind it would wait."""
        await anna.page.evaluate(
            """() => {
                window.patience = [];
                const timeout = AbortSignal.timeout;
                AbortSignal.timeout = (wait) => (window.patience.push(wait), timeout(wait));
            }"""
        )
        megabytes = 9
        await anna.page.locator("input[type=file]").set_input_files(
            FilePayload(name="журнал.log", mimeType="text/plain", buffer=b"x" * megabytes * 2**20)
        )
        await anna.page.get_by_role("button", name="Отправить").click()
        await expect(anna.page.locator("a.chip .name")).to_have_text("журнал.log")

        upload, message = await anna.page.evaluate("window.patience")
        assert (
            upload >= megabytes * 2**20 / 40
        )  # bytes a millisecond, as a phone has at the edge of its network
        assert message < 30_000

    async def test_that_are_not_taken_say_why_and_keep_the_words(self, anna: Visitor) -> None:
        await anna.page.locator("input[type=file]").set_input_files(
            {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90\0\3"}
        )
        await anna.writes("Вот программа")
        await anna.sees("Файлы этого вида не принимаются")
        await anna.page.get_by_role("button", name="Удалить").click()
        await anna.sees("Вот программа", times=0)


class TestTheLanguage:
    async def test_is_the_browsers_and_can_be_switched(self, visits: OpenBrowser) -> None:
        john = await visits(locale="en-US")
        await expect(john.page.get_by_role("textbox", name="Your message")).to_be_visible()
        await john.page.get_by_role("textbox", name="Your message").fill("My parcel is lost")
        await john.page.get_by_role("button", name="Send", exact=True).click()
        await expect(john.said("ticket #1")).to_be_visible()
        await john.page.get_by_label("Menu").click()
        await john.page.get_by_role("button", name="Русский").click()
        await expect(john.page.get_by_role("textbox", name="Ваше сообщение")).to_be_visible()
        await expect(john.said("ticket #1")).to_be_visible()
