"""What is promised, in a real browser: kept by a manager, refused in words, and a customer's tier."""

from playwright.async_api import Browser, Page, expect

from tests.browser.at_the_desk import owner, with_ticket
from tests.browser.axe import faults_of
from tests.browser.desk_process import DeskProcess


class TestPromises:
    async def test_are_kept_and_what_will_not_do_is_refused(
        self, chromium: Browser, bot: DeskProcess
    ) -> None:
        desk = await owner(chromium, bot)
        faults: list[str] = []
        desk.on("pageerror", lambda error: faults.append(str(error)))
        await desk.get_by_role("link", name="Сроки и часы").click()
        await self._changes_the_table(desk)
        await self._changes_the_hours(desk)
        assert await faults_of(desk) == []

        anna = await with_ticket(chromium, bot)
        await desk.get_by_role("link", name="Обращения").click()
        await desk.locator("a.ticket").click()
        await desk.locator("summary", has_text="О клиенте").click()
        await desk.get_by_label("Уровень").select_option("vip")
        await expect(desk.get_by_text("меняет уровень клиента: vip").first).to_be_visible()
        await self._reads_the_audit_trail(desk)
        assert faults == []
        assert anna.faults == []

    async def _changes_the_table(self, desk: Page) -> None:
        unsaved = desk.get_by_role("form", name="standard 2").get_by_label("Решение")
        await unsaved.fill("5h")
        row = desk.get_by_role("form", name="standard 3")
        await row.get_by_label("Первый ответ").fill("30m")
        await row.get_by_label("Решение").fill("20m")
        await row.get_by_role("button", name="Сохранить").click()
        await expect(desk.get_by_text("Первый ответ не может быть позже решения")).to_be_visible()

        await row.get_by_label("Решение").fill("2h")
        await row.get_by_label("круглосуточно").last.check()
        await row.get_by_role("button", name="Сохранить").click()
        remove = desk.get_by_role("button", name="Убрать: standard 3")
        await expect(remove).to_be_visible()
        await expect(row.get_by_label("Первый ответ")).to_have_value("30m")
        await expect(row.get_by_label("круглосуточно").last).to_be_checked()
        await expect(desk.get_by_text("не может быть позже")).to_have_count(0)
        await remove.click()
        asked = desk.get_by_role("dialog", name="Убрать «standard 3»?")
        await asked.get_by_role("button", name="Отменить").click()
        await expect(remove).to_be_visible()
        await remove.click()
        await asked.get_by_role("button", name="Убрать").click()
        await expect(remove).to_have_count(0)
        await expect(row.get_by_label("Первый ответ")).to_have_value("1h")
        await expect(unsaved).to_have_value("5h")

    async def _changes_the_hours(self, desk: Page) -> None:
        hours = desk.get_by_role("textbox", name="Часы недели")
        await hours.fill("whenever")
        await hours.press("Enter")
        await expect(desk.get_by_text("«whenever» прочитать не получилось")).to_be_visible()
        await hours.fill("Mon-Fri 09:00-13:00 14:00-18:00")
        await hours.press("Enter")
        told = desk.locator(".told")
        await expect(told).to_contain_text("Рабочие часы: Mon-Fri 09:00-13:00 14:00-18:00")
        await desk.get_by_label("День", exact=True).fill("2030-12-31")
        await desk.get_by_role("form", name="Особый день").get_by_role("button", name="Сохранить").click()
        await expect(desk.get_by_role("button", name="Убрать: 2030-12-31")).to_be_visible()

    async def _reads_the_audit_trail(self, desk: Page) -> None:
        await desk.get_by_role("link", name="Журнал").click()
        changes = desk.locator(".letters li")
        await expect(changes.first).to_contain_text("Изменён рабочий календарь")
        await expect(changes.last).to_contain_text("Установлены сроки · уровень: standard, приоритет: 3")
        await expect(changes.last).to_contain_text("Мария Соколова")
        await expect(desk.get_by_role("button", name="Показать более ранние")).to_have_count(0)
        assert await faults_of(desk) == []
