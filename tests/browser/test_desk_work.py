"""Work at the desk as people see it: files, edits, typing, colleagues, the FAQ, what is undelivered."""

import asyncio
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, FilePayload, expect

from tests.browser.at_the_desk import (
    PASSWORD,
    a_customer,
    at_the_ticket,
    owner,
    replies,
    signed_in,
    with_ticket,
)
from tests.browser.axe import faults_of
from tests.browser.desk_process import DeskProcess
from tests.browser.visitor import Visitor

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest_asyncio.fixture(loop_scope="session")
async def anna(chromium: Browser, bot: DeskProcess) -> Visitor:
    """A customer with ticket 1."""
    return await with_ticket(chromium, bot, name="Анна")


class TestACommandAtTheDesk:
    async def test_is_answered_to_who_typed_it_and_leaves_no_trace(
        self, chromium: Browser, bot: DeskProcess, anna: Visitor
    ) -> None:
        desk = await at_the_ticket(await owner(chromium, bot), bot)
        await expect(desk.locator(".said.bot")).to_contain_text("Максимальный срок решения")
        await anna.page.get_by_label("Меню").click()
        await anna.page.get_by_role("button", name="Мои обращения").click()
        await anna.sees("Ваше обращение")
        assert "/status" not in await anna.page.locator("[role=log]").inner_text()

        await replies(desk, "/find Печь")

        told = desk.locator(".said.post", has_text="видно только вам")
        await expect(told).to_contain_text("Ничего не найдено.")
        assert await faults_of(desk) == []
        await desk.reload()
        await expect(desk.locator(".said.customer")).to_be_visible()
        await expect(told).to_have_count(0)


class TestAnAgentAtATicket:
    async def test_sends_files_and_better_words_and_is_seen_typing(
        self, chromium: Browser, bot: DeskProcess, anna: Visitor
    ) -> None:
        desk = await at_the_ticket(await owner(chromium, bot), bot)

        await desk.locator(".composer input[type=file]").set_input_files(
            [FilePayload(name="план дома.png", mimeType="image/png", buffer=PNG)]
        )
        await expect(desk.locator(".attached")).to_contain_text("план дома.png")
        assert await faults_of(desk) == []
        await replies(desk, "Вот плaн")
        await anna.sees("Вот плaн")
        await expect(anna.said("Вот плaн").locator("img")).to_be_visible()

        await desk.get_by_role("button", name="Заметка").click()
        await desk.get_by_role("textbox", name="Заметка").fill("клиент постоянный")
        await desk.get_by_role("button", name="Изменить").click()
        assert await faults_of(desk) == []
        await desk.get_by_role("textbox", name="Ответ клиенту").fill("Вот план")
        await desk.get_by_role("button", name="Сохранить", exact=True).click()
        await anna.sees("Вот план")
        await anna.sees("Вот плaн", times=0)

        note = desk.get_by_role("textbox", name="Заметка")
        await expect(note).to_have_value("клиент постоянный")
        await note.fill("")
        await desk.get_by_role("button", name="Ответ", exact=True).click()
        answer = desk.get_by_role("textbox", name="Ответ клиенту")
        await asyncio.gather(  # it is shown for a few seconds only
            answer.press_sequentially("Сейчас проверим", delay=300),
            expect(anna.page.locator(".typing")).to_contain_text("Мария Соколова печатает"),
        )
        words = anna.page.get_by_role("textbox", name="Ваше сообщение")
        await asyncio.gather(
            words.press_sequentially("Спасибо, жду", delay=300),
            expect(desk.locator(".typing")).to_contain_text("Клиент печатает"),
        )
        assert anna.faults == []

    @pytest.mark.parametrize(
        ("name", "content", "told"),
        [
            ("план.png", PNG.ljust(11 * 2**20, b"\0"), "Файл больше 10 МБ"),
            ("счёт.pdf", b"MZ\x90\0\3", "Файлы этого вида не принимаются"),
        ],
    )
    async def test_is_told_of_a_file_that_is_not_taken_and_keeps_the_words(
        self, chromium: Browser, bot: DeskProcess, anna: Visitor, name: str, content: bytes, told: str
    ) -> None:
        desk = await at_the_ticket(await owner(chromium, bot), bot)

        await desk.locator(".composer input[type=file]").set_input_files(
            [FilePayload(name=name, mimeType="application/octet-stream", buffer=content)]
        )
        await desk.context.set_offline(True)
        await replies(desk, "Вот он")
        box = desk.get_by_role("textbox", name="Ответ клиенту")
        await box.fill("И ещё один")
        await desk.context.set_offline(False)

        await expect(desk.locator(".toast")).to_contain_text(told)
        await expect(box).to_have_value("Вот он\nИ ещё один")
        await anna.sees("Вот он", times=0)

    async def test_sends_an_entry_of_the_faq_that_was_not_suggested(
        self, chromium: Browser, bot: DeskProcess, anna: Visitor
    ) -> None:
        desk = await at_the_ticket(await owner(chromium, bot), bot)
        beside = desk.get_by_role("complementary", name="Об обращении")
        await beside.get_by_label("Найти в базе").fill("нетакого")
        await expect(beside).to_contain_text("Ничего не нашлось.")

        await beside.get_by_label("Найти в базе").fill("двухфакторную")
        entry = beside.locator(".found-entries .entry")
        await expect(entry.locator("summary")).to_have_text("Как включить двухфакторную аутентификацию?")
        assert await faults_of(desk) == []
        answer = await entry.locator(".text").inner_text()
        await entry.get_by_role("button", name="Отправить клиенту").click()

        await anna.sees(answer.splitlines()[0])
        await expect(desk.locator(".said.agent")).to_contain_text(answer.splitlines()[0])
        assert anna.faults == []

    async def test_sees_colleagues_and_lists_that_follow(
        self, chromium: Browser, bot: DeskProcess, anna: Visitor
    ) -> None:
        await bot.adds("Олег Агентов", "agent", PASSWORD)
        oleg = await signed_in(chromium, bot, "Олег Агентов")
        await expect(oleg.get_by_role("tab", name="Свободные")).to_contain_text("1")

        maria = await at_the_ticket(await owner(chromium, bot), bot)
        await at_the_ticket(oleg, bot)
        await expect(maria.locator(".looking")).to_contain_text("Олег Агентов")
        await oleg.get_by_role("tab", name="Мои").click()
        await expect(oleg.locator("a.ticket")).to_have_count(0)

        await oleg.get_by_role("button", name="Взять").click()
        await expect(oleg.locator("a.ticket")).to_have_count(1)
        await expect(maria.get_by_role("tab", name="Свободные")).not_to_contain_text("1")
        for act, name in (("Ждать клиента", "Ждут клиента"), ("Закрыть", "Закрытые")):
            await maria.get_by_role("tab", name=name).click()
            await expect(maria.locator("a.ticket")).to_have_count(0)
            await oleg.get_by_role("button", name=act).click()
            if act == "Закрыть":
                await oleg.get_by_role("dialog").get_by_role("button", name=act).click()
            await expect(maria.locator("a.ticket")).to_have_count(1)
        assert anna.faults == []


class TestAManager:
    async def test_keeps_the_faq(self, chromium: Browser, bot: DeskProcess, tmp_path: Path) -> None:
        desk = await owner(chromium, bot)
        await desk.get_by_role("link", name="База ответов").click()
        await desk.get_by_role("link", name="Новый ответ").click()
        await desk.get_by_label("Вопрос", exact=True).fill("Где моя посылка с бумагами?")
        await desk.get_by_label("Ответ", exact=True).fill("Трек: https://track.example/1 <b>")
        await expect(desk.locator(".preview .said a")).to_have_text("https://track.example/1")
        await expect(desk.locator(".preview .said")).to_contain_text("<b>")
        await desk.get_by_label("Категория").fill("Доставка")
        await desk.get_by_label("Язык").select_option("ru")
        await desk.get_by_role("button", name="Сохранить", exact=True).click()
        await expect(desk.get_by_role("heading", name="Ответ №")).to_be_visible()
        await expect(desk.get_by_label("Категория")).to_have_value("Доставка")
        await expect(desk.get_by_label("Язык")).to_have_value("ru")
        assert await faults_of(desk) == []

        await desk.get_by_text("История изменений").click()
        await expect(desk.locator(".changes li")).to_contain_text("Мария Соколова")
        await desk.get_by_label("Что мог бы написать клиент?").fill("где посылка с бумагами")
        await desk.get_by_role("button", name="Проверить").click()
        await expect(desk.locator(".verdict")).to_contain_text("Где моя посылка")
        await expect(desk.locator(".verdict .score").first).to_contain_text("%")

        await desk.get_by_text("Экспорт").click()
        async with desk.expect_download() as download:
            await desk.get_by_role("link", name="YAML").click()
        exported = tmp_path / "faq.yaml"
        await (await download.value).save_as(exported)
        assert "Где моя посылка с бумагами?" in exported.read_text("utf-8")
        await desk.locator(".tools input[type=file]").set_input_files(exported)
        await expect(desk.get_by_role("region", name="Что изменит файл")).to_contain_text(
            "в базе уже всё так, как в файле"
        )

    async def test_of_an_empty_faq_offers_no_file(self, chromium: Browser, bot: DeskProcess) -> None:
        desk = await owner(chromium, bot)
        empty = '{"entries": [], "alike": []}'
        await desk.route("**/desk/api/faq?find=", lambda route: route.fulfill(body=empty))
        await desk.get_by_role("link", name="База ответов").click()
        await expect(desk.locator(".entries")).to_contain_text("Ничего не нашлось")

        await desk.get_by_text("Экспорт").click()

        await expect(desk.get_by_text("Выгружать нечего: база ответов пуста.")).to_be_visible()
        await expect(desk.get_by_role("link", name="YAML")).to_have_count(0)

    async def test_looks_at_what_is_undelivered(self, chromium: Browser, bot: DeskProcess) -> None:
        desk = await owner(chromium, bot)

        await desk.get_by_role("link", name="Недоставленное").click()

        await expect(desk.get_by_role("heading", name="Недоставленное")).to_be_visible()
        await expect(desk.locator(".letters")).to_contain_text("Всё доставлено")
        assert await faults_of(desk) == []


class TestHostileWords:
    async def test_are_words_at_the_desk_and_in_the_chat(self, chromium: Browser, bot: DeskProcess) -> None:
        """In names, texts, names of files and answers of the FAQ; the desk's page tells its faults, too."""
        hostile = "<img src=x onerror=alert(1)>"
        desk = await owner(chromium, bot)
        faults: list[str] = []
        desk.on("dialog", lambda dialog: faults.append(dialog.message))
        desk.on("pageerror", lambda error: faults.append(str(error)))
        boris = await a_customer(chromium, bot)
        page = boris.page
        await page.get_by_role("textbox", name="Ваше имя").fill(hostile)
        await page.get_by_role("button", name="OK").click()
        await page.locator("input[type=file]").set_input_files(
            [FilePayload(name=f"{hostile}.png", mimeType="image/png", buffer=PNG)]
        )
        await boris.writes(f"Потерялась посылка {hostile}")
        await boris.sees("№ 1")

        await at_the_ticket(desk, bot)
        await expect(desk.locator(".said.customer")).to_contain_text(f"посылка {hostile}")
        await expect(desk.locator(".said.customer .file")).to_contain_text(f"{hostile}.png")
        await replies(desk, f"Здравствуйте {hostile}")
        await boris.sees(f"Здравствуйте {hostile}")
        await desk.goto(f"{bot.address}/desk#/faq/new")
        await desk.get_by_label("Вопрос", exact=True).fill(f"Как быть {hostile}?")
        await desk.get_by_label("Ответ", exact=True).fill(hostile)
        await desk.get_by_role("button", name="Сохранить", exact=True).click()
        await expect(desk.locator(".entries")).to_contain_text(f"Как быть {hostile}?")

        assert await desk.locator("img[src=x]").count() == 0
        assert await page.locator("img[src=x]").count() == 0
        assert (faults, boris.faults) == ([], [])
