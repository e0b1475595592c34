"""A question whose choices stand while the next one is answered stays open: nobody has to repeat it."""

import pytest

from handlers.channel import MessageWritten
from tests.handlers.front import Desk
from tests.handlers.people import Customer

FTP = "Как получить доступ к FTP?"
FTP_ANSWER = "Откройте личный кабинет → «Доступы»."
MAILBOX = "Как создать почтовый ящик?"
MAIL_PASSWORD = "Как сменить пароль от почтового ящика?"
HALF_KNOWN = "Вопрос про почту"
HALF_KNOWN_TOO = "Не получается с почтой"
UNKNOWN = "Корзина показывает чужие товары в заказе"
TO_A_PERSON = "Позвать специалиста"
CHOICES, ANSWER = 0, 1
"""Anna's first two posts."""


@pytest.fixture(autouse=True)
async def first(desk: Desk, anna: Customer) -> MessageWritten:
    """Anna's first question got choices, her second one an answer."""
    await desk.knows(FTP, FTP_ANSWER, "не пускает на фтп")
    for question in (MAILBOX, MAIL_PASSWORD):
        await desk.knows(question, f"Раздел «Почта»: {question}", HALF_KNOWN, HALF_KNOWN_TOO)
    asked = await anna.writes(HALF_KNOWN)
    await desk.passes(minutes=1)
    await anna.writes(FTP)
    return asked


class TestBothReplies:
    async def test_keep_their_buttons(self, anna: Customer) -> None:
        assert anna.reads[ANSWER] == FTP_ANSWER
        assert anna.screen[CHOICES].labels[-1] == TO_A_PERSON
        assert anna.screen[ANSWER].labels == ["Помогло", "Не помогло"]


class TestTheFirstQuestion:
    async def test_goes_to_people_when_nobody_presses(self, desk: Desk, anna: Customer) -> None:
        await desk.passes(minutes=3)
        assert await desk.tickets() == []
        await desk.passes(minutes=2)

        assert (await desk.ticket()).question == HALF_KNOWN
        assert f"«{HALF_KNOWN}» (обращение № 1)" in anna.reads[-1]
        assert {*(await desk.ticket()).suggestions} == {2, 3}
        assert [post.labels for post in anna.screen[:2]] == [[], []]
        assert f"Клиент: «{FTP}»\nБот ответил: «{FTP_ANSWER}» (FAQ № 1)\n" in (await desk.card()).text

    @pytest.mark.parametrize("words", ["Спасибо", "уже разобрался", "спасибо, помогло!"])
    async def test_stays_when_the_second_one_ends_in_words(
        self, desk: Desk, anna: Customer, words: str
    ) -> None:
        await anna.writes(words)

        assert anna.reads[-1].startswith(f"По вопросу «{HALF_KNOWN}» нажмите")
        assert [bool(post.labels) for post in anna.screen[:2]] == [True, False]
        await desk.passes(minutes=5)
        assert (await desk.ticket()).question == HALF_KNOWN

    async def test_stays_when_the_second_answer_helped(self, desk: Desk, anna: Customer) -> None:
        await anna.presses("Помогло")

        assert anna.reads[-2].startswith("Рады, что помогло!")
        assert anna.reads[-1].startswith(f"По вопросу «{HALF_KNOWN}» нажмите")
        await desk.passes(minutes=5)
        assert (await desk.ticket()).question == HALF_KNOWN

    async def test_is_taken_back_by_whoever_needs_neither(self, desk: Desk, anna: Customer) -> None:
        await anna.presses("Помогло")
        await anna.writes("уже не нужно")
        await desk.passes(minutes=6)

        assert await desk.tickets() == []
        assert anna.screen[CHOICES].labels == []

    async def test_gets_the_answer_that_is_chosen(self, desk: Desk, anna: Customer) -> None:
        await anna.presses(MAILBOX)
        await desk.passes(minutes=6)

        assert anna.reads[-1] == f"Раздел «Почта»: {MAILBOX}"
        assert [post.labels for post in anna.screen[:2]] == [[], []]
        assert await desk.tickets() == []

    async def test_goes_to_people_by_its_button(self, desk: Desk, anna: Customer) -> None:
        await anna.presses(TO_A_PERSON)

        assert (await desk.ticket()).question == HALF_KNOWN

    async def test_stays_when_a_third_one_is_answered_too(self, desk: Desk, anna: Customer) -> None:
        await desk.knows("Как отменить заказ?", "Раздел «Заказы».")
        await anna.writes("Как отменить заказ?")
        await desk.passes(minutes=5)

        assert (await desk.ticket()).question == HALF_KNOWN

    async def test_goes_on_with_the_next_choices(self, desk: Desk, anna: Customer) -> None:
        await anna.writes(HALF_KNOWN_TOO)

        assert anna.screen[CHOICES].labels == []
        await desk.passes(minutes=6)
        assert (await desk.ticket()).question == f"{HALF_KNOWN}\n\n{HALF_KNOWN_TOO}"

    async def test_goes_to_people_as_it_was_corrected(
        self, desk: Desk, anna: Customer, first: MessageWritten
    ) -> None:
        await anna.edits(first, "Вопрос про почту в Outlook")
        await desk.passes(minutes=5)

        assert (await desk.ticket()).question == "Вопрос про почту в Outlook"


class TestTheSecondQuestion:
    async def test_takes_the_first_along_when_its_answer_does_not_help(
        self, desk: Desk, anna: Customer
    ) -> None:
        await anna.presses("Не помогло")
        await desk.passes(minutes=6)

        assert await desk.tickets() == [1]
        assert (await desk.ticket()).question == f"{HALF_KNOWN}\n\n{FTP}"
        assert f"«{FTP}» (обращение № 1)" in anna.reads[-1]
        assert [post.labels for post in anna.screen[:2]] == [[], []]

    async def test_leaves_the_first_to_go_with_one_that_the_faq_does_not_know(
        self, desk: Desk, anna: Customer
    ) -> None:
        await anna.writes(UNKNOWN)

        assert (await desk.ticket()).question == f"{HALF_KNOWN}\n\n{UNKNOWN}"


class TestTheSameMatterInOtherWords:
    async def test_is_answered_by_one_of_the_choices_and_leaves_nothing_open(
        self, desk: Desk, anna: Customer
    ) -> None:
        await anna.writes(MAILBOX)
        await anna.presses("Помогло")
        await desk.passes(minutes=6)

        assert anna.screen[CHOICES].labels == []
        assert anna.reads[-1].startswith("Рады, что помогло!")
        assert await desk.tickets() == []
