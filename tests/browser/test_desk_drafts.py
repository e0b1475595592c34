"""What is typed at the desk and not yet sent or saved, and what was changed before."""

from playwright.async_api import Browser, Page, expect

from tests.browser.at_the_desk import (
    PASSWORD,
    at_the_place,
    at_the_ticket,
    owner,
    replies,
    signed_in,
    signs_in,
    with_ticket,
)
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


class TestADeletedEntry:
    async def test_is_found_among_its_like_and_restored(self, chromium: Browser, bot: DeskProcess) -> None:
        desk = await owner(chromium, bot)
        await at_the_place(desk, bot, "faq/2", "Ответ № 2", "form.form")
        await desk.get_by_role("button", name="Удалить", exact=True).click()
        asked = desk.get_by_role("dialog")
        await expect(asked).to_contain_text("№ 2")
        await asked.get_by_role("button", name="Отменить").click()
        await expect(asked).to_be_hidden()
        await expect(desk.get_by_role("button", name="Сохранить", exact=True)).to_be_visible()
        await desk.get_by_role("button", name="Удалить", exact=True).click()
        await asked.get_by_role("button", name="Удалить").click()
        await expect(desk.get_by_role("button", name="Восстановить")).to_be_visible()
        await at_the_place(desk, bot, "faq/1", "Ответ № 1", "form.form")

        await desk.get_by_role("button", name="Удалённые", exact=True).click()
        await expect(desk.locator(".entries li")).to_have_count(1)
        await desk.locator(".entries").get_by_role("link", name="№ 2").click()
        await desk.get_by_role("button", name="Восстановить").click()

        await expect(desk.get_by_role("button", name="Удалить", exact=True)).to_be_visible()
        await expect(desk.locator(".entries")).to_contain_text("Ничего не нашлось")


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
        await expect(desk.locator(".said.note:not(.unsent)")).to_be_visible()
        await desk.get_by_role("textbox", name="Ответ клиенту").fill("Тайное")
        await desk.get_by_role("button", name="Выйти").click()
        await desk.keyboard.press("Escape")
        await expect(desk.get_by_role("textbox", name="Ответ клиенту")).to_have_value("Тайное")
        await desk.get_by_role("button", name="Выйти").click()
        await desk.get_by_role("dialog").get_by_role("button", name="Выйти").click()
        await expect(desk.get_by_role("button", name="Войти")).to_be_visible()
        assert await desk.evaluate("Object.keys(sessionStorage).filter((key) => key.includes('draft'))") == []

    async def test_goes_out_under_nobody_elses_name(self, chromium: Browser, bot: DeskProcess) -> None:
        """Their session was over before the server took it, and a colleague signs in at the same tab."""
        await bot.adds("Олег Агентов", "agent", PASSWORD)
        anna = await with_ticket(chromium, bot)
        desk = await at_the_ticket(await owner(chromium, bot), bot)
        await desk.route("**/tickets/1/messages", lambda route: route.fulfill(status=503, json={}))
        await replies(desk, "Слово Марии")
        await expect(desk.locator(".said.unsent")).to_be_visible()
        await desk.context.clear_cookies()
        await desk.reload()

        await signs_in(desk, bot, "Олег Агентов")
        await at_the_ticket(desk, bot)
        await desk.unroute("**/tickets/1/messages")
        await replies(desk, "Слово Олега")

        await anna.sees("Слово Олега")
        await anna.sees("Слово Марии", times=0)


class TestATabThatWasLeftOpen:
    async def test_goes_on_after_its_owner_signed_in_anew_elsewhere(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        await bot.adds("Олег Агентов", "agent", PASSWORD)
        anna = await with_ticket(chromium, bot)
        desk = await at_the_ticket(await signed_in(chromium, bot, "Олег Агентов"), bot)
        await _anew(desk, await signed_in(chromium, bot, "Олег Агентов"))

        await replies(desk, "Ищем вашу посылку")

        await anna.sees("Ищем вашу посылку")

    async def test_does_nothing_in_the_name_of_who_signed_in_elsewhere(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        for name in ("Олег Агентов", "Вера Лис"):
            await bot.adds(name, "agent", PASSWORD)
        await with_ticket(chromium, bot)
        desk = await at_the_ticket(await signed_in(chromium, bot, "Олег Агентов"), bot)
        await _anew(desk, await signed_in(chromium, bot, "Вера Лис"))

        await desk.get_by_role("button", name="Взять").click()

        await expect(desk.locator(".me")).to_have_text("Вера Лис")
        await at_the_ticket(desk, bot)
        await expect(desk.get_by_role("button", name="Взять")).to_be_visible()


async def _anew(desk: Page, other: Page) -> None:
    """The session of the other page is that of the whole browser now."""
    (session,) = await other.context.cookies(other.url)
    await desk.context.add_cookies(
        [{"name": session["name"], "value": session["value"], "domain": session["domain"], "path": "/desk"}]
    )


class TestAFormBesideATicket:
    async def test_keeps_what_is_typed_while_the_ticket_changes(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        """Until it is saved, and no longer."""
        await with_ticket(chromium, bot)
        desk = await at_the_ticket(await owner(chromium, bot), bot)
        await desk.locator("summary", has_text="О клиенте").click()
        await desk.get_by_label("Заметки").fill("просил звонить вечером")
        await desk.locator("summary", has_text="Передать на линию").click()
        reason = desk.get_by_label("Причина")
        await reason.fill("Нужен доступ")

        await desk.get_by_role("button", name="Взять").click()
        await expect(desk.locator(".facts")).to_contain_text("Мария Соколова (вы)")
        await expect(desk.get_by_label("Заметки")).to_have_value("просил звонить вечером")
        await expect(reason).to_have_value("Нужен доступ")
        await desk.get_by_role("button", name="Передать на линию").click()

        await expect(desk.get_by_text("На линии 2 ещё никто не взял")).to_be_visible()
        await expect(reason).to_have_value("")
        await expect(desk.get_by_label("Заметки")).to_have_value("просил звонить вечером")
