"""Whose conversation the chat's page shows: never another visitor's, and nothing that is gone."""

from playwright.async_api import Route, expect

from tests.browser.conftest import OpenBrowser
from tests.browser.visitor import Visitor


class TestABrowserThatIsLetInAsSomebodyElse:
    async def test_goes_on_in_a_tab_that_another_made_a_new_visitors(self, anna: Visitor) -> None:
        """Two tabs of a browser that was never here before, opened at once: the later session counts."""
        first = anna.page
        await anna.context.clear_cookies()
        await anna.opens_a_tab()
        await first.bring_to_front()
        box = first.get_by_role("textbox", name="Ваше сообщение")

        await box.fill("Потерялась посылка с документами")
        await box.press("Enter")

        await expect(first.locator(".message.theirs", has_text="№ 1")).to_be_visible()
        anna.faults.clear()  # the browser tells of the refusal

    async def test_is_nobody_elses(self, anna: Visitor, visits: OpenBrowser) -> None:
        await anna.writes("Потерялась посылка с документами")
        await anna.sees("№ 1")
        boris = await visits()
        assert await boris.conversation() == []

    async def test_shows_nothing_of_whom_it_was_before(self, anna: Visitor) -> None:
        """Its session was over, or somebody erased who it was."""
        await anna.writes("Потерялась посылка с документами")
        await anna.sees("№ 1")
        await anna.context.clear_cookies()

        await anna.writes("Не открывается сайт")

        await anna.sees("№ 2")
        await expect(anna.said("Потерялась посылка")).to_have_count(0)
        anna.faults.clear()  # the browser tells of the refusal


class TestErasureInAnotherTab:
    async def test_is_learned_of_by_a_tab_whose_line_was_cut_off(self, anna: Visitor) -> None:
        """It enters anew after an answer that is no stream, and what stands tells of nothing that went."""

        async def away(route: Route) -> None:
            await route.fulfill(status=503, json={"error": "unavailable"})

        await anna.writes("Потерялась посылка с документами")
        await anna.sees("№ 1")
        first = anna.page
        await first.route("**/chat/api/session", away)
        await first.route("**/chat/api/events*", away)
        await anna.context.set_offline(True)
        await anna.context.set_offline(False)
        await expect(first.locator(".link.down")).to_be_visible()

        await anna.opens_a_tab()
        await anna.page.get_by_label("Меню").click()
        await anna.page.get_by_role("button", name="Стереть мои данные").click()
        await anna.page.locator(".choice", has_text="Стереть всё").click()
        await expect(anna.said("Потерялась посылка")).to_have_count(0)
        await first.unroute_all()

        await expect(first.locator(".message", has_text="Потерялась посылка")).to_have_count(0)


class TestLeaving:
    async def test_ends_the_chat_in_every_tab_and_begins_a_new_one(self, anna: Visitor) -> None:
        first = anna.page
        await anna.writes("Потерялась посылка с документами")
        await anna.sees("№ 1")
        await anna.opens_a_tab()
        await anna.page.get_by_label("Меню").click()
        await anna.page.get_by_role("button", name="Завершить на этом устройстве").click()
        await anna.page.get_by_role("dialog").get_by_role("button", name="Завершить").click()
        for tab in (first, anna.page):
            await expect(tab.get_by_text("Чат на этом устройстве завершён.")).to_be_visible()
        await anna.page.get_by_role("button", name="Начать новый").click()
        await anna.is_linked()
        assert await anna.conversation() == []

    async def test_leaves_nothing_to_press_but_a_new_beginning(self, anna: Visitor) -> None:
        """What the menu does would begin a chat that nobody sees."""
        await anna.page.get_by_label("Меню").click()
        await anna.page.get_by_role("button", name="Завершить на этом устройстве").click()
        await anna.page.get_by_role("dialog").get_by_role("button", name="Завершить").click()

        again = anna.page.get_by_role("button", name="Начать новый")
        await expect(again).to_be_focused()
        await expect(anna.page.get_by_label("Меню")).to_have_count(0)
