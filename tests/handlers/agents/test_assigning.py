"""Who answers for a ticket: assigning, transferring, the load of everybody."""

from dataclasses import replace

import pytest

from handlers.channel import Person
from storage.records.desk_roles import DeskRole
from storage.records.events import EventKind
from storage.web.desk import DeskUser
from tests.handlers.front import MONDAY, STAFF, Desk
from tests.handlers.people import Customer, Staff

HOW = "Укажите, кому: /{0} @имя (или имя и фамилия, как в чате, или me — себе). На время: /{0} @имя временно"

DUE = "Первый ответ: сегодня до 11:00 (МСК). Решение: сегодня до 18:00 (МСК)."


pytestmark = pytest.mark.usefixtures("asked")


@pytest.fixture(autouse=True)
async def vera(desk: Desk) -> Staff:
    """She wrote in the group once: the bot knows her."""
    vera = desk.agent("Вера Лис", address="telegram:8", username="Vera_L")
    await vera.writes("Доброе утро")
    return vera


class TestAssigning:
    @pytest.mark.parametrize(
        "who", ["@vera_l", "@VERA_L", "вера лис", "Вера", "Вере", "Вере Лис", "лис вера"]
    )
    async def test_introduces_the_person_to_the_customer(
        self, desk: Desk, anna: Customer, boris: Staff, who: str
    ) -> None:
        await boris.writes(f"/assign {who}", ticket=1)

        assert (await desk.ticket()).assignee == "telegram:8"
        assert anna.reads[-1] == "Вашим обращением № 1 занимается Вера Лис."
        assert (await desk.topic_texts())[-1] == (
            "Борис Орлов: теперь за обращение отвечает Вера Лис (@Vera_L)."
        )
        assert (await desk.events())[-1] is EventKind.ASSIGNED

    async def test_understands_a_mention_of_somebody_without_a_username(
        self, desk: Desk, boris: Staff
    ) -> None:
        written = await boris.message("/assign Олег", ticket=1)

        await desk.receives(replace(written, mentions=(Person("telegram:9", "Олег", "Ким"),)))

        assert (await desk.ticket()).assignee_name == "Олег Ким"

    async def test_knows_who_may_sign_in_at_the_desk(self, desk: Desk, boris: Staff) -> None:
        newcomer = DeskUser(id="ivan", name="Иван Новый", role=DeskRole.AGENT, created_at=MONDAY)
        async with desk.database.books() as books:
            await books.desk_users.save(newcomer)
            await books.commit()

        await boris.writes("/assign Иван", ticket=1)

        assert (await desk.ticket()).assignee == "desk:ivan"

    @pytest.mark.parametrize("who", ["me", "мне", "себе", "на себя"])
    async def test_understands_who_means_themselves(self, desk: Desk, boris: Staff, who: str) -> None:
        await boris.writes(f"/assign {who}", ticket=1)

        assert (await desk.ticket()).assignee_name == "Борис Орлов"


class TestTransferring:
    async def test_says_that_the_new_person_stays_to_the_end(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await boris.writes("/take", ticket=1)

        await boris.writes("/transfer @vera_l", ticket=1)

        assert anna.reads[-1] == "Теперь вашим обращением № 1 занимается Вера Лис и доведёт его до решения."
        assert (await desk.events())[-1] is EventKind.TRANSFERRED

    @pytest.mark.parametrize(
        "words", ["@vera_l временно", "@vera_l временно на 2 часа", "@vera_l for a while", "Вере на время"]
    )
    async def test_for_the_time_being_says_who_comes_back(
        self, anna: Customer, boris: Staff, words: str
    ) -> None:
        await boris.writes("/take", ticket=1)

        await boris.writes(f"/transfer {words}", ticket=1)

        assert anna.reads[-1] == (
            "Пока вашим обращением № 1 занимается Вера Лис, затем к нему вернётся Борис Орлов."
        )

    async def test_for_the_time_being_says_that_there_is_nobody_to_come_back(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await boris.writes("/transfer @vera_l временно", ticket=1)

        assert (await desk.ticket()).assignee == "telegram:8"
        assert (await desk.topic_texts())[-1] == (
            "Борис Орлов: теперь за обращение отвечает Вера Лис (@Vera_L), до решения: "
            "у обращения ещё не было ответственного, возвращать его некому."
        )
        assert anna.reads[-1] == "Вашим обращением № 1 занимается Вера Лис."


class TestRefusals:
    @pytest.mark.parametrize(
        ("command", "line"),
        [
            ("/assign", HOW.format("assign")),
            ("/transfer временно", HOW.format("transfer")),
            ("/transfer @vera_l завтра с утра", HOW.format("transfer")),
            (
                "/assign @nobody",
                "Пока не знакомы с @nobody: попросите написать что-нибудь в этом чате, и команда сработает.",
            ),
        ],
    )
    async def test_are_one_clear_line(
        self, desk: Desk, anna: Customer, boris: Staff, command: str, line: str
    ) -> None:
        before, heard = await desk.ticket(), anna.reads

        await boris.writes(command, ticket=1)

        assert await desk.topic_texts() == [line]
        assert (await desk.ticket(), anna.reads) == (before, heard)

    async def test_namesakes_are_told_apart(self, desk: Desk, boris: Staff) -> None:
        await desk.agent("Вера Лис", address="telegram:10", username="vera2").writes("Привет")

        await boris.writes("/assign Вера", ticket=1)

        assert (await desk.topic_texts())[-1].startswith("Так зовут нескольких")

    async def test_twice_tells_the_customer_once(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        await boris.writes("/assign @vera_l", ticket=1)
        heard = anna.reads

        await boris.writes("/assign @vera_l", ticket=1)

        assert (await desk.topic_texts())[-1] == "Обращение № 1 уже у сотрудника Вера Лис."
        assert anna.reads == heard

    async def test_a_closed_ticket_stays(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/close", ticket=1)
        before = await desk.ticket()

        await boris.writes("/transfer @vera_l", ticket=1)

        assert await desk.ticket() == before


class TestReopening:
    async def test_goes_back_to_who_had_it(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        await boris.writes("/assign @vera_l", ticket=1)
        await boris.writes("/close", ticket=1)

        await anna.writes("Снова не открывается")

        assert (await desk.ticket()).assignee_name == "Вера Лис"

    async def test_goes_to_everybody_when_that_person_left_the_group(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await boris.writes("/assign @vera_l", ticket=1)
        await boris.writes("/close", ticket=1)
        async with desk.database.books() as books:
            await books.memberships.told(STAFF, "telegram:8", is_member=False, at=desk.clock())
            await books.commit()

        await anna.writes("Снова не открывается")

        assert (await desk.ticket()).assignee is None
        assert "Взять" in (await desk.card()).labels


class TestTheLoad:
    async def test_is_told_by_agent_outside_of_topics(self, desk: Desk, boris: Staff) -> None:
        for number, name in enumerate(("Иван", "Пётр", "Олег"), start=2):
            await desk.customer(name, address=f"telegram:5{number}").writes("Почта не уходит")
        await boris.writes("/take", ticket=1)
        await boris.writes("/take", ticket=2)
        await boris.writes("/waiting", ticket=2)
        await boris.writes("/assign @vera_l", ticket=3)

        await boris.writes("/status")

        assert desk.general()[-1] == (
            "Открыто обращений: 4, без ответственного: 1, ждут клиента: 1, ждут новой линии: 0\n"
            "Борис Орлов: 2\nВера Лис: 1"
        )

    async def test_of_nobody_is_told_in_words(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/status")

        assert desk.general()[-1].endswith("\nНи у кого нет обращений.")

    @pytest.mark.parametrize("number", ["2", "№ 2", "#2"])
    async def test_gives_way_to_the_ticket_that_is_named(self, desk: Desk, boris: Staff, number: str) -> None:
        await desk.customer("Иван", address="telegram:52").writes("Почта не уходит")
        await boris.writes("/take", ticket=2)

        await boris.writes(f"/status {number}")
        await boris.writes(f"/status {number}", ticket=1)

        told = f"№ 2: в работе. Отвечает: Борис Орлов. {DUE}"
        assert desk.general()[-1] == told
        assert (await desk.topic_texts(1))[-1] == told
