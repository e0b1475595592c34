"""Words, texts and canned replies in a real browser: kept by a manager, picked into a reply, hinted at."""

import re

from playwright.async_api import Browser, Page, expect

from tests.browser.at_the_desk import a_customer, at_the_place, owner, replies
from tests.browser.desk_process import DeskProcess


class TestHowTheDeskSpeaks:
    async def test_is_kept_seen_and_used(self, chromium: Browser, bot: DeskProcess) -> None:
        desk = await owner(chromium, bot)
        faults: list[str] = []
        desk.on("pageerror", lambda error: faults.append(str(error)))
        await desk.get_by_role("link", name="Слова и тексты").click()
        await self._adds_a_word(desk)
        await self._tries_a_text(desk)
        await self._adds_a_canned_reply(desk)

        anna = await a_customer(chromium, bot)
        await anna.is_called("Анна")
        await anna.writes("Корзина показывает чужие товары")
        await anna.sees("взяли «Корзина показывает чужие товары»")
        await desk.get_by_role("link", name="Обращения").click()
        await desk.locator("a.ticket").click()
        await desk.locator("summary", has_text="Готовый ответ").click()
        await desk.get_by_role("button", name="Розыск").click()
        box = desk.get_by_role("textbox", name="Ответ клиенту")
        await expect(box).to_have_value("Анна, здравствуйте! Ищем по обращению № 1.")
        await box.press("Control+Enter")
        await anna.sees("Ищем по обращению № 1.")

        await replies(desk, "Разобрались с глюком")
        await desk.get_by_role("button", name="Исправить у клиента").click()
        await anna.sees("Разобрались со сбоем")
        assert faults == []
        assert anna.faults == []

    async def test_is_not_overwritten_unseen_by_a_second_manager(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        desk = await owner(chromium, bot)
        await at_the_place(desk, bot, "style/texts", "Тексты", "textarea")
        other = await desk.context.new_page()
        await at_the_place(other, bot, "style/texts", "Тексты", "textarea")
        theirs, mine = (page.get_by_label("Текст", exact=True) for page in (other, desk))
        await expect(theirs).to_be_enabled()
        written = f"{await theirs.input_value()}\nМы рядом."
        await theirs.fill(written)
        await other.get_by_role("button", name="Сохранить").click()
        await expect(other.locator(".toast")).to_contain_text("Сохранено")

        await mine.fill(f"{await mine.input_value()}\nДо связи.")
        await desk.get_by_role("button", name="Сохранить").click()
        await expect(desk.locator(".told")).to_contain_text("тем временем изменил кто-то ещё")
        await expect(mine).to_have_value(re.compile("До связи"))
        await desk.get_by_role("button", name="Вернуть сохранённое").click()

        await expect(mine).to_have_value(written)

    async def test_keeps_what_is_typed_in_one_form_when_another_is_saved(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        desk = await owner(chromium, bot)
        await desk.get_by_role("link", name="Слова и тексты").click()
        await self._adds_a_word(desk)
        await expect(desk.get_by_label("Так не говорим")).to_have_value("")
        await desk.get_by_label("Так не говорим").fill("косяк")
        await desk.get_by_role("button", name="Убрать: глюк").click()
        asked = desk.get_by_role("dialog", name="Убрать «глюк»?")
        await asked.get_by_role("button", name="Убрать").click()
        await expect(desk.get_by_role("button", name="Убрать: глюк")).to_have_count(0)
        await expect(desk.get_by_label("Так не говорим")).to_have_value("косяк")

        await self._adds_a_canned_reply(desk)
        anew = desk.get_by_role("form", name="Новый готовый ответ")
        await expect(anew.get_by_label("Название")).to_have_value("")
        await anew.get_by_label("Название").fill("Возврат")
        await desk.locator("summary", has_text="1. Розыск").click()
        first = desk.get_by_role("form", name="Готовые ответы: 1")
        await first.get_by_label("Название").fill("Поиск")
        await first.get_by_role("button", name="Сохранить").click()
        await expect(desk.locator("summary", has_text="1. Поиск")).to_be_visible()
        await expect(first.get_by_label("Название")).to_be_visible()
        await expect(anew.get_by_label("Название")).to_have_value("Возврат")

    async def _adds_a_word(self, desk: Page) -> None:
        await desk.get_by_label("Так не говорим").fill("глюк")
        await desk.get_by_label("Говорим так").fill("сбой")
        await desk.get_by_role("button", name="Добавить").click()
        await expect(desk.get_by_role("button", name="Убрать: глюк")).to_be_visible()

    async def _tries_a_text(self, desk: Page) -> None:
        await desk.get_by_role("link", name="Тексты бота").click()
        source = desk.get_by_label("Текст", exact=True)
        await expect(desk.locator(".preview")).to_contain_text("«нет доступа на FTP»")
        await source.fill("{{ phone }}")
        await expect(desk.locator(".fault")).to_contain_text("Поля phone нет")
        for name in ("acknowledgement", "off-hours"):
            await desk.get_by_label("Какой текст").select_option(name)
            text = "{{ name }}, взяли «{{ quote }}», № {{ number }}. Решим {{ resolve_by }}."
            await expect(desk.locator(".preview")).to_contain_text("(обращение № 12)")
            await source.fill(text)
            await expect(desk.locator(".preview")).to_contain_text("Анна, взяли «нет доступа")
            await desk.get_by_role("button", name="Сохранить").click()
            await expect(desk.locator(f"option[value={name}]")).to_contain_text("(ru)")

    async def _adds_a_canned_reply(self, desk: Page) -> None:
        await desk.get_by_role("link", name="Готовые ответы").click()
        await desk.get_by_label("Название").fill("Розыск")
        await desk.get_by_label("Текст", exact=True).fill("{{ greeting }} Ищем по обращению № {{ number }}.")
        await desk.get_by_role("button", name="Сохранить").click()
        await expect(desk.locator("summary", has_text="1. Розыск")).to_be_visible()
