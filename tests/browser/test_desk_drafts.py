"""What is typed at the desk and not yet sent or saved, and what was changed before."""

from playwright.async_api import Browser, expect

from tests.browser.at_the_desk import at_the_ticket, owner, with_ticket
from tests.browser.desk_process import DeskProcess


class TestAnEntryThatIsNotSaved:
    async def test_waits_as_a_draft_and_shows_what_it_changed(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        desk = await owner(chromium, bot)
        await desk.goto(f"{bot.address}/desk#/faq/1")
        question = desk.get_by_label("Вопрос", exact=True)
        await expect(question).to_have_value("Как подключиться к сайту по FTP?")
        await question.fill("Как подключиться к серверу по FTP?")

        await desk.goto(f"{bot.address}/desk#/faq/2")
        await expect(desk.get_by_role("heading", name="Ответ № 2")).to_be_visible()
        await desk.goto(f"{bot.address}/desk#/tickets")
        await desk.reload()
        await desk.goto(f"{bot.address}/desk#/faq/1")
        await expect(question).to_have_value("Как подключиться к серверу по FTP?")
        await expect(desk.locator(".told")).to_contain_text("ещё не сохранён")
        await expect(desk.locator(".entries li").first).to_contain_text("черновик")

        await desk.get_by_role("button", name="Вернуть сохранённое").click()
        await expect(question).to_have_value("Как подключиться к сайту по FTP?")
        await question.fill("Как подключиться к серверу по FTP?")
        await desk.get_by_role("button", name="Сохранить", exact=True).click()
        await expect(desk.locator(".entries li").first).to_contain_text("к серверу")

        await desk.get_by_text("История изменений").click()
        await expect(desk.locator(".changes del")).to_have_text("сайту")
        await expect(desk.locator(".changes ins")).to_have_text("серверу")
        await expect(desk.locator(".told")).to_be_hidden()


class TestAReplyThatIsNotSent:
    async def test_waits_with_its_ticket_and_is_forgotten_with_its_author(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        await with_ticket(chromium, bot)
        desk = await at_the_ticket(await owner(chromium, bot), bot)
        await desk.get_by_role("button", name="Заметка").click()
        await desk.get_by_role("textbox", name="Заметка").fill("спросить склад")

        await desk.reload()

        note = desk.get_by_role("textbox", name="Заметка")
        await expect(note).to_have_value("спросить склад")
        await note.press("Control+Enter")
        await expect(desk.locator(".said.note")).to_be_visible()
        await desk.get_by_role("textbox", name="Ответ клиенту").fill("Тайное")
        await desk.get_by_role("button", name="Выйти").click()
        await expect(desk.get_by_role("button", name="Войти")).to_be_visible()
        assert await desk.evaluate("Object.keys(sessionStorage).filter((key) => key.includes('draft'))") == []
