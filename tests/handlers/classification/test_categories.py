"""Classification and clarifying questions at work: proposed, corrected, asked once, taken from answers."""

import pytest

from handlers.classification.shipped import stock
from handlers.desk.triage.clarifying import check_question
from storage.classification import ClarifyingQuestion
from storage.records.events import EventKind
from storage.records.tickets import DEFAULT_PRIORITY, TicketKind
from tests.handlers.front import PHRASES, Desk
from tests.handlers.people import Customer, Staff, photo

ASK = (
    "/category ask оплата: номер договора | пожалуйста, пришлите номер договора"
    " | чтобы быстрее найти ваши платежи | \\d{4,8}"
)


@pytest.fixture
async def ruled_by_words(desk: Desk, maria: Staff) -> None:
    await maria.writes("/category rule add оплата: платёж, счёт")
    await maria.writes("/category rule add почта: письмо")
    await maria.writes("/category rule add kind incident: не прошёл")
    await maria.writes(ASK)
    assert desk.general()[-1].startswith("Вопрос сохранён: 1. оплата")


@pytest.mark.usefixtures("ruled_by_words")
class TestANewTicket:
    async def test_is_classified_by_its_words(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Мой платёж не прошёл")

        ticket = await desk.ticket()
        assert (ticket.category, ticket.kind) == ("оплата", TicketKind.INCIDENT)
        assert "категория: оплата · тип: инцидент" in (await desk.card()).text

    async def test_is_asked_about_right_after_the_acknowledgement(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Мой платёж не прошёл")

        acknowledgement, question = anna.reads
        assert "№ 1" in acknowledgement
        assert question == "Анна, пожалуйста, пришлите номер договора, чтобы быстрее найти ваши платежи."
        assert EventKind.DETAILS_ASKED in await desk.events()

    async def test_takes_the_answer_and_asks_no_more(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Мой платёж не прошёл")
        heard = anna.reads

        await anna.writes("Договор 55512")
        await anna.writes("Или 99999")

        assert (await desk.ticket()).fields == {"номер договора": "55512"}
        assert "номер договора: 55512" in (await desk.card()).text
        assert anna.reads == heard
        assert (await desk.topic_texts())[-2:] == ["Договор 55512", "Или 99999"]

    async def test_that_says_it_already_is_not_asked_about(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Мой платёж по договору 55512 не прошёл")

        assert len(anna.reads) == 1
        assert (await desk.ticket()).fields == {"номер договора": "55512"}

    async def test_is_served_though_nobody_answers(self, anna: Customer, boris: Staff) -> None:
        await anna.writes("Мой платёж не прошёл")

        await boris.writes("Разбираемся", ticket=1)

        assert anna.reads[-1] == "Борис Орлов\nРазбираемся"

    async def test_in_another_language_is_asked_nothing_in_this_one(self, desk: Desk) -> None:
        john = desk.customer("John", language="en")
        await john.writes("My платёж did not go through, what is wrong with it?")

        assert len(john.reads) == 1

    async def test_with_an_answer_while_waiting_for_the_customer_goes_on(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await anna.writes("Мой платёж не прошёл")
        await boris.writes("/waiting", ticket=1)

        await anna.writes("55512")

        ticket = await desk.ticket()
        assert (ticket.state.value, ticket.fields) == ("in progress", {"номер договора": "55512"})


@pytest.mark.usefixtures("ruled_by_words")
class TestCorrecting:
    @pytest.fixture(autouse=True)
    async def ticket(self, ruled_by_words: None, anna: Customer) -> None:  # noqa: ARG002 - comes first
        await anna.writes("Мой платёж не прошёл")

    async def test_by_one_press(self, desk: Desk, boris: Staff) -> None:
        await boris.presses("запрос", ticket=1)
        await boris.presses("почта", ticket=1)

        ticket = await desk.ticket()
        assert (ticket.category, ticket.kind) == ("почта", TicketKind.REQUEST)
        assert (await desk.topic_texts())[-1] == "Борис Орлов: категория — почта."
        assert (await desk.events())[-1] is EventKind.CLASSIFIED

    @pytest.mark.parametrize(
        ("command", "line"),
        [
            ("/category Почта", "Борис Орлов: категория — почта."),
            ("/category kind question", "Борис Орлов: тип — вопрос."),
            ("/category service VPS", "Борис Орлов: услуга — VPS."),
            ("/category priority 2", "Борис Орлов ставит приоритет 2 — высокий."),
            ("/category оплата", "У обращения № 1 уже стоит это значение."),
            (
                "/category реклама",
                "Категории «реклама» нет, обращение не изменилось. Категории: оплата, почта",
            ),
            ("/category kind беда", "Тип — один из трёх: question (вопрос)"),
            ("/category kind", "Тип — один из трёх: question (вопрос)"),
            ("/category priority", "Приоритет — число от 1 до 4."),
            ("/category service", "Название — от 1 до 40 знаков, в одну строку."),
            ("/category rule add x: y", PHRASES.say("ru", "managers-only")),
        ],
    )
    async def test_by_command(self, desk: Desk, boris: Staff, command: str, line: str) -> None:
        told = len(await desk.topic_texts())

        await boris.writes(command, ticket=1)

        assert any(text.startswith(line) for text in (await desk.topic_texts())[told:])

    async def test_alone_shows_the_categories_and_the_current_one(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/category", ticket=1)

        assert (await desk.topic_texts())[-1].startswith(
            "категория: оплата · тип: инцидент\nКатегории: оплата, почта\n"
        )

    async def test_a_deleted_category_cannot_be_pressed(self, desk: Desk, maria: Staff, boris: Staff) -> None:
        card = await desk.card()
        await maria.writes("/category rule delete 2")

        notice = await boris.presses_data(card.data("почта"), card, ticket=1)

        assert notice == PHRASES.say("ru", "press-stale")
        assert (await desk.ticket()).category == "оплата"

    async def test_priority_alone_tells_its_criteria(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/priority", ticket=1)

        assert "1 — критический: услуга недоступна целиком" in (await desk.topic_texts())[-1]


@pytest.mark.usefixtures("ruled_by_words")
class TestManagers:
    @pytest.mark.parametrize(
        ("command", "line"),
        [
            ("/category rule add", "/category rule add хостинг: сайт"),
            ("/category rule add почта", "/category rule add хостинг: сайт"),
            ("/category rule delete 99", "Правила 99 нет."),
            ("/category rule delete всё", "Укажите номер правила: /category rule delete 3."),
            ("/category rule delete", "Укажите номер правила"),
            (
                "/category rule add Почта: письмо",
                "Такое правило уже есть, ничего не изменилось: 2. категория «почта»",
            ),
            ("/category rule add kind: письмо", "Тип — один из трёх"),
            (ASK, "Такой вопрос уже есть под номером 1"),
            ("/category ask delete всё", "Укажите номер вопроса: /category ask delete 3."),
            ("/category rule add kind беда: ой", "Тип — один из трёх"),
            ("/category ask оплата: x", "/category ask хостинг: номер договора"),
            (
                "/category ask оплата: трасса | не вижу traceroute | чтобы помочь",
                "Вопрос не сохранён: это должна быть просьба",
            ),
            (
                "/category ask реклама: трасса | пришлите traceroute | чтобы помочь быстрее",
                "Категории «реклама» нет: сначала добавьте её",
            ),
            ("/category ask delete 77", "Вопроса 77 нет."),
            ("/category почта", "Эта команда работает в теме обращения."),
        ],
    )
    async def test_wrong_words_are_one_clear_line_and_change_nothing(
        self, desk: Desk, maria: Staff, command: str, line: str
    ) -> None:
        async with desk.database.books() as books:
            before = (await books.classification.rules(), await books.classification.questions())

        await maria.writes(command)

        assert desk.general()[-1].startswith(line)
        async with desk.database.books() as books:
            assert (await books.classification.rules(), await books.classification.questions()) == before

    async def test_see_and_delete_rules_and_questions(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/category rules")
        assert "1. категория «оплата»: платёж, счёт\n" in desk.general()[-1]
        assert "3. тип «инцидент»: не прошёл\n" in desk.general()[-1]

        await maria.writes("/category ask")
        assert "1. оплата · номер договора: пожалуйста" in desk.general()[-1]

        await maria.writes("/category ask delete 1")
        await maria.writes("/category rule delete 3")
        async with desk.database.books() as books:
            assert await books.classification.questions() == ()
            assert len(await books.classification.rules()) == 2
        question, rule = desk.general()[-2:]
        assert question.startswith("Вопрос удалён: 1. оплата · номер договора: пожалуйста, пришлите")
        assert rule == "Правило удалено: 3. тип «инцидент»: не прошёл"

    async def test_are_told_that_a_value_is_new(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/category rule add оплта: чек")
        await maria.writes("/category rule add оплата: чек")

        made, grown = desk.general()[-2:]
        assert made == "Правило сохранено, такого значения раньше не было: 4. категория «оплта»: чек"
        assert grown == "Правило сохранено: 1. категория «оплата»: платёж, счёт, чек"

    async def test_are_told_of_questions_that_a_deleted_category_leaves(
        self, desk: Desk, maria: Staff
    ) -> None:
        await maria.writes("/category rule delete 1")

        assert desk.general()[-1].startswith("Вопросы этой категории остались")
        assert desk.general()[-1].endswith(": 1. Удалить: /category ask delete 1")

    async def test_keep_them_in_private_too(self, maria: Staff) -> None:
        private = await maria.in_private()

        for command in ("/category", "/category rules", "/category ask", "/category rule delete 2"):
            await private.writes(command)

        names, rules, questions, deleted = private.reads
        assert names.startswith("Категории: оплата, почта")
        assert "2. категория «почта»: письмо" in rules
        assert "1. оплата · номер договора" in questions
        assert deleted == "Правило удалено: 2. категория «почта»: письмо"

    async def test_stand_in_the_audit_trail_by_name(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/category rule delete 2")
        await maria.writes("/category ask delete 1")

        async with desk.database.books() as books:
            question, rule = await books.audit.latest(limit=2)
        assert (rule.what, rule.details) == (
            "classification rule deleted",
            {"rule": "2", "category": "почта"},
        )
        assert question.details == {"question": "1", "category": "оплата", "field": "номер договора"}


class TestTheContractNumber:
    async def test_is_remembered_with_the_customer(self, desk: Desk, anna: Customer, maria: Staff) -> None:
        await maria.writes("/category rule add оплата: платёж")
        async with desk.database.books() as books:
            await books.classification.save_question(
                ClarifyingQuestion(
                    category="оплата",
                    field="договор",
                    ask="пришлите номер договора",
                    gain="чтобы найти платёж",
                    language="ru",
                    pattern=r"\d{4,8}",
                    is_contract=True,
                )
            )
            await books.commit()
        await anna.writes("Мой платёж не прошёл")
        await anna.writes("55512")
        await desk.agent().writes("/close", ticket=1)
        await desk.passes(days=4)

        heard = len(anna.reads)
        await anna.writes("Снова платёж не прошёл")

        assert len(anna.reads) == heard + 1
        assert (await desk.ticket(2)).fields == {"договор": "55512"}
        assert "Договор: 55512" in (await desk.card(2)).text


class TestWhatIsShipped:
    @pytest.mark.parametrize("language", ["ru", "en"])
    async def test_meets_the_criteria_and_comes_once(self, desk: Desk, language: str) -> None:
        async with desk.database.books() as books:
            await stock(books, PHRASES, language)
            questions = await books.classification.questions()
            assert [check_question(question) for question in questions] == [()] * 6
            for rule in await books.classification.rules():
                await books.classification.delete_rule(rule.id)

            await stock(books, PHRASES, language)

            assert await books.classification.rules() == ()

    @pytest.mark.parametrize(
        "said",
        [
            "третий день сайт лежит, ничего не работает, верните деньги!!!",
            "my server is down since 5am, customers are leaving",
            "сервер удалил всё",
            "после обновления пропали все данные",
            "we lost all our data",
            "сайт взломали",
        ],
    )
    async def test_proposes_the_highest_priority_for_an_outage_and_for_data_at_risk(
        self, desk: Desk, anna: Customer, said: str
    ) -> None:
        async with desk.database.books() as books:
            await stock(books, PHRASES, "ru")
            await books.commit()

        await anna.writes(said)

        assert (await desk.ticket()).priority == 1

    @pytest.mark.parametrize(
        "said", ["Всё ещё не работает кнопка печати", "One button does not work", "Где лежат файлы сайта?"]
    )
    async def test_proposes_none_for_less(self, desk: Desk, anna: Customer, said: str) -> None:
        async with desk.database.books() as books:
            await stock(books, PHRASES, "ru")
            await books.commit()

        await anna.writes(said)

        assert (await desk.ticket()).priority == DEFAULT_PRIORITY

    async def test_asks_for_a_screenshot_and_takes_it(self, desk: Desk, anna: Customer) -> None:
        async with desk.database.books() as books:
            await stock(books, PHRASES, "ru")
            await books.commit()
        await anna.writes("Личный кабинет показывает чужие данные")

        await anna.writes(photo("вот"))

        assert (await desk.ticket()).fields == {"снимок экрана": "✓"}
