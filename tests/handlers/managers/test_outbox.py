"""`/outbox`: what a manager sees of letters that were given up, and what they can do with them."""

import pytest

from tests.handlers.front import MANAGER, STAFF, Desk
from tests.handlers.people import Customer, Staff

SECRET = "Ваш код от личного кабинета на столе у Сергея"
CUSTOMER_LINE = "клиенту, обращение № 1 · не подтверждено (связь прервалась на полуслове)"


pytestmark = pytest.mark.usefixtures("asked")


@pytest.fixture
async def parked(desk: Desk, asked: Customer, boris: Staff) -> int:
    """An agent's reply that nobody knows to have arrived; its number."""
    desk.delivering = False
    await boris.writes(SECRET, ticket=1)
    (waiting,) = await desk.waiting(asked.person.address)
    await desk.leaves_in_doubt(asked.person.address)
    return waiting.id


async def told(desk: Desk, maria: Staff, command: str, *, ticket: int | None = None) -> str:
    """What the bot answers in the place where the manager wrote."""
    await maria.writes(command, ticket=ticket)
    return (await desk.topic_texts(ticket))[-1] if ticket else desk.general()[-1]


class TestOneOfThem:
    async def test_is_shown_whole_in_its_own_topic(self, desk: Desk, maria: Staff, parked: int) -> None:
        await maria.writes(f"/outbox show {parked}", ticket=1)

        line, whole = (await desk.topic_texts(1))[-2:]
        assert line == f"{parked} · {CUSTOMER_LINE}"
        assert whole.endswith(SECRET)

    async def test_is_shown_without_words_elsewhere(self, desk: Desk, maria: Staff, parked: int) -> None:
        assert await told(desk, maria, f"/outbox show №{parked}") == f"{parked} · {CUSTOMER_LINE}"

    async def test_is_none_that_arrived(self, desk: Desk, maria: Staff) -> None:
        assert (await told(desk, maria, "/outbox show 1")).startswith("Среди недоставленных сообщения 1 нет")


class TestTheList:
    async def test_is_empty_when_everything_arrived(self, desk: Desk, maria: Staff) -> None:
        assert await told(desk, maria, "/outbox") == "Недоставленных сообщений нет."

    async def test_in_general_has_numbers_and_reasons_and_nobodys_words(
        self, desk: Desk, maria: Staff, parked: int
    ) -> None:
        assert await told(desk, maria, "/outbox") == (
            "Недоставленные сообщения:\n"
            f"{parked} · {CUSTOMER_LINE}\n\n"
            f"Показать: /outbox show {parked}. Отправить ещё раз: /outbox retry {parked}. "
            f"Больше не отправлять: /outbox discard {parked}"
        )

    async def test_shows_the_words_in_the_tickets_own_topic(
        self, desk: Desk, maria: Staff, parked: int
    ) -> None:
        assert f"{parked} · {CUSTOMER_LINE}: «{SECRET}»" in await told(desk, maria, "/outbox", ticket=1)

    @pytest.mark.usefixtures("parked")
    async def test_shows_no_words_in_another_tickets_topic(self, desk: Desk, maria: Staff) -> None:
        await desk.customer("Виктор", address="telegram:43").writes("Почта не работает")

        listed = await told(desk, maria, "/outbox", ticket=2)

        assert CUSTOMER_LINE in listed
        assert SECRET not in listed

    @pytest.mark.usefixtures("parked")
    async def test_shows_the_words_to_a_manager_in_private(self, maria: Staff) -> None:
        private = await maria.in_private()

        await private.writes("/outbox")

        assert SECRET in private.reads[-1]

    async def test_names_what_the_topic_did_not_take(self, desk: Desk, anna: Customer, maria: Staff) -> None:
        desk.delivering = False
        await anna.writes("тайные слова")
        await desk.refuses(f"{STAFF}/ticket/1", "wrong file")

        listed = await told(desk, maria, "/outbox")

        assert "в тему обращения № 1 · не принято (файл не найден)" in listed
        assert "тайные" not in listed

    async def test_begins_with_the_oldest_and_says_that_there_are_more(
        self, desk: Desk, anna: Customer, boris: Staff, maria: Staff
    ) -> None:
        for number in range(22):
            desk.delivering = False
            await boris.writes(f"ответ {number}", ticket=1)
            await desk.leaves_in_doubt(anna.person.address)
        private = await maria.in_private()

        await private.writes("/outbox list")

        assert "ответ 0»" in private.reads[-1]
        assert "ответ 19»" in private.reads[-1]
        assert "ответ 20»" not in private.reads[-1]
        assert "…это первые из них" in private.reads[-1]


class TestRetrying:
    async def test_sends_it_again_and_tells_the_topic(
        self, desk: Desk, anna: Customer, maria: Staff, parked: int
    ) -> None:
        answer = await told(desk, maria, f"/outbox retry {parked}")

        assert answer == f"Сообщение {parked} отправляется ещё раз."
        assert anna.reads[-1] == f"Борис Орлов\n{SECRET}"
        assert (await desk.topic_texts())[-1] == "Мария Кузнецова отправляет сообщение ещё раз."
        assert await told(desk, maria, "/outbox") == "Недоставленных сообщений нет."

    async def test_is_done_once(self, desk: Desk, anna: Customer, maria: Staff, parked: int) -> None:
        await maria.writes(f"/outbox retry №{parked}")

        answer = await told(desk, maria, f"/outbox retry {parked}")

        assert answer == f"Среди недоставленных сообщения {parked} нет. Список: /outbox"
        assert anna.reads.count(f"Борис Орлов\n{SECRET}") == 1


class TestDiscarding:
    async def test_lets_go_of_it_and_tells_the_topic(
        self, desk: Desk, anna: Customer, maria: Staff, parked: int
    ) -> None:
        answer = await told(desk, maria, f"/outbox discard {parked}")

        assert answer == f"Сообщение {parked} больше не отправляется."
        assert (await desk.topic_texts())[-1] == (
            "Мария Кузнецова решает не отправлять недоставленное сообщение."
        )
        assert len(anna.reads) == 1, "the acknowledgement alone"
        assert await told(desk, maria, "/outbox") == "Недоставленных сообщений нет."


class TestAWrongCommand:
    @pytest.mark.parametrize(("verb", "what"), [("retry", "letter sent again"), ("discard", "letter let go")])
    async def test_is_on_the_audit_trail(
        self, desk: Desk, maria: Staff, parked: int, verb: str, what: str
    ) -> None:
        await maria.writes(f"/outbox {verb} {parked}")

        async with desk.database.books() as books:
            (note,) = await books.audit.latest()
        assert (note.by, note.what) == (MANAGER, what)
        assert note.details == {"letter": str(parked), "ticket": "1"}

    @pytest.mark.parametrize("arguments", ["retry 999", "discard 1", "retry x", "retry -1"])
    @pytest.mark.usefixtures("parked")
    async def test_about_no_such_letter_says_so(self, desk: Desk, maria: Staff, arguments: str) -> None:
        assert (await told(desk, maria, f"/outbox {arguments}")).startswith("Среди недоставленных")

    @pytest.mark.parametrize("arguments", ["retry", "retry 1 2", "delete 1"])
    async def test_gets_the_right_ones(self, desk: Desk, maria: Staff, arguments: str) -> None:
        assert (await told(desk, maria, f"/outbox {arguments}")).startswith("/outbox — ")


class TestNobodyElse:
    async def test_an_agent_is_refused(self, desk: Desk, anna: Customer, boris: Staff, parked: int) -> None:
        await boris.writes(f"/outbox retry {parked}")

        assert desk.general() == ["Эта команда доступна только менеджерам."]
        assert len(anna.reads) == 1

    async def test_a_customer_is_refused(self, desk: Desk, anna: Customer, parked: int) -> None:
        await anna.writes(f"/outbox discard {parked}")

        assert anna.reads[-1] == "Эта команда доступна только менеджерам."
        assert await desk.tickets() == [1]
