"""Managers see what the bot would do, try other thresholds, and move them."""

import pytest

from storage.audit import AuditNote
from storage.faq.thresholds import StoredThresholds
from tests.databases import PostgresServer
from tests.handlers.front import MANAGER, Desk
from tests.handlers.people import Staff
from tests.storage.contention import while_it_waits

FTP = "Как получить доступ к FTP?"
NEAR = "не могу зайти на ftp сервер"
STANDING = "Пороги: отвечает сам от 90 %, предлагает выбрать от 15 %."


@pytest.fixture
async def maria(desk: Desk) -> Staff:
    await desk.knows(FTP, "Личный кабинет.", "не пускает на фтп", "ftp пароль")
    return desk.manager()


async def told(desk: Desk, maria: Staff, typed: str) -> str:
    await maria.writes(typed)
    return desk.general()[-1]


class TestATry:
    @pytest.mark.parametrize(
        ("text", "does"),
        [
            ("ftp пароль", "Бот ответит сам:"),
            (NEAR, "Бот предложит выбрать:"),
            ("верните деньги", "Бот позовёт людей."),
            ("ftp пароль, и позовите оператора", "Бот позовёт людей."),
            ("Добрый день!", "Бот спросит, что случилось."),
            ("спасибо", "Вопроса здесь нет, бот вежливо ответит."),
        ],
    )
    async def test_tells_what_the_bot_would_do(self, desk: Desk, maria: Staff, text: str, does: str) -> None:
        answer = await told(desk, maria, f"/faq test {text}")

        assert answer.startswith(does)
        assert answer.endswith(STANDING)

    async def test_shows_chance_entry_and_the_phrasing_that_was_found(self, desk: Desk, maria: Staff) -> None:
        answer = await told(desk, maria, "/faq test ftp пороль")

        assert f"99 % · 1 · {FTP} ~ ftp пароль" in answer.splitlines()

    @pytest.mark.parametrize(
        ("text", "why"), [("ftp", "по одному слову не понять"), ("как не получать доступ к ftp", "отрицание")]
    )
    async def test_tells_why_a_likely_entry_is_only_offered(
        self, desk: Desk, maria: Staff, text: str, why: str
    ) -> None:
        held = await told(desk, maria, f"/faq test {text}")
        sent = await told(desk, maria, "/faq test ftp пароль")

        assert "№ 1 предлагается, но не отправляется: " in held
        assert why in held
        assert "не отправляется" not in sent

    async def test_with_other_thresholds_changes_nothing(self, desk: Desk, maria: Staff) -> None:
        tried = await told(desk, maria, f"/faq test answer=0.5 suggest=30% {NEAR}")
        stands = await told(desk, maria, f"/faq test {NEAR}")

        assert "отвечает сам от 50 %, предлагает выбрать от 30 %" in tried
        assert stands.endswith(STANDING)

    async def test_shows_how_it_was_read_if_otherwise(self, desk: Desk, maria: Staff) -> None:
        mended = await told(desk, maria, "/faq test Здравствуйте! ftp пороль")
        plain = await told(desk, maria, "/faq test FTP пароль?")

        assert "Прочитано как: ftp пароль" in mended.splitlines()
        assert "Прочитано как" not in plain

    @pytest.mark.parametrize("nothing", ["", " 👍", " ?!"])
    async def test_of_nothing_asks_for_a_question(self, desk: Desk, maria: Staff, nothing: str) -> None:
        answer = await told(desk, maria, f"/faq test{nothing}")

        assert answer.startswith("Напишите вопрос: /faq test ТЕКСТ\n")
        assert answer.endswith(STANDING)


class TestThresholds:
    async def test_are_shown_with_what_became_of_answers(self, desk: Desk, maria: Staff) -> None:
        for name, press in (("Анна", "Помогло"), ("Виктор", "Не помогло"), ("Ирина", "Помогло")):
            customer = desk.customer(name, address=f"telegram:{len(name)}9{ord(name[0])}")
            await customer.writes("ftp пароль")
            await customer.presses(press)

        shown = await told(desk, maria, "/faq threshold")

        assert shown.startswith(STANDING)
        assert "За последние дни (90): помогло 2, не помогло 1." in shown

    async def test_moved_by_a_manager_count_at_once_and_are_on_record(self, desk: Desk, maria: Staff) -> None:
        answer = await told(desk, maria, "/faq threshold suggest 89%")
        anna = desk.customer()
        await anna.writes(NEAR)

        assert answer == (
            "Сохранено, действует сразу. Пороги: отвечает сам от 90 %, предлагает выбрать от 89 %."
        )
        assert await desk.tickets() == [1]
        async with desk.database.books() as books:
            (note,) = await books.audit.latest()
        assert note == AuditNote(
            note.id,
            desk.clock(),
            MANAGER,
            "faq thresholds moved",
            {"answer": "90 %", "suggest": "15 % → 89 %"},
        )

    async def test_moved_one_after_the_other_keep_both(self, desk: Desk, maria: Staff) -> None:
        """The second command may come before the search has followed the first."""
        first = await maria.message("/faq threshold answer 0.8")
        second = await maria.message("/faq threshold suggest 0.3")

        async with desk.database.books() as books:
            for written in (first, second):
                await desk.front.receive(books, [written])
            await books.commit()

        shown = await told(desk, maria, "/faq threshold")
        assert shown.startswith("Пороги: отвечает сам от 80 %, предлагает выбрать от 30 %.")

    async def test_go_back_to_those_shipped(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/faq threshold answer 0.8")
        await maria.writes("/faq threshold suggest 0,3")

        assert "от 80 %, предлагает выбрать от 30 %" in await told(desk, maria, "/faq threshold")
        assert "Исходные значения: 90 % и 15 %." in await told(desk, maria, "/faq threshold")
        assert (await told(desk, maria, "/faq threshold default")).endswith(STANDING)
        assert "Это исходные значения." in await told(desk, maria, "/faq threshold")
        assert (await told(desk, maria, "/faq threshold default")).startswith("Так уже и есть")
        assert (await told(desk, maria, "/faq threshold")).startswith(STANDING)

    @pytest.mark.parametrize(
        ("typed", "refusal"),
        [
            ("/faq threshold answer", "Порог — число от 0 до 1 или проценты"),
            ("/faq threshold 0.9", "Какой из двух порогов — 90 %?"),
            ("/faq threshold 90", "Какой из двух порогов — 90 %?"),
            ("/faq threshold answer много", "Порог — число от 0 до 1 или проценты"),
            ("/faq threshold answer 0.3", "Отвечать самому можно от 50 % до 99 %"),
            ("/faq threshold answer 100%", "Отвечать самому можно от 50 % до 99 %"),
            ("/faq threshold suggest 0.95", "Предлагать выбрать можно от 5 %"),
            ("/faq test answer=0.1 ftp", "Отвечать самому можно от 50 % до 99 %"),
            ("/faq test answer=x ftp", "Порог — число от 0 до 1 или проценты"),
        ],
    )
    async def test_that_can_not_be_are_refused_in_one_line(
        self, desk: Desk, maria: Staff, typed: str, refusal: str
    ) -> None:
        answer = await told(desk, maria, typed)

        assert answer.startswith(refusal)
        assert answer.endswith("Ничего не изменено.")
        assert (await told(desk, maria, "/faq threshold")).startswith(STANDING)

    async def test_are_no_business_of_others(self, desk: Desk, maria: Staff) -> None:  # noqa: ARG002 - the FAQ
        await desk.agent().writes("/faq threshold answer 0.8")

        assert desk.general() == ["Эта команда доступна только менеджерам."]


class TestTwoManagersWhoMoveOneThresholdEach:
    async def test_at_the_same_moment_both_have_their_way(
        self, desk_on_postgres: Desk, postgres_server: PostgresServer
    ) -> None:
        maria = desk_on_postgres.manager()

        async with desk_on_postgres.database.books() as books:
            await books.faq_thresholds.move(StoredThresholds(answer=0.9, suggest=0.3))
            await while_it_waits(postgres_server, maria.writes("/faq threshold answer 0.8"), books.commit)

        async with desk_on_postgres.database.reading() as books:
            assert await books.faq_thresholds.current() == StoredThresholds(answer=0.8, suggest=0.3)
