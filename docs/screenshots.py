"""Makes the pictures of the README: starts the bot without a token and uses chat and desk as people do.

    .venv/bin/python docs/screenshots.py

Needs the development packages and a Chromium (on PATH, or named in CHROMIUM).
"""

import asyncio
import os
import re
import shutil
import sys
import tempfile
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect

PICTURES = Path(__file__).parent / "images"
WINDOW = ViewportSize(width=1280, height=960)
PHONE = ViewportSize(width=390, height=844)
ADDRESS = "127.0.0.1:8091"

QUESTION = "Добрый день! Вчера после обновления пропали все картинки в каталоге, пароль: Qwerty-2026"
REPLY = "Анна, здравствуйте! Вернули картинки из ночной копии, проверьте, пожалуйста, каталог."


async def main() -> None:
    """Play one case through, and take its pictures on the way."""
    PICTURES.mkdir(exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        sys.exit("There is no Chromium: install one, or name it in CHROMIUM.")
    async with bot() as (chat, desk), async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        customer = await opened(browser, chat, WINDOW)
        await ask(customer)
        agent = await opened(browser, desk, WINDOW)
        await sign_in(agent)
        await handle(agent)
        await expect(customer.get_by_text("Вернули картинки")).to_be_visible()
        for name, page in (("chat", customer), ("desk", agent)):
            await pictures(name, page)
        await browser.close()


@asynccontextmanager
async def bot() -> AsyncIterator[tuple[str, str]]:
    """A fresh bot without a token; gives the addresses that it prints."""
    with tempfile.TemporaryDirectory() as folder:
        known = {"HTTP_LISTEN": ADDRESS, "WORKING_HOURS": "24x7", "PATH": os.environ["PATH"]}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=folder, env=known, stdout=PIPE, stderr=STDOUT
        )
        try:
            yield await printed_address(process, "/chat"), await printed_address(process, "/desk")
        finally:
            process.terminate()
            await process.wait()


async def printed_address(process: Process, path: str) -> str:
    """The next address with this path that the bot prints."""
    async with asyncio.timeout(60):
        while process.stdout and (line := await process.stdout.readline()):
            found = re.search(rf"http://\S+{path}\S*", line.decode())
            if found:
                return found[0]
    sys.exit("The bot ended before it was up.")


async def opened(browser: Browser, address: str, window: ViewportSize) -> Page:
    """A browser of its own, so that customer and agent share nothing."""
    context = await browser.new_context(
        locale="ru-RU", timezone_id="Europe/Moscow", viewport=window, color_scheme="light"
    )
    page = await context.new_page()
    await page.goto(address)
    return page


async def ask(page: Page) -> None:
    """The customer asks what the FAQ knows, then something that it only seems to know."""
    box = page.get_by_role("textbox", name="Ваше сообщение")
    await box.fill("не пускает на фтп")
    await box.press("Enter")
    name = page.get_by_role("textbox", name="Ваше имя")
    await name.fill("Анна")
    await name.press("Enter")
    await page.get_by_role("button", name="Помогло", exact=True).click()
    await expect(page.get_by_text("Рады, что помогло")).to_be_visible()
    await box.fill(QUESTION)
    await box.press("Enter")
    await page.get_by_role("group").get_by_role("button", name="Позвать специалиста").click()
    await expect(page.get_by_text("Приняли в работу")).to_be_visible(timeout=20_000)


async def sign_in(page: Page) -> None:
    """The printed link asks once under which name the agent answers."""
    name = page.get_by_role("textbox", name="Ваше имя и фамилия")
    await name.fill("Мария Соколова")
    await name.press("Enter")


async def handle(page: Page) -> None:
    """The agent takes the ticket, leaves a note and answers."""
    await page.get_by_text("пропали все картинки").first.click()
    await page.get_by_role("button", name="Взять", exact=True).click()
    await page.get_by_text("Заметка", exact=True).first.click()
    await page.get_by_placeholder("Заметку увидят только коллеги").fill("Копия за 22-е цела, её и вернула.")
    await page.get_by_role("button", name="Сохранить заметку").click()
    await page.get_by_text("Ответ", exact=True).first.click()
    await page.get_by_placeholder("Ответ увидит клиент").fill(REPLY)
    await page.get_by_role("button", name="Отправить", exact=True).click()
    await expect(page.get_by_text("Вернули картинки").first).to_be_visible()


async def pictures(name: str, page: Page) -> None:
    """The page in the light, in the dark and on a phone."""
    await picture(page, f"{name}-light")
    await page.emulate_media(color_scheme="dark")
    await picture(page, f"{name}-dark")
    await page.emulate_media(color_scheme="light")
    await page.set_viewport_size(PHONE)
    await picture(page, f"{name}-phone")


async def picture(page: Page, name: str) -> None:
    """As it looks once it is painted anew and its colours have changed over."""
    await page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    await page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


if __name__ == "__main__":
    asyncio.run(main())
