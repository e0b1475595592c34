"""After the case, and what agents have at hand: a mark, a reply taken back, tickets that are found."""

from tests.journeys.desk import Desk
from tests.journeys.speech import Words
from tests.journeys.staff import Staff, opened_ticket

QUESTION = Words("Сайт открывается через раз", "The site opens every other time")
WRONG = Words("Пароль соседа: ромашка", "The neighbour's password is camomile")


class TestAMark:
    async def test_is_asked_for_once_shown_to_managers_and_leaves_a_way_back(
        self, desk: Desk, staff: Staff
    ) -> None:
        say = desk.speech
        anna, ticket = await opened_ticket(desk, staff, QUESTION)
        await staff.sergey.closes(ticket)
        asked = await anna.shows(regex=say.phrase("rating-ask", number=1))
        assert asked.buttons == ["1", "2", "3", "4", "5"]

        await anna.presses("2")
        heard = await anna.shows(regex=say.phrase("rating-thanks-low"))
        await ticket.shows(say.phrase("topic-rated", rating="2"))
        if desk.has_general:
            await staff.all_read(say.phrase("general-low-rating", number=1, rating="2", link=""))
        come_back = say.button("button-come-back")
        assert heard.buttons == [come_back]

        await anna.presses(come_back)
        await anna.shows(regex=say.phrase("came-back", number=1))
        await ticket.shows(say.phrase("topic-came-back"))

    async def test_that_is_high_reopens_nothing_nor_do_words_about_it(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        anna, ticket = await opened_ticket(desk, staff, QUESTION)
        await staff.sergey.closes(ticket)
        await anna.shows(regex=say.phrase("rating-ask"))

        await anna.presses("5")
        await anna.shows(regex=say.phrase("rating-thanks"))
        word = say(Words("Очень быстро!", "That was quick!"))
        await anna.writes(word)

        await ticket.shows(word)
        await anna.shows(regex=say.phrase("rating-comment-heard"))
        await ticket.card_shows(say.button("state-resolved"))


class TestAWrongReply:
    async def test_is_taken_back(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        anna, ticket = await opened_ticket(desk, staff, QUESTION)
        await staff.sergey.replies(ticket, say(WRONG))
        await anna.shows(say(WRONG))

        await staff.sergey.takes_back(ticket, say(WRONG))
        await ticket.shows(say.phrase("topic-taken-back", agent=staff.sergey.name))
        await desk.settles()

        assert not any(say(WRONG) in text for text in await anna.texts())


class TestEarlierTickets:
    async def test_are_found_and_named_on_the_next_ones_card(self, desk: Desk, staff: Staff) -> None:
        say = desk.speech
        anna, ticket = await opened_ticket(desk, staff, QUESTION)
        await staff.sergey.closes(ticket)
        await anna.shows(regex=say.phrase("customer-resolved", days=3))

        found = await staff.sergey.finds(say(Words("ОТКРЫВАЕТСЯ", "OPENS")))
        assert f"{say.number(1)} · {say.button('state-resolved')}" in found

        await desk.passes(desk.REOPENING_IS_OVER)
        await anna.writes(say(Words("Теперь нужна помощь с почтой", "Now I need help with my mail")))
        await (await staff.ticket(2)).card_shows(say.number(1))
