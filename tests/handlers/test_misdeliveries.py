"""Letters that did not arrive, or that nobody knows to have arrived: who is told, and what they can do."""

import pytest
from sqlalchemy import text

from storage.records.events import EventKind
from tests.handlers.front import STAFF, Desk
from tests.handlers.people import Customer, Reply, Staff, photo

pytestmark = pytest.mark.usefixtures("asked")


class TestALetterThatIsRefused:
    async def test_is_told_in_the_topic_with_the_reason(self, desk: Desk, reply: Reply) -> None:
        await reply("Готово")

        await desk.refuses("telegram:42", "file is too big")

        assert (await desk.topic_texts())[-1] == (
            "Клиент не получил сообщение: мессенджер его не принял (файл слишком большой)."
            " Не доставлено: «Готово»\n"
            "Первый ответ не засчитан: клиент ещё ничего от вас не получил."
        )
        assert (await desk.events())[-1] is EventKind.UNDELIVERED

    async def test_is_told_though_what_another_shows_cannot_be_read(self, desk: Desk, reply: Reply) -> None:
        await reply("Первый")
        desk.delivering = True
        await desk.delivers()
        async with desk.database.books() as books:
            await books._transaction.execute(
                text("UPDATE letters SET shows = 'no JSON' WHERE state = 'sent'")
            )
            await books.commit()
        await reply("Готово")

        await desk.refuses("telegram:42", "file is too big")

        assert "Не доставлено: «Готово»" in (await desk.topic_texts())[-1]

    async def test_without_words_is_named(self, desk: Desk, boris: Staff) -> None:
        desk.delivering = False
        await boris.writes(photo(), ticket=1)

        await desk.refuses("telegram:42", "file is too big")

        assert "Не доставлено: «фото»" in (await desk.topic_texts())[-1]

    async def test_because_the_customer_is_gone_is_told_and_remembered(
        self, desk: Desk, anna: Customer, reply: Reply
    ) -> None:
        await reply("Готово")

        await desk.refuses("telegram:42", "Forbidden", unreachable=True)

        assert "он заблокировал бота или удалил чат" in (await desk.topic_texts())[-1]
        assert (await desk.conversation()).unreachable_since == desk.clock()
        await anna.writes("я вернулась")
        assert (await desk.conversation()).unreachable_since is None

    async def test_that_moved_a_promise_is_told_like_any_other(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        desk.delivering = False
        await boris.writes("/priority 2", ticket=1)

        await desk.refuses(anna.person.address, "Forbidden", unreachable=True)

        assert "он заблокировал бота или удалил чат" in (await desk.topic_texts())[-1]
        assert (await desk.conversation()).unreachable_since == desk.clock()

    async def test_by_a_topic_is_told_in_general_without_the_customers_words(
        self, desk: Desk, anna: Customer
    ) -> None:
        desk.delivering = False
        await anna.writes("тайные слова")

        await desk.refuses(f"{STAFF}/ticket/1", "not enough rights")

        (told,) = desk.general()
        assert told == (
            "По обращению № 1 сообщение в тему не принято мессенджером: у бота нет на это прав."
            " Проверьте права бота в группе."
        )

    async def test_since_nobody_can_read_it_is_told_in_the_topic(self, desk: Desk, reply: Reply) -> None:
        await reply("Готово")

        await desk.cannot_read("telegram:42")

        assert "его запись не читается этой версией программы" in (await desk.topic_texts())[-1]

    async def test_since_nobody_can_read_it_is_told_in_general_if_it_was_for_the_topic(
        self, desk: Desk, anna: Customer
    ) -> None:
        desk.delivering = False
        await anna.writes("тайные слова")

        await desk.cannot_read(f"{STAFF}/ticket/1")

        (told,) = desk.general()
        assert told.startswith("По обращению № 1 сообщение в тему не отправлено: его запись не читается")

    async def test_though_only_cosmetic_is_told_to_nobody(self, desk: Desk, boris: Staff) -> None:
        """An edit of the card says nothing that people would miss."""
        desk.delivering = False
        await boris.writes("/waiting", ticket=1)

        await desk.refuses(f"{STAFF}/ticket/1", "message is not modified")

        assert desk.general() == []
        assert await desk.topic_texts() == []

    async def test_in_general_itself_raises_no_further_letters(self, desk: Desk) -> None:
        desk.delivering = False
        await desk.manager().writes("/faq list")
        calls = len(desk.office.calls)

        await desk.refuses(STAFF, "not enough rights")

        assert len(desk.office.calls) == calls

    async def test_to_somebody_without_a_case_is_only_remembered(self, desk: Desk) -> None:
        viktor = desk.customer("Виктор", address="telegram:43")
        desk.delivering = False
        await viktor.writes("/start")

        await desk.refuses("telegram:43", "Forbidden", unreachable=True)

        assert (await desk.conversation("telegram:43")).unreachable_since == desk.clock()
        assert desk.general() == []


class TestAReplyThatNobodyKnowsToHaveArrived:
    @pytest.fixture(autouse=True)
    async def doubt(self, desk: Desk, reply: Reply) -> None:
        await reply("Готово")
        await desk.leaves_in_doubt("telegram:42")

    async def test_is_shown_to_the_agent_with_what_can_be_done(self, desk: Desk) -> None:
        notice = (await desk.topic())[-1]

        assert notice.text == (
            "Не подтверждено, что клиент получил сообщение «Готово»: связь прервалась во время отправки."
        )
        assert notice.labels == ["Отправить ещё раз", "Дошло"]

    async def test_is_sent_again_when_the_agent_says_so(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        assert await boris.presses("Отправить ещё раз", ticket=1) == ""

        assert anna.reads[-1] == "Борис Орлов\nГотово"
        assert (await desk.topic_texts())[-1] == "Борис Орлов отправляет сообщение ещё раз."
        assert (await desk.topic())[-2].labels == []

    async def test_is_settled_when_the_agent_knows_that_it_arrived(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await boris.presses("Дошло", ticket=1)

        assert "Борис Орлов\nГотово" not in anna.reads
        assert (await desk.topic_texts())[-1] == "Борис Орлов подтверждает: сообщение дошло."

    @pytest.mark.parametrize("second", ["Отправить ещё раз", "Дошло"])
    async def test_is_decided_once(self, desk: Desk, anna: Customer, boris: Staff, second: str) -> None:
        notice = (await desk.topic())[-1]
        await boris.presses("Отправить ещё раз", ticket=1)

        pressed = await boris.presses_data(notice.data(second), notice, ticket=1)

        assert pressed == "Эта кнопка больше не действует."
        assert anna.reads.count("Борис Орлов\nГотово") == 1

    async def test_is_not_decided_from_a_customers_chat(self, desk: Desk, anna: Customer) -> None:
        notice = (await desk.topic())[-1]

        await anna.presses_data(notice.data("Отправить ещё раз"), anna.screen[0])

        assert "Борис Орлов\nГотово" not in anna.reads


class TestALetterThatNeverWasParked:
    async def test_cannot_be_sent_again_by_a_forged_press(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        card = await desk.card()

        for number in range(1, len(desk.office.calls) + 1):
            assert await boris.presses_data(f"again:{number}:", card, ticket=1)

        assert len(anna.reads) == 1


class TestATopicThatWasDeleted:
    @pytest.fixture(autouse=True)
    async def history(self, asked: Customer, boris: Staff) -> None:
        await asked.writes("и почта тоже")
        await boris.writes("Смотрю", ticket=1)
        await boris.writes("// клиент важный", ticket=1)

    async def test_is_replaced_with_the_card_and_the_history_ahead_of_what_waits(
        self, desk: Desk, anna: Customer
    ) -> None:
        desk.delivering = False
        await anna.writes("есть новости?", "ау")

        await desk.has_lost_its_topic(1)

        card, history, *waiting = await desk.topic()
        assert card.text.startswith("№ 1 · в работе")
        assert card.labels == ["Закрыть"]
        assert history.text == (
            "История обращения\n\n"
            "23.11 10:00 Анна\nи почта тоже\n\n"
            "23.11 10:00 Борис Орлов\nСмотрю\n\n"
            "23.11 10:00 Борис Орлов (заметка)\nклиент важный"
        )
        assert [post.text for post in waiting] == ["есть новости?", "ау"]

    async def test_serves_agents_in_its_new_place(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        desk.delivering = False
        await anna.writes("есть новости?")
        await desk.has_lost_its_topic(1)

        await boris.writes("Исправили", ticket=1)
        await boris.presses("Закрыть", ticket=1)

        assert "Борис Орлов\nИсправили" in anna.reads
        assert await desk.topic_name() == "✅ № 1 · Анна · Сайт не открывается"

    async def test_opens_no_second_topic_for_one_loss(self, desk: Desk, anna: Customer) -> None:
        desk.delivering = False
        await anna.writes("есть новости?", "ау")

        await desk.has_lost_its_topic(1)

        assert len(desk.office.topics) == 1
