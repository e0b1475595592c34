"""Managers keep the FAQ by commands; nobody else can change a word of it."""

import base64

import pytest

from tests.journeys.desk import Desk
from tests.journeys.people import Manager

ADD = """/faq add Как получить доступ к FTP?
~ не пускает на фтп
~ ftp пароль

Откройте личный кабинет → «Доступы»."""
QUESTION = "Как получить доступ к FTP?"


@pytest.fixture
async def maria(desk: Desk) -> Manager:
    await desk.opens()
    return Manager(desk.maria.actor)


class TestAnEntryIsAdded:
    async def test_in_one_message_and_answers_within_a_second(self, desk: Desk, maria: Manager) -> None:
        added = await maria.orders(ADD)
        assert "№ 1" in added.text

        await maria.waits_until_found("не пускает на фтп", QUESTION)
        anna = await desk.customer()
        await anna.writes("не пускает на фтп")
        await anna.shows("личный кабинет")

    async def test_step_by_step(self, desk: Desk, maria: Manager) -> None:
        await maria.orders("/faq add")
        await maria.orders(QUESTION)
        await maria.orders("не пускает на фтп\nftp пароль")
        saved = await maria.orders("Откройте личный кабинет.")
        assert "№ 1" in saved.text

        shown = await maria.orders("/faq show 1")
        for part in (QUESTION, "не пускает на фтп", "ftp пароль", "Откройте личный кабинет."):
            assert part in shown.text
        assert await desk.topics() == [], "what is typed inside of a dialogue is no question"

    async def test_from_the_staff_chat_too(self, desk: Desk, maria: Manager) -> None:
        await desk.maria.actor.send(ADD, chat_id=desk.group)
        await desk.general.shows("№ 1")
        assert QUESTION in (await maria.orders("/faq show 1")).text

    async def test_a_near_duplicate_is_pointed_out_before_saving(self, maria: Manager) -> None:
        await maria.orders(ADD)
        await maria.waits_until_found("ftp пароль", QUESTION)

        warned = await maria.orders("/faq add Как получать доступ к FTP?\n\nЧерез кабинет.")
        assert QUESTION in warned.text
        await maria.presses(warned.buttons[0])
        await maria.shows("№ 2")
        assert "Через кабинет." in (await maria.orders("/faq show 2")).text


class TestEntriesAreKept:
    async def test_listed_found_shown_and_tested(self, maria: Manager) -> None:
        await maria.orders(ADD)
        await maria.waits_until_found("не пускает на фтп", QUESTION)
        for command in ("/faq list", "/faq find ftp", "/faq show 1", "/faq test не пускает на фтп"):
            assert QUESTION in (await maria.orders(command)).text, command

    async def test_edited_as_a_block(self, desk: Desk, maria: Manager) -> None:
        await maria.orders(ADD)
        await maria.orders("/faq edit 1 Как попасть на FTP?\n~ фтп\n\nНапишите нам.")
        shown = (await maria.orders("/faq show 1")).text
        assert "Как попасть на FTP?" in shown
        assert "Напишите нам." in shown
        assert "не пускает на фтп" not in shown
        await maria.waits_until_found("как попасть на ftp", "Как попасть на FTP?")
        anna = await desk.customer()
        await anna.writes("как попасть на ftp")
        await anna.shows("Напишите нам.")

    async def test_deleted_and_restored(self, maria: Manager) -> None:
        await maria.orders(ADD)
        await maria.orders("/faq delete 1")
        assert QUESTION not in (await maria.orders("/faq list")).text
        await maria.orders("/faq restore 1")
        assert QUESTION in (await maria.orders("/faq list")).text

    async def test_undone(self, maria: Manager) -> None:
        await maria.orders(ADD)
        await maria.orders("/faq delete 1")
        await maria.orders("/faq undo")
        assert QUESTION in (await maria.orders("/faq list")).text
        await maria.orders("/faq undo")
        assert QUESTION not in (await maria.orders("/faq list")).text


class TestFiles:
    YAML = "- question: Как сменить тариф?\n  answer: В разделе «Тарифы».\n"

    async def test_are_imported_by_a_reply_to_them(self, desk: Desk, maria: Manager) -> None:
        content = base64.b64encode(self.YAML.encode()).decode()
        file = await maria.sends(document={"name": "faq.yaml", "content_b64": content})
        await maria.shows("/faq import")
        await maria.orders("/faq import", reply_to=file["message_id"])
        assert "Как сменить тариф?" in (await maria.orders("/faq list")).text
        assert await desk.topics() == [], "a manager's file opens no ticket"

    async def test_with_a_fault_name_its_place_and_import_nothing(self, maria: Manager) -> None:
        broken = "question,answer\nКак сменить тариф?,В разделе.\nБез ответа,\n"
        content = base64.b64encode(broken.encode()).decode()
        file = await maria.sends(document={"name": "faq.csv", "content_b64": content})
        await maria.shows("/faq import")
        told = await maria.orders("/faq import", reply_to=file["message_id"])
        assert "3" in told.text
        assert "answer" in told.text
        assert "тариф" not in (await maria.orders("/faq list")).text

    async def test_are_exported(self, desk: Desk, maria: Manager) -> None:
        await maria.orders(ADD)
        await maria.writes("/faq export")
        exported = await maria.shows(kind="document")
        file = await desk.tg.file(file_unique_id=exported.file("document"))
        assert QUESTION in base64.b64decode(file["content_b64"]).decode("utf-8-sig")


class TestNobodyElse:
    async def test_an_agent_is_refused_shortly_and_nothing_changes(self, desk: Desk, maria: Manager) -> None:
        await maria.orders(ADD)
        await desk.settles()
        await desk.sergey.actor.send("/faq delete 1", chat_id=desk.group)
        refusal = await desk.general.shows()
        assert len(refusal.text) < 200
        assert QUESTION in (await maria.orders("/faq list")).text

    async def test_a_customer_is_refused_shortly_and_nothing_changes(
        self, desk: Desk, maria: Manager
    ) -> None:
        await maria.orders(ADD)
        eve = await desk.customer("Ева")
        await eve.writes("/faq delete 1")
        refusal = await eve.shows()
        assert len(refusal.text) < 200
        assert "FTP" not in refusal.text
        assert QUESTION in (await maria.orders("/faq list")).text
        assert await desk.topics() == []

    async def test_staff_commands_do_nothing_in_a_customers_chat(self, desk: Desk, maria: Manager) -> None:
        eve, topic = await desk.opened_ticket("Сайт открывается через раз", "Ева")
        await desk.settles()
        card = await topic.card()
        for command in ("/take", "/close", "/note secret", "/reopen", "/assign @maria_o"):
            await eve.writes(command)
        await desk.settles()
        assert (await topic.card()).text == card.text
        assert await maria.everything() == []

    async def test_a_foreign_group_meets_silence(self, desk: Desk, maria: Manager) -> None:
        eve = await desk.customer("Ева")
        group = (await desk.tg.chat(type="supergroup", title="Чужая", owner=eve.chat))["id"]
        for text in ("/faq list", "/close", "помогите, сайт не открывается", ADD):
            await eve.writes(text, chat_id=group)
        await desk.maria.actor.send("привет", chat_id=desk.group)
        await desk.settles()
        assert await desk.tg.messages(chat_id=group, from_bot=True) == []
        assert "1" not in (await maria.orders("/faq list")).text

    async def test_an_anonymous_administrator_is_refused_in_one_line(
        self, desk: Desk, maria: Manager
    ) -> None:
        anna, topic = await desk.opened_ticket("Сайт открывается через раз")
        await desk.settles()
        seen = len(await anna.everything())
        await desk.maria.actor.send("/close", **topic.address, anonymous=True)
        told = await topic.shows()
        assert "\n" not in told.text.strip()
        await desk.maria.actor.send("Ответ", **topic.address, anonymous=True)
        await topic.shows()
        await desk.settles()
        assert len(await anna.everything()) == seen
        assert await maria.everything() == []
