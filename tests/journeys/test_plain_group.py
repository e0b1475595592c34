"""A staff chat without topics: the same work, by replies to cards."""

from datetime import timedelta

import pytest

from tests.journeys.desk import Desk
from tests.journeys.people import Customer, Place, Seen

pytestmark = pytest.mark.only_with("plain group")

QUESTION = "Сайт открывается через раз, а вчера работал"


class Group(Place):
    """A plain group in which Sergey and Maria work."""

    def __init__(self, desk: Desk, chat: int) -> None:
        super().__init__(desk.tg, chat)
        self.desk = desk

    async def replies(self, to: Seen | int, text: str = "", **more: object) -> int:
        """Sergey replies to a message that the bot knows to be its own by now; returns the id of his."""
        await self.desk.settles()
        replied = to.id if isinstance(to, Seen) else to
        sent = await self.desk.sergey.actor.send(text, chat_id=self.chat, reply_to=replied, **more)
        return sent["message_id"]

    async def presses(self, button: str) -> None:
        await self.desk.sergey.actor.press(button, chat_id=self.chat)

    async def attempts_at_topics(self) -> int:
        return (await self.tg.counters()).get("method.createForumTopic", 0)


@pytest.fixture(params=["supergroup"])
async def group(desk: Desk, request: pytest.FixtureRequest) -> Group:
    owner = await desk.tg.user(first_name="Владелец")
    staff = [desk.sergey.actor.id, desk.maria.actor.id]
    chat = await desk.tg.chat(type=request.param, title="Поддержка", owner=owner.id, admins=staff)
    desk.group = chat["id"]
    desk.settings["STAFF_CHAT_ID"] = str(desk.group)
    await desk.opens()
    return Group(desk, desk.group)


async def asks(desk: Desk, group: Group, question: str = QUESTION) -> tuple[Customer, Seen]:
    """A customer with a new ticket, and its card."""
    customer = await desk.customer()
    await customer.writes(question)
    await customer.shows("№")
    return customer, await group.shows(question)


class TestANewTicket:
    async def test_puts_its_card_into_the_group(self, desk: Desk, group: Group) -> None:
        _, card = await asks(desk, group)

        assert "№ 1" in card.text
        assert len(card.buttons) == 2

    async def test_asks_for_a_topic_once_for_all(self, desk: Desk, group: Group) -> None:
        await asks(desk, group)
        await asks(desk, group, "Почта не приходит с утра")

        assert await group.attempts_at_topics() == 1

    async def test_gathers_what_follows_under_its_card(self, desk: Desk, group: Group) -> None:
        anna, first = await asks(desk, group)
        _, second = await asks(desk, group, "Почта не приходит с утра")

        await anna.writes("И почта тоже")
        await anna.sends(photo={"name": "error.png"}, caption="вот так это выглядит")

        assert (await group.shows("И почта тоже")).reply_to == first.id != second.id
        assert (await group.shows("вот так это выглядит")).reply_to == first.id


class TestAnAgentsReply:
    async def test_to_the_card_goes_to_the_customer_signed(self, desk: Desk, group: Group) -> None:
        anna, card = await asks(desk, group)

        await group.replies(card, "Уже чиним.")

        assert (await anna.shows("Уже чиним.")).text.startswith("Сергей Петров")
        assert "Сергей Петров" in (await group.changes(card, "Сергей")).text

    async def test_to_a_customers_words_is_a_reply_there(self, desk: Desk, group: Group) -> None:
        anna, _ = await asks(desk, group)
        theirs = await anna.writes("И почта тоже")

        await group.replies(await group.shows("И почта тоже"), "Её тоже чиним.")

        assert (await anna.shows("Её тоже чиним.")).reply_to == theirs

    async def test_to_a_colleagues_answer_or_the_bots_own_words_finds_the_ticket(
        self, desk: Desk, group: Group
    ) -> None:
        anna, card = await asks(desk, group)
        answer = await group.replies(card, "Уже чиним.")
        await anna.shows("Уже чиним.")
        await group.replies(answer, "Ещё час.")
        await anna.shows("Ещё час.")
        await group.replies(card, "/status")

        await group.replies(await group.shows("Отвечает: Сергей Петров"), "Готово.")

        await anna.shows("Готово.")

    async def test_reaches_the_right_one_of_two_customers(self, desk: Desk, group: Group) -> None:
        anna, first = await asks(desk, group)
        boris, second = await asks(desk, group, "Почта не приходит с утра")

        await group.replies(first, "Сайт чиним.")
        await group.replies(second, "Почту чиним.")

        await anna.shows("Сайт чиним.")
        await boris.shows("Почту чиним.")
        assert "Почту чиним." not in "".join(await anna.texts())

    async def test_that_is_edited_changes_at_the_customer(self, desk: Desk, group: Group) -> None:
        anna, card = await asks(desk, group)
        answer = await group.replies(card, "Уже чиним.")
        seen = await anna.shows("Уже чиним.")

        await desk.sergey.actor.edit(answer, "Починили.", chat_id=group.chat)

        await anna.changes(seen, "Починили.")


class TestAManagerInTheMiddleOfADialogue:
    async def test_answers_customers_by_replies_all_the_same(self, desk: Desk, group: Group) -> None:
        anna, card = await asks(desk, group)
        maria = desk.maria.actor
        await maria.send("/faq add", chat_id=group.chat)
        await group.shows("/cancel")

        await maria.send("Уже чиним.", chat_id=group.chat, reply_to=card.id)
        await maria.send("Как сменить тариф?", chat_id=group.chat)

        assert (await anna.shows("Уже чиним.")).text.startswith("Мария Орлова")
        await group.shows("/skip")


class TestDeadLetters:
    async def test_are_listed_without_words_and_sent_again(self, desk: Desk, group: Group) -> None:
        anna, card = await asks(desk, group)
        await desk.tg.fault("lost", "sendMessage", chat_id=anna.chat, count=1)
        await group.replies(card, "Ваш договор: на столе")
        await anna.shows("на столе")
        await group.shows("Не подтверждено")

        await desk.maria.actor.send("/outbox", chat_id=group.chat)
        listed = (await group.shows("клиенту, обращение № 1")).text
        number = listed.splitlines()[1].partition(" ")[0]
        await desk.maria.actor.send(f"/outbox retry {number}", chat_id=group.chat)

        assert "на столе" not in listed
        await group.shows("отправляется ещё раз")
        await anna.shows("на столе")


class TestWhatStaysInside:
    async def test_words_that_reply_to_nothing(self, desk: Desk, group: Group) -> None:
        anna, card = await asks(desk, group)
        before = await anna.texts()

        await desk.sergey.actor.send("Коллеги, обед?", chat_id=group.chat)
        lunch = await desk.maria.actor.send("Пойдём", chat_id=group.chat)
        await group.replies(lunch["message_id"], "В двенадцать")
        await group.replies(card, "// клиент важный")
        await group.replies(card, "/note и вежливый")
        await desk.settles()

        assert await anna.texts() == before


class TestWorkOnATicket:
    async def test_by_buttons(self, desk: Desk, group: Group) -> None:
        anna, card = await asks(desk, group)

        await group.presses("Взять")
        await anna.shows("Сергей Петров")
        taken = await group.changes(card, "в работе")
        await group.presses("Закрыть")

        await anna.shows("закрыто")
        assert "решено" in (await group.changes(taken, "решено")).text

    async def test_by_commands_in_a_reply(self, desk: Desk, group: Group) -> None:
        anna, card = await asks(desk, group)

        await group.replies(card, "/close")

        await anna.shows("закрыто")
        await group.changes(card, "решено")

    async def test_says_how_when_a_command_replies_to_nothing(self, desk: Desk, group: Group) -> None:
        await asks(desk, group)

        await desk.sergey.actor.send("/close", chat_id=group.chat)

        assert "карточку" in (await group.shows("/help")).text


class TestWhatEverybodyHasRead:
    """Under the card all read it; General is the same group."""

    async def test_of_a_broken_promise_is_not_told_again(self, desk: Desk, group: Group) -> None:
        await asks(desk, group)

        await desk.passes(timedelta(minutes=65))

        await group.shows("срок первого ответа вышел")
        await desk.settles()
        assert [text for text in await group.texts() if "Отвечает: никто" in text] == []

    async def test_of_a_low_rating_is_not_told_again(self, desk: Desk, group: Group) -> None:
        anna, card = await asks(desk, group)
        await group.replies(card, "/close")
        await anna.shows("Оцените")

        await anna.presses("1")

        await group.shows("Оценка клиента: 1 из 5.")
        await desk.settles()
        assert [text for text in await group.texts() if "оценка 1 из 5" in text] == []


class TestTheGroupBecomesAForum:
    async def test_and_an_open_ticket_gets_a_topic_with_its_next_post(self, desk: Desk, group: Group) -> None:
        anna, _ = await asks(desk, group)
        await anna.writes("И почта тоже")
        await group.replies(await group.shows("И почта тоже"), "Её тоже чиним.")
        await anna.shows("Её тоже чиним.")

        await desk.tg.chat_flags(chat_id=group.chat, is_forum=True)
        desk.has_topics = True
        await desk.sergey.actor.send("Теперь у нас темы!", chat_id=group.chat)
        await desk.settles()
        await anna.writes("Ну как?")

        topic = await desk.topic(1)
        await topic.shows("Ну как?")
        texts = await topic.texts()
        assert QUESTION in texts[0], "the card"
        assert "И почта тоже" in texts[1], "the history"
        await desk.sergey.writes(topic, "Готово.")
        await anna.shows("Готово.")

    async def test_and_a_new_ticket_gets_one_at_once(self, desk: Desk, group: Group) -> None:
        await asks(desk, group)
        await desk.tg.chat_flags(chat_id=group.chat, is_forum=True)
        desk.has_topics = True
        await desk.sergey.actor.send("Теперь у нас темы!", chat_id=group.chat)
        await desk.settles()

        boris = await desk.customer("Борис")
        await boris.writes("Почта не приходит с утра")

        await (await desk.topic(2)).shows("Почта не приходит")

    @pytest.mark.parametrize("group", ["group"], indirect=True)
    @pytest.mark.parametrize("becomes", ["forum", "plain supergroup"])
    async def test_under_another_address_keeps_its_tickets(
        self, desk: Desk, group: Group, becomes: str
    ) -> None:
        desk.has_topics = is_forum = becomes == "forum"
        anna, _ = await asks(desk, group)
        await anna.writes("И почта тоже")
        await group.shows("И почта тоже")
        desk.group = (await desk.tg.migrate(chat_id=group.chat, is_forum=is_forum))["id"]
        await desk.settles()

        await anna.writes("Ну как?")

        place: Place = await desk.topic(1) if is_forum else Place(desk.tg, desk.group)
        card = await place.shows(QUESTION)
        assert len(card.buttons) == 2
        await place.shows("И почта тоже")
        question = await place.shows("Ну как?")
        assert is_forum or question.reply_to == card.id
        await desk.sergey.actor.send("Готово.", chat_id=desk.group, reply_to=question.id)
        await anna.shows("Готово.")
