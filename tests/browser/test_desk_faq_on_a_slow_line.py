"""A manager keeps the FAQ over a slow line: the last question counts, and each wish counts once."""

import asyncio
from collections.abc import Awaitable, Callable

from playwright.async_api import Browser, FilePayload, Page, Route, expect

from tests.browser.at_the_desk import at_the_place, owner
from tests.browser.desk_process import DeskProcess


async def at_the_faq(chromium: Browser, bot: DeskProcess) -> Page:
    desk = await owner(chromium, bot)
    await at_the_place(desk, bot, "faq", "База ответов", ".entries li a")
    return desk


def held(until: asyncio.Event, arrived: asyncio.Event) -> Callable[[Route], Awaitable[None]]:
    """Answers of the server that stay on their way for a while."""

    async def hold(route: Route) -> None:
        answer = await route.fetch()
        await until.wait()
        await route.fulfill(response=answer)
        arrived.set()

    return hold


class TestALateAnswer:
    async def test_to_what_was_looked_for_before_is_left_aside(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        desk = await at_the_faq(chromium, bot)
        asked_anew, late = asyncio.Event(), asyncio.Event()
        await desk.route("**/desk/api/faq?find=ftp", held(asked_anew, late))
        find = desk.get_by_label("Найти")
        async with desk.expect_request("**/desk/api/faq?find=ftp"):
            await find.fill("ftp")

        await find.fill("домен")
        found = desk.locator(".entries a", has_text="домен")
        await expect(desk.locator(".entries a", has_text="FTP")).to_have_count(0)
        asked_anew.set()
        await late.wait()
        await desk.evaluate("new Promise(requestAnimationFrame)")

        await expect(found.first).to_be_visible()
        await expect(desk.locator(".entries a", has_text="FTP")).to_have_count(0)

    async def test_to_a_question_that_was_tried_before_is_left_aside(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        desk = await at_the_faq(chromium, bot)
        asked_anew, late = asyncio.Event(), asyncio.Event()
        await desk.route("**/desk/api/faq/verdict?text=ftp*", held(asked_anew, late))
        trial, verdict = desk.get_by_label("Что мог бы написать клиент?"), desk.locator(".verdict")
        await trial.fill("ftp")
        async with desk.expect_request("**/desk/api/faq/verdict?text=ftp*"):
            await trial.press("Enter")

        await trial.fill("спасибо")
        await trial.press("Enter")
        await expect(verdict.locator(".kind.thanks")).to_be_visible()
        asked_anew.set()
        await late.wait()
        await desk.evaluate("new Promise(requestAnimationFrame)")

        await expect(verdict.locator(".kind.thanks")).to_be_visible()


class TestALookForWordsWithoutALine:
    async def test_says_so(self, chromium: Browser, bot: DeskProcess) -> None:
        desk = await at_the_faq(chromium, bot)
        faults: list[str] = []
        desk.on("pageerror", lambda error: faults.append(str(error)))
        await desk.context.set_offline(True)

        await desk.get_by_label("Найти").fill("ftp")

        await expect(desk.locator(".toast")).to_contain_text("Связи с сервером нет")
        assert faults == []


class TestAWishPressedTwice:
    async def test_is_sent_once(self, chromium: Browser, bot: DeskProcess) -> None:
        """Two entries that are alike, and two changes taken back, would be the price of a nervous finger."""
        desk = await at_the_faq(chromium, bot)
        sent: list[str] = []
        desk.on("request", lambda each: sent.append(each.url) if each.method != "GET" else None)
        await at_the_place(desk, bot, "faq/new", "Новый ответ", "form.form")
        await desk.get_by_label("Вопрос", exact=True).fill("Как печь пироги с капустой?")
        await desk.get_by_label("Ответ", exact=True).fill("В печи.")

        await desk.get_by_role("button", name="Сохранить", exact=True).dblclick()
        await expect(desk.get_by_role("heading", name="Ответ №")).to_be_visible()
        await desk.get_by_role("button", name="Отменить").dblclick()
        await expect(desk.locator(".toast")).to_contain_text("Как печь пироги с капустой?")
        file = FilePayload(
            name="faq.csv", mimeType="text/csv", buffer="question,answer\nГде печь?,Тут.\n".encode()
        )
        await desk.get_by_label("Импорт").set_input_files([file])
        preview = desk.get_by_role("region", name="Что изменит файл")
        await preview.get_by_role("button", name="Загрузить").dblclick()
        await expect(preview).to_contain_text("Загружено. Добавлено: 1")

        ends = [url.partition("/desk/api/")[2].partition("?")[0] for url in sent]
        assert ends == ["faq", "faq/undo", "faq/preview/csv", "faq/import/csv"]
