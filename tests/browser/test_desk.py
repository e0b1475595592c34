"""A customer at the chat and the staff at the desk, each in a real browser; no messenger anywhere."""

import re

from playwright.async_api import Browser, Route, expect

from tests.browser.at_the_desk import (
    PASSWORD,
    QUESTION,
    a_customer,
    at_the_place,
    at_the_ticket,
    owner,
    replies,
    signed_in,
    with_ticket,
)
from tests.browser.axe import faults_of
from tests.browser.desk_process import DeskProcess


class TestTheWholeStory:
    async def test_is_told_without_any_messenger(self, chromium: Browser, bot: DeskProcess) -> None:
        """Asked, promised, taken, answered, closed; then a manager adds an entry and the FAQ answers."""
        await bot.adds("Олег Агентов", "agent", PASSWORD)
        agent = await signed_in(chromium, bot, "Олег Агентов")
        anna = await with_ticket(chromium, bot, name="Анна")
        await expect(anna.said("№ 1")).to_contain_text("Анна")

        ticket = agent.locator("a.ticket")
        await expect(ticket).to_contain_text(QUESTION)
        await ticket.click()
        await agent.get_by_role("button", name="Взять").click()
        await expect(agent.locator(".facts")).to_contain_text("Олег Агентов (вы)")
        await replies(agent, "Нашли, отправим сегодня")
        await anna.sees("Нашли, отправим сегодня")
        await agent.get_by_role("button", name="Закрыть").click()
        await agent.get_by_role("dialog").get_by_role("button", name="Закрыть").click()
        await expect(agent.get_by_role("button", name="Открыть снова")).to_be_visible()
        await expect(agent.get_by_role("link", name="База ответов")).to_have_count(0)

        manager = await owner(chromium, bot)
        await manager.get_by_role("link", name="База ответов").click()
        await manager.get_by_role("link", name="Новый ответ").click()
        await manager.get_by_label("Вопрос", exact=True).fill("Где моя посылка с бумагами?")
        await manager.get_by_label("Ответ", exact=True).fill("Трек-номер стоит в письме о заказе.")
        await manager.get_by_role("button", name="Сохранить").click()
        await expect(manager.get_by_role("heading", name="Ответ №")).to_be_visible()

        boris = await a_customer(chromium, bot)
        await boris.writes("Где моя посылка с бумагами?")
        await boris.sees("Трек-номер стоит в письме о заказе.")
        assert anna.faults == []


class TestAKilledServer:
    async def test_is_waited_for_and_loses_nothing(self, chromium: Browser, bot: DeskProcess) -> None:
        """Both pages stay open while the process is killed; both write meanwhile."""
        desk = await owner(chromium, bot)
        anna = await with_ticket(chromium, bot)
        await desk.locator("a.ticket").click()
        await expect(desk.locator(".said.customer")).to_have_count(1)

        await bot.is_killed()
        await expect(desk.locator(".link.down")).to_be_visible()
        await replies(desk, "Ответ, написанный в темноте")
        await anna.writes("И ещё конверт")
        await desk.goto(f"{bot.address}/desk#/promises")
        await expect(desk.get_by_role("heading", level=1)).to_have_text("Сроки и часы")
        await expect(desk.locator(".clock")).to_have_count(0)
        await bot.starts()

        await expect(desk.locator(".link.up")).to_be_visible()
        await expect(desk.locator(".clock").first).to_be_visible()
        await desk.goto(f"{bot.address}/desk#/tickets/1")
        await anna.is_linked()
        await anna.sees("Ответ, написанный в темноте")
        await expect(desk.locator(".said.customer").filter(has_text="И ещё конверт")).to_have_count(1)
        await expect(desk.locator(".said.agent")).to_have_count(1)
        await expect(desk.locator(".said.unsent")).to_have_count(0)


class TestADeskForEverybody:
    async def test_has_no_fault_that_axe_knows(self, chromium: Browser, bot: DeskProcess) -> None:
        desk = await owner(chromium, bot)
        await with_ticket(chromium, bot, name="Анна")

        for place, heading, content in (
            ("tickets", "Выберите обращение", "a.ticket"),
            ("tickets/1", "Анна", ".said.customer"),
            ("faq/1", "Ответ № 1", ".form"),
            ("style/words", "Слова", ".lessons"),
            ("style/texts", "Тексты бота", ".preview"),
            ("style/canned", "Готовые ответы", ".form"),
        ):
            await at_the_place(desk, bot, place, heading, content)
            assert await faults_of(desk) == [], place


class TestWorkOnATicket:
    async def test_is_handed_to_another_line_and_classified(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        await with_ticket(chromium, bot)
        desk = await owner(chromium, bot)
        await desk.locator("a.ticket").click()

        await desk.locator("summary", has_text="Классификация").click()
        await desk.get_by_label("Тип").select_option("request")
        await expect(desk.get_by_text("тип — запрос").first).to_be_visible()
        await desk.locator("summary", has_text="Передать на линию").click()
        await desk.get_by_label("Причина").fill("Нужен доступ к складу")
        await desk.get_by_role("button", name="Передать на линию").click()

        await expect(desk.get_by_text("линия 1 → линия 2").first).to_be_visible()
        await expect(desk.get_by_text("На линии 2 ещё никто не взял")).to_be_visible()
        await expect(desk.get_by_label("Тип")).to_have_value("request")


class TestAPlaceThatACustomerSent:
    async def test_is_named_and_leads_to_the_map(self, chromium: Browser, bot: DeskProcess) -> None:
        """It comes by Telegram alone, which is not here: the page is told of one."""
        await with_ticket(chromium, bot)
        desk = await owner(chromium, bot)
        office = {"latitude": 55.75, "longitude": 37.62, "title": "Офис", "address": "ул. Ленина, 1"}

        async def with_place(route: Route) -> None:
            answer = await route.fetch()
            ticket = await answer.json()
            said = next(item for item in ticket["timeline"] if item["kind"] == "customer")
            said["place"] = office
            await route.fulfill(response=answer, json=ticket)

        await desk.route("**/desk/api/tickets/1", with_place)
        await at_the_ticket(desk, bot)

        place = desk.locator(".said.customer").get_by_role("link", name="Офис, ул. Ленина, 1")
        await expect(place).to_have_attribute("href", re.compile(r"mlat=55\.75&mlon=37\.62$"))
        assert await faults_of(desk) == []
        await desk.unroute_all(behavior="wait")  # the page asks on: the bot must not end in the middle


class TestTheDoor:
    async def test_speaks_the_language_of_the_browser_and_the_desk_behind_it_the_staffs(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        await bot.adds("Олег Агентов", "agent", PASSWORD)
        page = await (await chromium.new_context(locale="en-GB")).new_page()
        await page.goto(f"{bot.address}/desk")
        await expect(page.locator("form.door[lang=en]").get_by_role("heading")).to_have_text("Support desk")
        assert await page.title() == "Support desk"
        assert await faults_of(page) == []

        await page.get_by_label("Name").fill("Олег Агентов")
        await page.get_by_label("Password").fill("a guess")
        await page.get_by_role("button", name="Sign in").click()
        await expect(page.get_by_role("alert")).to_have_text("The name or the password does not fit.")
        await page.get_by_label("Password").fill(PASSWORD)
        await page.get_by_role("button", name="Sign in").click()

        await expect(page.get_by_role("button", name="Выйти")).to_be_visible()
        assert await page.title() == "Пульт поддержки"
