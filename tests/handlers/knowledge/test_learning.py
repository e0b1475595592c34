"""The FAQ learns from its customers, but never by itself."""

from dataclasses import replace

import pytest

from handlers.desk.knowledge.lessons import key_of
from storage.records.events import EventKind
from storage.records.faq_lessons import Confirmation, Origin
from tests.handlers.front import MANAGER, STAFF, Desk
from tests.handlers.people import Customer

FTP = "Как получить доступ к FTP?"
MAIL = "Как создать почтовый ящик?"
NEAR = "не могу зайти на ftp сервер"
NOTHING = "Новых формулировок нет"


@pytest.fixture
async def desk(desk: Desk) -> Desk:
    await desk.knows(FTP, "Личный кабинет → «Доступы».", "не пускает на фтп", "ftp пароль")
    await desk.knows(MAIL, "Раздел «Почта» → «Создать».", "заведите почту")
    return desk


@pytest.fixture
async def private(desk: Desk) -> Customer:
    return await desk.manager().in_private()


async def confirms(desk: Desk, question: str, *, number: int = 42) -> None:
    """A customer asks, chooses FTP, and says that it helped."""
    customer = desk.customer(address=f"telegram:{number}")
    await customer.writes(question)
    if FTP in customer.screen[-1].labels:
        await customer.presses(FTP)
    await customer.presses("Помогло")


async def phrasings(desk: Desk, entry: int = 1) -> tuple[str, ...]:
    return (await desk.faq())[entry - 1][1]


class TestAQuestionThatACustomerConfirmed:
    async def test_waits_for_a_manager_and_changes_nothing(self, desk: Desk, private: Customer) -> None:
        before = await desk.faq()
        await confirms(desk, f"Здравствуйте! {NEAR.capitalize()}, спасибо")
        await confirms(desk, NEAR, number=43)

        await private.writes("/faq learn")

        assert f"1. «{NEAR.capitalize()}» → № 1 {FTP} (помогло: 2, ответили сотрудники: 0)" in (
            private.reads[-1].splitlines()
        )
        assert private.screen[-1].labels == ["Добавить 1", "Отклонить 1"]
        assert await desk.faq() == before

    @pytest.mark.parametrize("known", ["Не пускает на ФТП!", "не пускет на фтп", FTP])
    async def test_is_nothing_new_where_the_entry_has_it(
        self, desk: Desk, private: Customer, known: str
    ) -> None:
        await confirms(desk, known)

        await private.writes("/faq learn")

        assert private.reads[-1].startswith(NOTHING)

    async def test_hides_secrets(self, desk: Desk, private: Customer) -> None:
        await confirms(desk, "не могу зайти на ftp сервер, пароль hunter2")

        await private.writes("/faq learn")

        assert "hunter2" not in private.reads[-1]

    async def test_is_not_learned_when_it_did_not_help(self, desk: Desk, private: Customer) -> None:
        anna = desk.customer()
        await anna.writes(NEAR)
        await anna.presses(FTP)
        await anna.presses("Не помогло")

        await private.writes("/faq learn")

        assert private.reads[-1].startswith(NOTHING)


class TestManyThatTheirEntryHasByNow:
    async def test_hide_none_of_the_others(self, desk: Desk, private: Customer) -> None:
        """Fifty were taken in by a file; the next one was looked for among the first fifty alone."""
        known = tuple(f"войти на сервер номер {number}" for number in range(50))
        async with desk.database.books() as books:
            await books.faq_learning.add(
                [
                    Confirmation(1, key_of(text), text, Origin.CUSTOMER, conversation=1, at=desk.clock())
                    for text in (*known, NEAR)
                ]
            )
            entry = await books.faq.get(1)
            assert entry is not None
            await books.faq.edit(replace(entry, alternatives=known), by="test", now=desk.clock())
            await books.commit()
        await desk.front.refresh()

        await private.writes("/faq learn")

        assert f"1. «{NEAR}» → № 1 {FTP}" in private.reads[-1]


class TestATicketAnsweredWithAnEntry:
    async def test_teaches_its_question(self, desk: Desk, private: Customer) -> None:
        anna = desk.customer()
        await anna.writes(NEAR)
        await anna.presses("Позвать специалиста")
        await desk.agent().presses(f"Отправить: {FTP}", ticket=1)

        await private.writes("/faq learn")

        assert f"«{NEAR}» → № 1 {FTP} (помогло: 0, ответили сотрудники: 1)" in private.reads[-1]

    async def test_tells_that_the_answer_before_it_failed(self, desk: Desk) -> None:
        """The bot was sure of FTP; people sent the other entry."""
        other = "Не пускает на фтп из офиса"
        await desk.knows(other, "Пишите админу.")
        anna = desk.customer()
        await anna.writes("не пускает на фтп")
        await anna.writes("не из офиса ли дело, позовите оператора")

        await desk.agent().presses(f"Отправить: {other}", ticket=1)

        assert EventKind.FAQ_FAILED in await desk.events_of_entry(1)
        assert EventKind.FAQ_FAILED not in await desk.events_of_entry(3)


class TestADecision:
    @pytest.fixture(autouse=True)
    async def lesson(self, desk: Desk, private: Customer) -> None:
        await confirms(desk, NEAR)
        await private.writes("/faq learn")

    async def test_to_add_is_an_edit_like_any_other(self, desk: Desk, private: Customer) -> None:
        notice = await private.presses("Добавить 1")

        assert notice == "Добавлено в запись № 1. Отменить: /faq undo"
        assert await phrasings(desk) == ("не пускает на фтп", "ftp пароль", NEAR)
        assert private.screen[-1].text.startswith(NOTHING)
        assert private.screen[-1].labels == []
        async with desk.database.books() as books:
            change = (await books.faq.history(1))[-1]
        assert (change.by, change.kind) == (MANAGER, "edited")

    async def test_to_add_is_known_to_customers_at_once(self, desk: Desk, private: Customer) -> None:
        await private.presses("Добавить 1")
        viktor = desk.customer("Виктор", address="telegram:43")

        await viktor.writes(NEAR)

        assert viktor.reads == ["Личный кабинет → «Доступы»."]

    async def test_to_add_is_not_held_up_by_an_answer_that_a_file_had_longer(
        self, desk: Desk, private: Customer
    ) -> None:
        async with desk.database.books() as books:
            entry = await books.faq.get(1)
            assert entry is not None
            await books.faq.edit(replace(entry, answer="Доступы. " * 600), by="test", now=desk.clock())
            await books.commit()

        notice = await private.presses("Добавить 1")

        assert notice == "Добавлено в запись № 1. Отменить: /faq undo"

    async def test_taken_back_waits_again(self, desk: Desk, private: Customer) -> None:
        await private.presses("Добавить 1")
        await private.writes("/faq undo")
        assert await phrasings(desk) == ("не пускает на фтп", "ftp пароль")

        await private.writes("/faq learn")

        assert f"«{NEAR}»" in private.reads[-1]

    async def test_to_drop_is_for_good(self, desk: Desk, private: Customer) -> None:
        assert await private.presses("Отклонить 1") == "Отклонено, больше не появится."
        await confirms(desk, NEAR, number=44)

        await private.writes("/faq learn")

        assert private.reads[-1].startswith(NOTHING)
        assert len(await phrasings(desk)) == 2

    @pytest.mark.parametrize("label", ["Добавить 1", "Отклонить 1"])
    async def test_is_made_once(self, desk: Desk, private: Customer, label: str) -> None:
        post = private.screen[-1]
        data = post.data(label)
        await private.presses("Добавить 1")

        assert await private.presses_data(data, post) == "Эта кнопка больше не действует."

        assert await phrasings(desk) == ("не пускает на фтп", "ftp пароль", NEAR)

    @pytest.mark.parametrize(
        "forged", ["teach:1:0-1", "teach:99:1-1", "teach:x:1-1", "teach:1:", "refuse:1:2-1"]
    )
    async def test_forged_changes_nothing(self, desk: Desk, private: Customer, forged: str) -> None:
        assert await private.presses_data(forged) == "Эта кнопка больше не действует."

        assert len(await phrasings(desk)) == 2

    async def test_is_no_business_of_others(self, desk: Desk, private: Customer) -> None:
        data = private.screen[-1].data("Добавить 1")
        anna = desk.customer()
        await anna.writes("Сайт лежит третий час подряд")
        boris = desk.agent()

        assert await anna.presses_data(data) == "Эта команда доступна только менеджерам."
        post = desk.office.screen(STAFF, await desk.thread(1))[0]
        assert await boris.presses_data(data, post, ticket=1) == "Эта команда доступна только менеджерам."

        assert len(await phrasings(desk)) == 2

    async def test_that_would_make_the_bot_ask_back_is_refused(self, desk: Desk, private: Customer) -> None:
        data = private.screen[-1].data("Добавить 1")
        await desk.knows("Нет входа на сервер", "Так.", NEAR)

        notice = await private.presses_data(data)

        assert notice.startswith("Такая формулировка уже есть в записи № 3")
        assert len(await phrasings(desk)) == 2
        assert "Так уже спрашивают в записи № 3" in private.screen[-1].text
        assert private.screen[-1].labels == ["Отклонить 1"]

    async def test_that_is_refused_leaves_the_buttons_of_others_as_they_were(
        self, desk: Desk, private: Customer
    ) -> None:
        add, drop = (private.screen[-1].data(f"{label} 1") for label in ("Добавить", "Отклонить"))
        await desk.knows("Нет входа на сервер", "Так.", NEAR)
        await private.presses_data(add)

        assert await private.presses_data(drop) == "Отклонено, больше не появится."

    async def test_of_a_full_entry_is_refused(self, private: Customer) -> None:
        many = "\n".join(f"~ способ номер {number}" for number in range(200))
        await private.writes(f"/faq edit 1 {FTP}\n{many}\n\nЛичный кабинет → «Доступы».")
        await private.writes("/faq learn")

        assert (await private.presses("Добавить 1")).startswith("Формулировок больше 200")


class TestManyOfThem:
    async def test_stand_on_pages_and_a_press_keeps_the_page(self, desk: Desk, private: Customer) -> None:
        for number in range(7):
            await confirms(desk, f"{NEAR} из города {'абвгдеж'[number] * 4}", number=100 + number)

        await private.writes("/faq learn 2")
        assert private.screen[-1].labels == ["Добавить 6", "Отклонить 6", "Добавить 7", "Отклонить 7"]
        await private.presses("Отклонить 7")

        assert "страница 2 из 2" in private.screen[-1].text
        assert private.screen[-1].labels == ["Добавить 6", "Отклонить 6"]
        await private.presses("Отклонить 6")
        assert "страница 1 из 1" in private.screen[-1].text

    async def test_that_are_not_there_are_told(self, desk: Desk, private: Customer) -> None:
        await confirms(desk, NEAR)

        await private.writes("/faq learn 2")

        assert private.reads[-1] == "Такой страницы нет. Всего страниц: 1"


class TestTheStaffChat:
    async def test_gets_numbers_and_no_words_of_customers(self, desk: Desk) -> None:
        await confirms(desk, NEAR)

        await desk.manager().writes("/faq learn")

        (told,) = desk.general()
        assert told.startswith("Решения ждёт 1 формулировка клиентов.")
        assert NEAR not in told

    async def test_of_agents_is_refused(self, desk: Desk) -> None:
        await desk.agent().writes("/faq learn")

        assert desk.general() == ["Эта команда доступна только менеджерам."]
