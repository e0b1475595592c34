"""What customers meet before anybody of the staff: a promise, a way to a person, no ticket for a hello."""

import re
from datetime import timedelta

import pytest

from tests.journeys.desk import ANNA, Desk
from tests.journeys.people import Customer, Seen
from tests.journeys.speech import ANYTHING, Words
from tests.journeys.staff import Staff, opened_ticket

QUESTION = Words("Сайт открывается через раз, а вчера работал", "The site opens every other time since today")
HELLO = Words("Добрый день", "Good morning")
FTP = Words("Как получить доступ к FTP?", "How do I get FTP access?")
FTP_ANSWER = Words("Личный кабинет → «Доступы».", "Your account → Access.")
MAILBOX = Words("почтовый ящик", "mailbox")
MAILBOXES = (
    Words("Как создать почтовый ящик?", "How do I create a mailbox?"),
    Words("Как удалить почтовый ящик?", "How do I delete a mailbox?"),
)


class TestAQuestionNobodyForesaw:
    async def test_is_acknowledged_by_name_in_own_words_with_a_deadline_and_a_number(
        self, desk: Desk, staff: Staff
    ) -> None:
        say = desk.speech
        anna = await desk.customer()
        await anna.writes(f"{say(HELLO)}! {say(QUESTION)}")

        acknowledged = (await anna.shows(say.number(1))).text

        assert say.button("greeting", name=say(ANNA)) in acknowledged
        assert say.button("acknowledgement-question", quote=say(QUESTION), number=1) in acknowledged
        in_eight_working_hours = say.phrase("deadline-today", time=f"17:3{ANYTHING}")
        assert re.search(in_eight_working_hours, acknowledged)
        await (await staff.ticket()).card_shows(in_eight_working_hours)

    async def test_out_of_hours_and_on_a_holiday_says_when_people_are_back(
        self, desk: Desk, staff: Staff
    ) -> None:
        say = desk.speech
        await staff.maria.sets_hours("off 2026-11-25")
        await desk.passes(timedelta(hours=10))
        anna = await desk.customer()
        await anna.writes(say(QUESTION))

        acknowledged = (await anna.shows(say.number(1))).text

        back = Words("вернутся в четверг, 26 ноября, в 09:00", "back on Thursday, November 26, at 09:00")
        assert say(back) in acknowledged
        assert say(Words("26 ноября, до 17:00", "November 26, by 17:00")) in acknowledged


class TestAMereHello:
    async def test_is_asked_what_happened_and_is_no_part_of_the_question(
        self, desk: Desk, staff: Staff
    ) -> None:
        say = desk.speech
        anna = await desk.customer()
        await anna.writes(say(HELLO))
        asked = await anna.shows(regex=say.phrase("ask-greeted"))
        assert say(ANNA) in asked.text
        await desk.settles()
        assert await staff.tickets() == 0

        await anna.writes(say(QUESTION))

        await anna.shows(regex=say.phrase("acknowledgement-question", quote=say(QUESTION)))


class TestAThankYou:
    async def test_after_closing_reopens_nothing(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        anna, ticket = await opened_ticket(desk, staff, QUESTION)
        await staff.sergey.closes(ticket)
        await anna.shows(regex=say.phrase("rating-ask"))

        await anna.writes(say(Words("Спасибо большое!", "Thank you very much!")))
        await anna.shows(regex=say.phrase("thanks-received"))
        await desk.settles()

        await ticket.card_shows(say.button("state-resolved"))


class TestAPersonIsWanted:
    @pytest.mark.parametrize(
        "words", [Words("Позовите человека!", "A human, please!"), "/human"], ids=["in words", "by command"]
    )
    async def test_after_an_answer_the_question_goes_along(
        self, desk: Desk, staff: Staff, words: Words | str
    ) -> None:
        say = desk.speech
        await desk.knows(say(FTP), say(FTP_ANSWER))
        await desk.catches_up()
        anna = await desk.customer()
        await anna.writes(say(FTP))
        await anna.shows(say(FTP_ANSWER))

        await anna.writes(say(words))

        await anna.shows(regex=say.phrase("acknowledgement-question", number=1))
        await (await staff.ticket()).card_shows(re.escape(say(FTP)))


async def offered_choices(desk: Desk) -> tuple[Customer, Seen]:
    """Anna asked what two entries may mean; their answers are numbered from 0."""
    say = desk.speech
    for number, entry in enumerate(MAILBOXES):
        await desk.knows(say(entry), f"{number}. {say(FTP_ANSWER)}")
    await desk.catches_up()
    anna = await desk.customer()
    await anna.writes(say(MAILBOX))
    return anna, await anna.shows(regex=say.phrase("offer", name=say(ANNA)))


class TestChoicesThatNobodyPressed:
    async def test_escalate_by_themselves(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        anna, choices = await offered_choices(desk)
        assert choices.buttons[-1] == say.button("button-person")

        await desk.passes(timedelta(minutes=4))
        await desk.settles()
        assert await staff.tickets() == 0
        await desk.passes(timedelta(minutes=2))

        await anna.shows(regex=say.phrase("acknowledgement-question", quote=say(MAILBOX)))
        await (await staff.ticket()).card_shows(say(MAILBOX))
        assert (await anna.changes(choices)).buttons == []


class TestTheWrongChoice:
    async def test_is_mended_by_a_press_and_the_question_settled_in_words(
        self, desk: Desk, staff: Staff
    ) -> None:
        say = desk.speech
        anna, choices = await offered_choices(desk)
        create, remove = map(say, MAILBOXES)

        await anna.presses(create)
        wrong = await anna.shows("0. ")
        assert wrong.buttons == [say.button("button-helped"), say.button("button-not-helped"), remove]
        await anna.presses(remove)
        right = await anna.shows("1. ")
        assert (await anna.changes(choices)).buttons == (await anna.changes(wrong)).buttons == []
        await anna.writes(say(Words("Уже разобралась, спасибо", "I figured it out, thanks")))

        await anna.shows(regex=say.phrase("thanks-received"))
        assert (await anna.changes(right)).buttons == []
        await desk.settles()
        assert await staff.tickets() == 0


class TestAnotherQuestionWhileChoicesStand:
    async def test_is_answered_and_loses_nothing(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        await desk.knows(say(FTP), say(FTP_ANSWER))
        anna, choices = await offered_choices(desk)

        await anna.writes(say(FTP))
        answer = await anna.shows(has_button=say.button("button-helped"))
        assert say(FTP_ANSWER) in answer.text
        await anna.presses(say.button("button-helped"))
        await anna.shows(regex=say.phrase("choices-left", quote=say(MAILBOX)))
        assert (await anna.changes(answer)).buttons == []
        await desk.passes(timedelta(minutes=6))

        await anna.shows(regex=say.phrase("acknowledgement-question", quote=say(MAILBOX)))
        await (await staff.ticket()).card_shows(say(MAILBOX))
        assert (await anna.changes(choices)).buttons == []


class TestThanksForChoices:
    async def test_leave_them_standing_and_stop_no_timer(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        anna, _ = await offered_choices(desk)

        await anna.writes(say(Words("Спасибо!", "Thanks!")))
        await anna.shows(regex=say.phrase("choices-still-stand"))
        await desk.settles()
        assert await staff.tickets() == 0
        await desk.passes(timedelta(minutes=6))

        await anna.shows(regex=say.phrase("acknowledgement-question", quote=say(MAILBOX)))
