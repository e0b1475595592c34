"""Forbidden words in an agent's reply: hinted, held back, or let go."""

from collections.abc import Callable

import pytest

from handlers.desk.buttons import Press, Verb
from storage.records.content import Content, FormattedText, Span, SpanKind
from storage.records.events import EventKind
from tests.handlers.front import STAFF, Desk
from tests.handlers.people import Customer, Staff, photo

EDIT = "Исправить у клиента"
BETTER = "Отправить с заменой"
AS_IS = "Отправить как есть"
KEEP = "Не отправлять"

pytestmark = pytest.mark.usefixtures("asked")


@pytest.fixture
async def holding(desk: Desk) -> None:
    await desk.manager().writes("/words mode hold")
    await desk.front.refresh()


class TestAReplyWithAForbiddenWord:
    async def test_leaves_and_its_author_gets_a_hint(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        await boris.writes("Разберёмся с вашей проблемой.", ticket=1)

        assert anna.reads[-1] == "Борис Орлов\nРазберёмся с вашей проблемой."
        hint = (await desk.topic())[-1]
        assert "«проблемой» → «ситуация / инцидент»" in hint.text
        assert "клиент прочитает:\nРазберёмся с вашей ситуацией." in hint.text
        assert hint.labels == [EDIT]

    async def test_is_corrected_for_the_customer_by_one_press(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await boris.writes("Разберёмся с вашей проблемой.", ticket=1)
        hint = (await desk.topic())[-1]

        assert await boris.presses(EDIT, ticket=1) == ""

        assert anna.reads[-1] == "Борис Орлов\nРазберёмся с вашей ситуацией."
        settled = (await desk.topic())[-1]
        assert settled.id == hint.id
        assert settled.text.endswith("Теперь клиент читает:\nРазберёмся с вашей ситуацией.")
        assert settled.labels == []
        assert [message.content.text.text for message in await desk.said()][-1].endswith("вашей ситуацией.")
        count = len(anna.reads)
        assert await boris.presses_data(hint.data(EDIT), hint, ticket=1) == "Эта кнопка больше не действует."
        assert len(anna.reads) == count

    async def test_keeps_its_formatting(self, anna: Customer, boris: Staff) -> None:
        bold = FormattedText("Эта проблема знакома", (Span(SpanKind.BOLD, 4, 8),))
        await boris.writes(Content(bold), ticket=1)
        await boris.presses(EDIT, ticket=1)

        assert anna.screen[-1].content.text.text.endswith("Эта ситуация знакома")
        assert Span(SpanKind.BOLD, 16, 8) in anna.screen[-1].content.text.spans

    async def test_may_be_a_caption(self, anna: Customer, boris: Staff) -> None:
        await boris.writes(photo("Вот проблема"), ticket=1)
        await boris.presses(EDIT, ticket=1)

        assert anna.reads[-1] == "Борис Орлов\nВот ситуация"

    async def test_that_is_edited_by_hand_needs_no_hint_any_more(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        written = await boris.writes("Это проблема", ticket=1)
        hint = (await desk.topic())[-1]
        await boris.edits(written, "Это ситуация")

        assert anna.reads[-1] == "Борис Орлов\nЭто ситуация"
        settled = (await desk.topic())[-1]
        assert settled.text == "Сообщение изменено, эта подсказка больше не действует."
        assert settled.labels == []
        assert await boris.presses_data(hint.data(EDIT), hint, ticket=1) == "Эта кнопка больше не действует."

    async def test_that_was_taken_back_is_corrected_no_more(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        written = await boris.writes("Это проблема", ticket=1)
        hint = (await desk.topic())[-1]
        await boris.writes("/delete", ticket=1, reply_to=written.ref)

        assert await boris.presses_data(hint.data(EDIT), hint, ticket=1) == "Эта кнопка больше не действует."
        assert not any("ситуация" in text for text in [*anna.reads, (await desk.topic_texts())[-1]])

    async def test_in_english_gets_its_hint_in_the_desks_language(
        self, ruled: Callable[..., Desk], boris: Staff
    ) -> None:
        desk = ruled(language="en")
        john = desk.customer("John", address="telegram:43", language="en")
        await john.writes("My site is down")
        await boris.writes("It is a problem on our side, I don't know yet", ticket=2)

        hint = (await desk.topic(2))[-1].text
        assert "“problem” → “situation”" in hint
        assert hint.endswith("your own message there stays as it is.")
        await boris.presses("Correct it for the customer", ticket=2)
        assert john.reads[-1] == "Борис Орлов\nIt is a situation on our side, I will find out"

    async def test_that_is_edited_for_the_worse_gets_its_hint_then(self, desk: Desk, boris: Staff) -> None:
        written = await boris.writes("Смотрим", ticket=1)
        await boris.edits(written, "Смотрим, это проблема")

        assert (await desk.topic())[-1].labels == [EDIT]

    @pytest.mark.parametrize(
        "said",
        ["// проблема клиента", "/note проблема клиента", "Вы писали «проблема»: уточните", "Уже смотрим"],
        ids=["note", "note command", "quotation", "clean"],
    )
    async def test_is_not_what_stays_inside_or_is_not_the_agents(
        self, desk: Desk, boris: Staff, said: str
    ) -> None:
        await boris.writes(said, ticket=1)

        assert [post.labels for post in (await desk.topic())[1:] if post.labels] == []

    async def test_follows_the_managers_list(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        await desk.manager().writes("/words add косяк = промах")
        await desk.front.refresh()
        await boris.writes("Наш косяк", ticket=1)
        await boris.presses(EDIT, ticket=1)

        assert anna.reads[-1] == "Борис Орлов\nНаш промах"

    async def test_is_nobodys_business_when_the_check_is_off(self, desk: Desk, boris: Staff) -> None:
        await desk.manager().writes("/words mode off")
        await desk.front.refresh()
        await boris.writes("Это проблема", ticket=1)

        assert EDIT not in (await desk.topic())[-1].labels


@pytest.mark.usefixtures("holding")
class TestAReplyThatIsHeld:
    async def test_reaches_nobody_and_answers_nothing(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        count = len(anna.reads)
        await boris.writes("Это проблема", ticket=1)

        assert len(anna.reads) == count
        assert (await desk.topic())[-1].labels == [BETTER, AS_IS, KEEP]
        assert EventKind.FIRST_RESPONSE not in await desk.events()
        assert (await desk.ticket()).assignee is None

    @pytest.mark.parametrize(
        ("label", "reads"), [(BETTER, "Это ситуация"), (AS_IS, "Это проблема")], ids=["better", "as is"]
    )
    async def test_leaves_once_as_was_decided(
        self, desk: Desk, anna: Customer, boris: Staff, label: str, reads: str
    ) -> None:
        await boris.writes("Это проблема", ticket=1)
        hint = (await desk.topic())[-1]
        colleague = desk.agent("Вера Ким", address="telegram:8")

        assert await colleague.presses(label, ticket=1) == ""

        assert anna.reads[-1] == f"Борис Орлов\n{reads}"
        assert (await desk.ticket()).assignee == "telegram:7"
        assert EventKind.FIRST_RESPONSE in await desk.events()
        count = len(anna.reads)
        for stale in (BETTER, AS_IS):
            notice = await boris.presses_data(hint.data(stale), hint, ticket=1)
            assert notice == "Эта кнопка больше не действует."
        assert len(anna.reads) == count

    async def test_leaves_at_once_when_its_author_finds_better_words(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        written = await boris.writes("Это проблема", ticket=1)
        await boris.edits(written, "Это большая проблема")
        assert "проблема" not in anna.reads[-1]
        assert (await desk.topic())[-1].labels == [BETTER, AS_IS, KEEP]

        await boris.edits(written, "Это недоразумение")

        assert anna.reads[-1] == "Борис Орлов\nЭто недоразумение"
        assert [post.text for post in (await desk.topic())[-2:]] == [
            "Сообщение изменено, эта подсказка больше не действует.",
            "Сообщение исправлено и отправлено клиенту.",
        ]

    @pytest.mark.parametrize("note", ["// это для нас", "/note это для нас"])
    async def test_stays_inside_when_its_author_makes_a_note_of_it(
        self, anna: Customer, boris: Staff, note: str
    ) -> None:
        written = await boris.writes("Это проблема", ticket=1)
        heard = anna.reads

        await boris.edits(written, note)

        assert anna.reads == heard

    async def test_may_stay_inside_for_good(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        count = len(anna.reads)
        await boris.writes("Это проблема", ticket=1)

        assert await boris.presses(KEEP, ticket=1) == ""

        assert len(anna.reads) == count
        settled = (await desk.topic())[-1]
        assert settled.text == (
            "Борис Орлов решает не отправлять ответ, здесь он остаётся заметкой:\nЭто проблема"
        )
        assert settled.labels == []

    @pytest.mark.parametrize("order", ["/close", "/escalate 2 Нужен доступ"])
    async def test_is_decided_about_before_the_ticket_goes(
        self, ruled: Callable[..., Desk], anna: Customer, boris: Staff, order: str
    ) -> None:
        """It would be lost out of sight: nothing is closed, nothing moves, nothing is dropped."""
        desk = ruled(staff_chats={1: STAFF, 2: "telegram:-1002"})
        await desk.front.refresh()
        await boris.writes("Это проблема", ticket=1)
        count = len(anna.reads)

        await boris.writes(order, ticket=1)

        assert (await desk.topic_texts())[-1].startswith("Один ответ ещё не ушёл клиенту")
        ticket = await desk.ticket()
        assert (ticket.is_open, ticket.line, len(anna.reads)) == (True, 1, count)
        await boris.presses(AS_IS, ticket=1)
        assert anna.reads[-1] == "Борис Орлов\nЭто проблема"
        await boris.writes(order, ticket=1)
        assert await desk.ticket() != ticket

    async def test_is_decided_about_before_the_button_closes_it_either(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await boris.writes("/take", ticket=1)
        await boris.writes("Это проблема", ticket=1)

        assert (await boris.presses("Закрыть", ticket=1)).startswith("Один ответ ещё не ушёл клиенту")

        assert (await desk.ticket()).is_open
        assert "закрыто" not in anna.reads[-1]

    async def test_may_be_an_album(self, anna: Customer, boris: Staff) -> None:
        await boris.sends_album(photo("Вот проблема", "a"), photo("", "b"), ticket=1)
        await boris.presses(BETTER, ticket=1)

        assert anna.reads[-2:] == ["Борис Орлов\nВот ситуация", ""]

    async def test_does_not_hold_back_a_clean_one(self, anna: Customer, boris: Staff) -> None:
        await boris.writes("Уже смотрим", ticket=1)

        assert anna.reads[-1] == "Борис Орлов\nУже смотрим"


class TestAForgedPress:
    async def test_changes_nothing(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        """A hint offers no *as is*: the reply has left already."""
        await boris.writes("Это проблема", ticket=1)
        hint = (await desk.topic())[-1]
        for data in (Press(Verb.AS_IS, "1").encode(), Press(Verb.REWORD, "99").encode()):
            assert await boris.presses_data(data, hint, ticket=1) == "Эта кнопка больше не действует."

        assert anna.reads[-1] == "Борис Орлов\nЭто проблема"
