"""The chat for keyboards, screen readers, phones and dark rooms."""

import pytest
from playwright.async_api import expect

from tests.browser.axe import faults_of
from tests.browser.conftest import OpenBrowser
from tests.browser.support import Support
from tests.browser.visitor import Visitor


class TestAKeyboard:
    async def test_is_all_that_is_needed(self, anna: Visitor) -> None:
        keyboard = anna.page.keyboard
        await anna.page.get_by_role("textbox", name="Ваше имя").focus()
        await keyboard.type("Анна")
        await keyboard.press("Enter")
        await expect(anna.page.get_by_role("textbox", name="Ваше сообщение")).to_be_focused()
        await keyboard.type("Как получить")
        await keyboard.press("Shift+Enter")
        await keyboard.type("доступ к FTP?")
        await keyboard.press("Enter")
        await anna.sees("Откройте личный кабинет")
        for _ in range(20):
            await keyboard.press("Shift+Tab")
            focused = anna.page.locator(":focus")
            if await focused.inner_text() == "Помогло":
                break
        await keyboard.press("Enter")
        await anna.sees("Рады, что помогло")

    async def test_is_where_it_was_after_an_order_of_the_menu(self, anna: Visitor) -> None:
        menu = anna.page.locator(".menu summary")
        await menu.focus()
        await anna.page.keyboard.press("Enter")
        await anna.page.get_by_role("button", name="Мои обращения").press("Enter")
        await expect(menu).to_be_focused()


class TestAScreenReader:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    async def test_meets_no_fault_that_axe_knows(
        self, visits: OpenBrowser, support: Support, scheme: str
    ) -> None:
        anna = await visits(color_scheme=scheme, reduced_motion="reduce")
        assert await faults_of(anna.page) == []
        await anna.writes("Потерялась посылка с документами")
        await anna.sees("№ 1")
        await support.agent_replies("Ищем")
        await anna.sees("Ищем")
        assert await faults_of(anna.page) == []
        await anna.page.get_by_label("Меню").click()
        await anna.page.get_by_role("button", name="Завершить на этом устройстве").click()
        assert await faults_of(anna.page) == []

    async def test_is_told_of_what_comes_and_by_whom(self, anna: Visitor) -> None:
        await anna.writes("Потерялась посылка с документами")
        await anna.sees("№ 1")
        log = anna.page.get_by_role("log", name="Переписка с поддержкой")
        await expect(log).to_have_attribute("aria-live", "polite")
        assert await log.locator(".unseen").all_text_contents() == [
            "Вы: ",
            "Отправлено",
            "Служба поддержки: ",
        ]

    async def test_knows_the_place_where_refusals_come(self, anna: Visitor) -> None:
        """It tells of what comes into a place that stood there before."""
        place = await anna.page.locator("#told").element_handle()
        assert place is not None
        assert await place.get_attribute("role") == "status"
        await anna.writes("Потерялась посылка с документами")
        await anna.sees("№ 1")
        await anna.context.set_offline(True)
        await anna.page.evaluate("document.querySelector('.menu').open = true")
        await anna.page.get_by_role("button", name="Завершить на этом устройстве").click()
        await anna.page.get_by_role("dialog").get_by_role("button", name="Завершить").click()
        await expect(anna.page.locator("#told")).not_to_be_empty()
        assert await place.inner_text() != ""


class TestAPhone:
    @pytest.mark.parametrize("width", [320, 390])
    async def test_shows_everything_without_scrolling_sideways(self, visits: OpenBrowser, width: int) -> None:
        anna = await visits(viewport={"width": width, "height": 640}, has_touch=True, is_mobile=True)
        await anna.writes("Потерялась посылка " + "https://example.org/" + "a" * 200)
        await anna.sees("№ 1")
        sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert await anna.page.evaluate(sideways) == 0
        scroll = (
            "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.getElementById('scroll'))"
        )
        assert await anna.page.evaluate(scroll) == 0
        await expect(anna.page.get_by_role("button", name="Отправить")).to_be_in_viewport()
