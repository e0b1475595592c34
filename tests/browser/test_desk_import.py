"""A manager brings an FAQ file to the desk, in a real browser."""

from playwright.async_api import Browser, FilePayload, Page, expect

from tests.browser.at_the_desk import at_the_place, owner
from tests.browser.axe import faults_of
from tests.browser.desk_process import DeskProcess

NEW = "question,answer,alternatives\nКак оплатить по счёту?,В разделе «Счета».,оплата; счёт\n"
BROKEN = "question,answer\nКак?,\n"


async def brings(desk: Page, text: str, name: str = "faq.csv") -> None:
    file = FilePayload(name=name, mimeType="text/csv", buffer=text.encode())
    await desk.get_by_label("Импорт").set_input_files([file])


class TestAFile:
    async def test_is_shown_before_it_is_taken(self, chromium: Browser, bot: DeskProcess) -> None:
        desk = await owner(chromium, bot)
        await at_the_place(desk, bot, "faq", "База ответов", ".entries li a")

        await brings(desk, BROKEN)
        await expect(desk.get_by_role("alert")).to_contain_text("Файл не принят")

        await brings(desk, NEW)
        preview = desk.get_by_role("region", name="Что изменит файл")
        await expect(preview).to_contain_text("будет добавлено 1, изменено 0, без изменений 0")
        await expect(preview).to_contain_text("Как оплатить по счёту?")
        await expect(preview).to_contain_text("«оплата; счёт»")
        await expect(preview).not_to_contain_text("Файл не принят")
        await expect(desk.locator(".entries")).not_to_contain_text("по счёту")
        assert await faults_of(desk) == []

        await preview.get_by_role("button", name="Загрузить").click()
        await expect(desk.locator(".entries")).to_contain_text("Как оплатить по счёту?")
        await expect(preview).to_contain_text("Загружено. Добавлено: 1, изменено: 0, без изменений: 0.")

    async def test_is_shown_anew_when_the_answers_changed_meanwhile(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        desk = await owner(chromium, bot)
        await at_the_place(desk, bot, "faq", "База ответов", ".entries li a")
        await brings(desk, NEW)
        preview = desk.get_by_role("region", name="Что изменит файл")
        await expect(preview.get_by_role("button", name="Загрузить")).to_be_visible()

        window = await desk.context.new_page()
        await at_the_place(window, bot, "faq/new", "Новый ответ", "form.form")
        await window.get_by_label("Вопрос", exact=True).fill("Где чеки?")
        await window.get_by_label("Ответ", exact=True).fill("В письме.")
        await window.get_by_role("button", name="Сохранить", exact=True).click()
        await expect(window.locator(".entries")).to_contain_text("Где чеки?")

        await preview.get_by_role("button", name="Загрузить").click()
        await expect(preview.get_by_role("alert")).to_contain_text("база ответов изменилась")
        await preview.get_by_role("button", name="Загрузить").click()
        await expect(preview).to_contain_text("Загружено. Добавлено: 1")
        await desk.set_viewport_size({"width": 600, "height": 900})
        await preview.get_by_role("button", name="Готово").click()
        await expect(preview).to_have_count(0)
