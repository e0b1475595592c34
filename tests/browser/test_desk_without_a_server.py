"""The desk while the server is away or does not know what it is asked: said at once, and mended by itself."""

from playwright.async_api import Browser, Page, Route, expect

from tests.browser.at_the_desk import at_the_ticket, owner, with_ticket
from tests.browser.desk_process import DeskProcess


async def away(route: Route) -> None:
    """As while the database is away: the server answers, and has nothing to tell."""
    await route.fulfill(status=503, json={"error": "unavailable"})


async def heads(page: Page, heading: str) -> None:
    await expect(page.get_by_role("heading", level=1)).to_have_text(heading)


class TestADeskThatCannotRead:
    async def test_has_its_headings_says_so_and_reads_as_soon_as_it_can(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        """The line to the server is open all the time: nothing would ever ask again."""
        desk = await owner(chromium, bot)
        await desk.route("**/desk/api/**", away)

        for place, heading in (
            ("style/words", "Слова"),
            ("style/canned", "Готовые ответы"),
            ("categories", "Категории"),
            ("letters", "Недоставленное"),
            ("audit", "Журнал"),
            ("promises", "Сроки и часы"),
        ):
            await desk.goto(f"{bot.address}/desk#/{place}")
            await heads(desk, heading)
        await expect(desk.locator(".link.down")).to_be_visible()
        await expect(desk.locator(".clock")).to_have_count(0)
        await desk.unroute("**/desk/api/**")

        await expect(desk.locator(".clock").first).to_be_visible()
        await expect(desk.locator(".link.up")).to_be_visible()

    async def test_shows_the_list_that_was_chosen_meanwhile(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        await with_ticket(chromium, bot)
        desk = await owner(chromium, bot)
        await expect(desk.locator("a.ticket")).to_have_count(1)
        await desk.route("**/desk/api/inbox*", away)

        await desk.get_by_role("tab", name="Мои").click()
        await expect(desk.locator(".link.down")).to_be_visible()
        await desk.unroute("**/desk/api/inbox*")

        await expect(desk.locator("a.ticket")).to_have_count(0)
        await expect(desk.locator(".link.up")).to_be_visible()

    async def test_tells_so_before_anybody_is_let_in(self, chromium: Browser, bot: DeskProcess) -> None:
        desk = await owner(chromium, bot)
        await desk.route("**/desk/api/session", away)

        await desk.reload()
        await expect(desk.get_by_role("status")).to_have_text("Связь прервалась, восстанавливаем…")
        await heads(desk, "Пульт поддержки")
        await desk.unroute("**/desk/api/session")

        await expect(desk.get_by_role("button", name="Выйти")).to_be_visible()


class TestAManagersPage:
    async def test_tells_what_it_cannot_read_and_shows_nothing_else_in_its_place(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        desk = await owner(chromium, bot)
        faults: list[str] = []
        desk.on("pageerror", lambda error: faults.append(str(error)))
        await desk.goto(f"{bot.address}/desk#/style/texts")
        source = desk.get_by_label("Текст", exact=True)
        await expect(source).not_to_have_value("")
        await desk.route("**/desk/api/texts/**", away)

        await desk.get_by_label("Какой текст").select_option("off-hours")

        await expect(desk.locator(".told")).to_contain_text("Связи с сервером нет")
        await expect(source).to_have_value("")
        await expect(source).to_be_disabled()
        assert faults == []

    async def test_reads_a_page_of_the_audit_trail_once_however_often_it_is_wished(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        desk = await owner(chromium, bot)
        faults: list[str] = []
        desk.on("pageerror", lambda error: faults.append(str(error)))
        change = {"at": "2026-11-22T10:00:00+00:00", "who": "Мария", "what": "правка", "particulars": ""}

        async def a_page(route: Route) -> None:
            number = 2 if "before" not in route.request.url else 1
            await route.fulfill(json={"changes": [change | {"id": number}], "older": number == 2})

        await desk.route("**/desk/api/audit*", a_page)
        await desk.get_by_role("link", name="Журнал").click()
        older = desk.get_by_role("button", name="Показать более ранние")
        await older.wait_for()
        await desk.route("**/desk/api/audit?before=*", away)
        await older.click()
        await expect(desk.locator(".toast")).to_contain_text("Связи с сервером нет")
        await desk.unroute("**/desk/api/audit?before=*")

        await older.dblclick()

        await expect(older).to_be_hidden()
        await expect(desk.locator(".letters li")).to_have_count(2)
        assert faults == []


class TestAWishPressedTwice:
    async def test_is_sent_once(self, chromium: Browser, bot: DeskProcess) -> None:
        await with_ticket(chromium, bot)
        desk = await at_the_ticket(await owner(chromium, bot), bot)
        told: list[str] = []
        desk.on("request", lambda request: told.append(request.url) if request.method == "POST" else None)

        await desk.get_by_role("button", name="Взять").dblclick()
        await expect(desk.locator(".facts")).to_contain_text("Мария Соколова (вы)")
        await desk.goto(f"{bot.address}/desk#/style/canned")
        await desk.get_by_label("Название").fill("Розыск")
        await desk.get_by_label("Текст", exact=True).fill("Ищем.")
        await desk.get_by_role("button", name="Сохранить").dblclick()
        await expect(desk.locator("summary", has_text="1. Розыск")).to_be_visible()

        assert [url.rpartition("/")[2] for url in told if "typing" not in url] == ["acts", "canned"]
