"""A manager teaches the FAQ at the desk, in a real browser."""

import re

from playwright.async_api import Browser, expect

from tests.browser.at_the_desk import a_customer, at_the_place, owner
from tests.browser.axe import faults_of
from tests.browser.desk_process import DeskProcess

ASKED = "почта перестала приходить на телефон"
CHOICE = "Как настроить почту"


class TestAManager:
    async def test_takes_in_what_a_customer_confirmed_and_moves_a_threshold(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        anna = await a_customer(chromium, bot)
        await anna.writes(ASKED)
        await anna.page.get_by_role("button", name=CHOICE).click()
        await anna.page.get_by_role("button", name="Помогло", exact=True).click()
        await anna.sees("Рады, что помогло")

        desk = await owner(chromium, bot)
        await desk.get_by_role("link", name="База ответов").click()
        await desk.get_by_role("link", name="Чему научиться").click()
        lesson = desk.locator(".lessons li").filter(has_text=ASKED)
        await expect(lesson).to_contain_text("помогло: 1, ответили сотрудники: 0")
        assert await faults_of(desk) == []

        await desk.get_by_role("button", name=f"Добавить: {ASKED}").click()
        await expect(lesson).to_have_count(0)
        await desk.get_by_label("Найти в базе").fill(ASKED)
        await desk.locator(".entries").get_by_role("link", name=CHOICE).click()
        await expect(desk.get_by_label("Другие формулировки")).to_have_value(
            re.compile(f"\n{ASKED}$", re.IGNORECASE)
        )
        assert anna.faults == []

    async def test_begins_an_entry_for_what_another_one_does_not_answer(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        for number in (1, 2):
            customer = await a_customer(chromium, bot)
            await customer.writes(ASKED)
            await customer.page.get_by_role("button", name=CHOICE).click()
            await customer.page.get_by_role("button", name="Не помогло", exact=True).click()
            await customer.sees(f"№ {number}")

        desk = await owner(chromium, bot)
        await at_the_place(desk, bot, "faq/learning", "Чему научиться", ".lessons li")
        await expect(desk.locator(".lessons li")).to_contain_text(f"Спрашивали: «{ASKED}»")
        assert await faults_of(desk) == []

        await desk.get_by_role("button", name=f"Отдельная запись: {ASKED}").click()
        await expect(desk.get_by_label("Вопрос", exact=True)).to_have_value(ASKED)
        await desk.get_by_label("Ответ", exact=True).fill("Войдите в почту заново.")
        await desk.get_by_role("button", name="Сохранить", exact=True).click()
        await expect(desk.locator(".entries")).to_contain_text(ASKED)

    async def test_tries_thresholds_on_a_question_before_saving_them(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        desk = await owner(chromium, bot)
        await desk.get_by_role("link", name="База ответов").click()
        await desk.get_by_text("Пороги", exact=True).click()
        await expect(desk.get_by_label("Отвечает сам от, %")).to_have_value("90")

        await desk.get_by_label("Предлагает выбрать от, %").fill("60")
        await desk.get_by_label("Что мог бы написать клиент?").fill(ASKED)
        await desk.get_by_role("button", name="Проверить", exact=True).click()
        await expect(desk.locator(".verdict .kind.unknown")).to_be_visible()
        await at_the_place(desk, bot, "faq/learning", "Чему научиться", ".learning")
        await expect(desk.locator(".verdict .kind")).to_have_count(0)

        await desk.get_by_label("Отвечает сам от, %").fill("20")
        await desk.get_by_role("button", name="Сохранить пороги").click()
        await expect(desk.locator(".toast")).to_contain_text("Отвечать самому можно от 50 %")
        await at_the_place(desk, bot, "promises", "Сроки", "form")
        await expect(desk.locator(".toast")).to_be_empty()
        await at_the_place(desk, bot, "faq", "База ответов", ".entries li")
        await desk.get_by_label("Отвечает сам от, %").fill("0.95")
        await desk.get_by_role("button", name="Сохранить пороги").click()
        await expect(desk.locator(".thresholds")).to_contain_text("Сейчас: 95 % и 60 %")
