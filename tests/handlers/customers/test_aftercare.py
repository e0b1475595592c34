"""After the case: one question for a rating, a comment, and the way back."""

import pytest

from storage.records.events import EventKind
from storage.records.tickets import TicketState
from tests.handlers.front import Desk
from tests.handlers.people import Customer

ASKED = "Как мы справились с обращением № 1? Оцените, пожалуйста: 1 — плохо, 5 — отлично."
STALE = "Эта кнопка больше не действует."


@pytest.fixture
async def anna(desk: Desk) -> Customer:
    """A customer whose case was just closed."""
    anna = desk.customer()
    await anna.writes("Сайт не открывается")
    await desk.agent().writes("Починили", ticket=1)
    await desk.agent().writes("/close", ticket=1)
    return anna


async def rating_of(desk: Desk) -> int | None:
    async with desk.database.books() as books:
        given = await books.ratings.of(1)
    return given.rating if given else None


class TestTheQuestion:
    async def test_comes_with_the_closing_and_five_buttons(self, anna: Customer) -> None:
        assert anna.reads[-1] == ASKED
        assert anna.screen[-1].labels == ["1", "2", "3", "4", "5"]

    async def test_comes_once_however_often_the_case_is_closed(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("опять не открывается")
        await desk.agent().writes("/close", ticket=1)

        assert anna.reads.count(ASKED) == 1

    async def test_comes_by_the_cards_button_too(self, desk: Desk) -> None:
        viktor = desk.customer("Виктор", address="telegram:43")
        await viktor.writes("Почта не уходит")

        await desk.agent().presses("Закрыть", ticket=1)

        assert viktor.reads[-1] == ASKED

    async def test_does_not_bother_who_blocked_the_bot(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")
        await anna.blocks_the_bot()

        await desk.agent().writes("/close", ticket=1)

        assert ASKED not in anna.reads


class TestAMark:
    async def test_is_kept_shown_in_the_topic_and_thanked_for(self, desk: Desk, anna: Customer) -> None:
        assert await anna.presses("5") == ""

        assert await rating_of(desk) == 5
        assert "Оценка клиента: 5 из 5." in await desk.topic_texts()
        assert anna.reads[-1].startswith("Спасибо за оценку!")
        assert anna.screen[-2].labels == []
        assert (await desk.events())[-1] is EventKind.RATED
        assert (await desk.ticket()).state is TicketState.RESOLVED

    @pytest.mark.parametrize("rating", ["1", "2"])
    async def test_that_is_low_is_shown_to_the_managers_at_once_without_words(
        self, desk: Desk, anna: Customer, rating: str
    ) -> None:
        await anna.presses(rating)

        (told,) = [text for text in desk.general() if "оценка" in text]
        assert told.startswith(f"Обращение № 1: оценка {rating} из 5. Отвечает: Борис Орлов.")
        assert "Сайт" not in told

    async def test_that_is_not_low_bothers_nobody(self, desk: Desk, anna: Customer) -> None:
        await anna.presses("3")

        assert [text for text in desk.general() if "оценка" in text] == []

    @pytest.mark.parametrize("rating", ["2", "5"])
    async def test_of_a_case_that_was_reopened_is_told_that_it_is_open(
        self, desk: Desk, anna: Customer, rating: str
    ) -> None:
        asked = anna.screen[-1]
        await anna.writes("опять не открывается")

        await anna.presses_data(asked.data(rating), asked)

        assert anna.reads[-1].startswith("Спасибо за оценку! Обращение № 1 открыто")
        assert anna.screen[-1].labels == []
        assert await rating_of(desk) == int(rating)

    async def test_is_given_once(self, desk: Desk, anna: Customer) -> None:
        asked = anna.screen[-1]
        await anna.presses("5")

        assert await anna.presses_data(asked.data("1"), asked) == STALE
        assert await rating_of(desk) == 5

    @pytest.mark.parametrize("data", ["mark:1:6", "mark:1:0", "mark:1:", "mark:99:5", "mark:x:5"])
    async def test_that_is_forged_changes_nothing(self, desk: Desk, anna: Customer, data: str) -> None:
        assert await anna.presses_data(data) == STALE
        assert await rating_of(desk) is None

    @pytest.mark.usefixtures("anna")
    async def test_of_somebody_elses_case_changes_nothing(self, desk: Desk) -> None:
        viktor = desk.customer("Виктор", address="telegram:43")
        await viktor.writes("/start")

        assert await viktor.presses_data("mark:1:1") == STALE
        assert await rating_of(desk) is None


class TestAWordAfterIt:
    async def test_goes_to_the_ticket_and_does_not_reopen_it(self, desk: Desk, anna: Customer) -> None:
        await anna.presses("4")

        await anna.writes("Долго пришлось ждать")

        assert (await desk.ticket()).state is TicketState.RESOLVED
        assert (await desk.topic_texts())[-2:] == ["Отзыв клиента к оценке 4:", "Долго пришлось ждать"]
        assert anna.reads[-1].startswith("Спасибо, передали специалистам.")
        assert [message.content.text.text for message in await desk.said()][-1] == "Долго пришлось ждать"

    async def test_is_one_word_the_next_message_reopens(self, desk: Desk, anna: Customer) -> None:
        await anna.presses("4")
        await anna.writes("Долго пришлось ждать")

        await anna.writes("И опять не открывается")

        assert (await desk.ticket()).state is TicketState.REOPENED

    @pytest.mark.parametrize("words", ["А почта тоже заработает?", "позовите человека", "опять не работает"])
    async def test_that_asks_for_something_is_no_word(self, desk: Desk, anna: Customer, words: str) -> None:
        await anna.presses("4")

        await anna.writes(words)

        assert (await desk.ticket()).state is TicketState.REOPENED

    async def test_of_thanks_is_answered_as_ever(self, desk: Desk, anna: Customer) -> None:
        await anna.presses("5")

        await anna.writes("Спасибо!")

        assert anna.reads[-1].startswith("Пожалуйста!")
        assert (await desk.ticket()).state is TicketState.RESOLVED

    async def test_much_later_is_a_new_matter(self, desk: Desk, anna: Customer) -> None:
        await anna.presses("4")
        await desk.passes(hours=2)

        await anna.writes("Сайт опять лежит")

        assert (await desk.ticket()).state is TicketState.REOPENED

    @pytest.mark.parametrize("rating", ["1", "2"])
    async def test_that_is_low_opens_the_case_again(self, desk: Desk, anna: Customer, rating: str) -> None:
        await anna.presses(rating)

        await anna.writes("Сайт так и не открывается")

        assert (await desk.ticket()).state is TicketState.REOPENED

    async def test_is_the_very_next_message_or_none(self, desk: Desk, anna: Customer) -> None:
        await anna.presses("5")
        await anna.writes("Спасибо!")

        await anna.writes("Сайт опять не открывается")

        assert (await desk.ticket()).state is TicketState.REOPENED


class TestTheWayBack:
    async def test_opens_the_case_again_by_a_button_once(self, desk: Desk, anna: Customer) -> None:
        await anna.presses("1")
        thanks = anna.screen[-1]

        assert await anna.presses("Вопрос остался") == ""

        assert (await desk.ticket()).state is TicketState.REOPENED
        assert anna.reads[-1].startswith("Обращение № 1 снова открыто.")
        assert "Клиент нажал «Вопрос остался»: обращение снова открыто." in await desk.topic_texts()
        assert await anna.presses_data(thanks.data("Вопрос остался"), thanks) == STALE

    async def test_is_closed_with_the_case(self, desk: Desk, anna: Customer) -> None:
        await anna.presses("1")
        await desk.passes(days=4)

        assert await anna.presses("Вопрос остался") == STALE
        assert (await desk.ticket()).state is TicketState.CLOSED


class TestInEnglish:
    async def test_says_the_same(self, desk: Desk) -> None:
        ann = desk.customer("Ann", language="en")
        await ann.writes("My site is down since noon")
        await desk.agent().writes("/close", ticket=1)

        await ann.presses("4")

        assert ann.reads[-1].startswith("Thank you for your rating!")
