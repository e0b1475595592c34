"""The desk for who uses no mouse, and in windows of every width: reached, named, and nowhere cut off."""

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.at_the_desk import (
    PASSWORD,
    a_customer,
    at_the_place,
    at_the_ticket,
    opened,
    owner,
    with_ticket,
)
from tests.browser.axe import faults_of
from tests.browser.desk_process import DeskProcess

MOST_STOPS = 40
SAME_LINE = 10
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


async def middle_of(part: Locator) -> float:
    """How far down the window it stands."""
    box = await part.bounding_box()
    assert box is not None
    return box["y"] + box["height"] / 2


async def goes_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press the key until the focus is there."""
    for _ in range(MOST_STOPS):
        if await wanted.evaluate("element => element === document.activeElement"):
            return
        await page.keyboard.press(key)
    raise AssertionError(f"no {key} leads to {wanted}")


class TestAKeyboard:
    async def test_is_all_that_an_agent_needs(self, chromium: Browser, bot: DeskProcess) -> None:
        await bot.adds("Олег Агентов", "agent", PASSWORD)
        anna = await with_ticket(chromium, bot)
        page = await (await opened(chromium, bot.address)).context.new_page()
        await page.goto(f"{bot.address}/desk")
        await expect(page.get_by_label("Имя")).to_be_focused()
        keys = page.keyboard

        await keys.type("Олег Агентов")
        await keys.press("Tab")
        await keys.type(PASSWORD)
        await keys.press("Enter")
        await expect(page.locator("a.ticket")).to_be_visible()

        await goes_to(page, page.get_by_role("tab", name="Все открытые"))
        await keys.press("ArrowRight")
        await expect(page.get_by_role("tab", name="Мои")).to_be_focused()
        await expect(page.locator("a.ticket")).to_have_count(0)
        await keys.press("End")
        await expect(page.get_by_role("tab", name="Закрытые")).to_have_attribute("aria-selected", "true")
        await keys.press("Home")
        await expect(page.get_by_role("tabpanel", name="Все открытые")).to_be_visible()
        await expect(page.locator("a.ticket")).to_have_count(1)
        await keys.press("Tab")
        await expect(page.locator("a.ticket")).to_be_focused()

        await keys.press("Enter")
        await expect(page.locator("#ticket-title")).to_be_focused()
        await keys.press("Tab")
        await expect(page.get_by_role("button", name="К ответу")).to_be_focused()
        await keys.press("Enter")
        await keys.type("Ищем вашу посылку")
        await keys.press("Control+Enter")
        await anna.sees("Ищем вашу посылку")
        await goes_to(page, page.get_by_role("button", name="Заметка", exact=True), "Shift+Tab")
        await keys.press("Enter")
        await keys.type("похоже, склад")
        await keys.press("Control+Enter")
        await expect(page.locator(".said.note")).to_contain_text("похоже, склад")

        close = page.get_by_role("group", name="Действия с обращением").get_by_role("button", name="Закрыть")
        await goes_to(page, close, "Shift+Tab")
        await keys.press("Enter")
        await keys.press("Escape")
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await expect(close).to_be_focused()
        await keys.press("Enter")
        await expect(page.get_by_role("dialog").get_by_role("button", name="Закрыть")).to_be_focused()
        await keys.press("Enter")
        await expect(page.get_by_role("button", name="Открыть снова")).to_be_visible()
        assert anna.faults == []

    @pytest.mark.parametrize("width", [1280, 600])
    async def test_never_begins_anew_at_the_faq(
        self, chromium: Browser, bot: DeskProcess, width: int
    ) -> None:
        """A narrow window has room for the list or for an entry; a saved entry is drawn anew in any."""
        desk = await owner(chromium, bot)
        await desk.set_viewport_size({"width": width, "height": 800})
        await at_the_place(desk, bot, "faq", "База ответов", ".entries li a")
        entry, title = desk.locator(".entries a").first, desk.get_by_role("heading", name="Ответ № 1")

        await entry.press("Enter")
        await expect(title if width < 800 else entry).to_be_focused()
        await desk.get_by_role("button", name="Сохранить", exact=True).press("Enter")
        await expect(title).to_be_focused()
        if width < 800:
            await desk.get_by_role("link", name="К списку").press("Enter")
            await expect(entry).to_be_focused()


class TestAnyWindow:
    @pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (800, "light")])
    async def test_shows_every_place_without_scrolling_sideways(
        self, chromium: Browser, bot: DeskProcess, width: int, scheme: str
    ) -> None:
        desk = await owner(chromium, bot)
        await desk.set_viewport_size({"width": width, "height": 740})
        await desk.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        anna = await a_customer(chromium, bot)
        await anna.is_called("Константина-Вышнеградская " + "ы" * 30)
        await anna.writes("Корзина показывает чужие товары " + "https://example.org/" + "a" * 200)
        await anna.sees("№ 1")

        for place, heading, content in (
            ("tickets", "Выберите обращение", "a.ticket"),
            ("tickets/1", "Константина", ".said.customer"),
            ("faq", "База ответов", ".entries a"),
            ("faq/1", "Ответ № 1", ".changes"),
            ("categories", "Категории", ".letters li"),
            ("promises", "Сроки и часы", ".clock"),
            ("style/words", "Слова", ".lessons li"),
            ("letters", "Недоставленное", ".letters li"),
            ("audit", "Журнал", ".letters li"),
        ):
            await at_the_place(desk, bot, place, heading, content)
            assert await desk.evaluate(SIDEWAYS) == 0, place
            assert await faults_of(desk) == [], place

    @pytest.mark.parametrize("width", [390, 768])
    async def test_that_is_narrow_keeps_what_belongs_together_in_one_line(
        self, chromium: Browser, bot: DeskProcess, width: int
    ) -> None:
        await with_ticket(chromium, bot)
        desk = await at_the_ticket(await owner(chromium, bot), bot)
        await desk.set_viewport_size({"width": width, "height": 740})
        attach, send = (desk.get_by_role("button", name=each) for each in ("Прикрепить файл", "Отправить"))
        assert abs(await middle_of(attach) - await middle_of(send)) < SAME_LINE

        acts = [desk.get_by_role("button", name=each, exact=True) for each in ("Взять", "Закрыть")]
        assert abs(await middle_of(acts[0]) - await middle_of(acts[1])) < SAME_LINE
        assert await middle_of(desk.get_by_role("button", name="Детали")) < await middle_of(acts[0])

        await desk.get_by_role("button", name="Детали").click()
        await desk.locator("summary", has_text="Назначить").click()
        box = desk.get_by_label("На время: прежний сотрудник вернётся")
        words = desk.get_by_text("На время: прежний сотрудник вернётся")
        label, ticked = await words.bounding_box(), await box.bounding_box()
        assert label is not None
        assert ticked is not None
        assert ticked["height"] < label["height"] < 3 * ticked["height"], "the words stand beside their box"

    async def test_that_is_narrow_folds_the_places_and_the_facts(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        await with_ticket(chromium, bot)
        desk = await owner(chromium, bot)
        await desk.set_viewport_size({"width": 390, "height": 740})

        await desk.locator("a.ticket").click()
        await expect(desk.locator(".said.customer")).to_be_visible()
        await expect(desk.locator(".facts")).to_be_hidden()
        await desk.get_by_role("button", name="Детали").click()
        await desk.locator("summary", has_text="Классификация").click()
        await expect(desk.get_by_label("Тип")).to_be_visible()
        await desk.keyboard.press("Escape")
        await expect(desk.get_by_role("button", name="Детали")).to_be_focused()

        await desk.locator("summary", has_text="Готовый ответ").click()
        await expect(desk.locator(".composer .sheet")).to_be_in_viewport(ratio=1)
        await desk.keyboard.press("Escape")
        await desk.get_by_role("link", name="К списку").click()
        await expect(desk.locator("a.ticket")).to_be_focused()
        await desk.get_by_role("button", name="Разделы: Обращения").click()
        await desk.get_by_role("link", name="Журнал").click()
        await expect(desk.get_by_role("heading", name="Журнал")).to_be_visible()
        await expect(desk.get_by_role("link", name="Обращения")).to_be_hidden()


class TestATicketThatChanges:
    async def test_leaves_its_reader_where_they_were(self, chromium: Browser, bot: DeskProcess) -> None:
        """What stands already is not drawn anew: it would be read out again, and a selection lost."""
        anna = await with_ticket(chromium, bot)
        desk = await at_the_ticket(await owner(chromium, bot), bot)
        first = desk.locator(".said.customer").first
        await first.evaluate("element => { element.dataset.seen = 'yes' }")
        close = desk.get_by_role("group", name="Действия с обращением").get_by_role("button", name="Закрыть")
        await close.focus()
        await desk.keyboard.press("Enter")

        await anna.writes("И ещё конверт")
        await expect(desk.locator(".said.customer")).to_have_count(2)
        await desk.keyboard.press("Escape")

        await expect(close).to_be_focused()
        await expect(first).to_have_attribute("data-seen", "yes")
        await expect(desk.get_by_role("list", name="Переписка")).to_have_attribute("aria-live", "polite")

    async def test_hears_a_press_into_which_it_came(self, chromium: Browser, bot: DeskProcess) -> None:
        anna = await with_ticket(chromium, bot)
        desk = await at_the_ticket(await owner(chromium, bot), bot)
        await (
            desk.get_by_role("group", name="Действия с обращением")
            .get_by_role("button", name="Закрыть")
            .hover()
        )
        await desk.mouse.down()
        await anna.writes("И ещё конверт")
        await expect(desk.locator(".said.customer")).to_have_count(2)

        await desk.mouse.up()

        await expect(desk.get_by_role("dialog")).to_be_visible()
