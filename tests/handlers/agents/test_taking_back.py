"""`/delete` by reply: the customer loses the reply, the staff keeps it as a note."""

import pytest

from storage.records.events import EventKind
from storage.records.message_refs import MessageRef
from storage.records.messages import Author
from tests.handlers.front import STAFF, Desk
from tests.handlers.people import Customer, Staff, photo

HOW = "Отправьте /delete ответом на своё сообщение клиенту: оно будет удалено у клиента."


pytestmark = pytest.mark.usefixtures("asked")


class TestAReply:
    async def test_goes_from_the_customers_chat(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        wrong = await boris.writes("Пароль соседа: ромашка", ticket=1)

        await boris.writes("/delete", ticket=1, reply_to=wrong.ref)

        assert not any("ромашка" in text for text in anna.reads)
        assert (await desk.topic_texts())[-1].startswith("Борис Орлов забирает ответ обратно")
        assert (await desk.events())[-1] is EventKind.TAKEN_BACK
        kept = await desk.message(wrong.ref)
        assert kept is not None
        assert kept.author is Author.NOTE

    async def test_in_pieces_goes_whole(self, anna: Customer, boris: Staff) -> None:
        before = len(anna.reads)
        wrong = await boris.writes("слово " * 1500, ticket=1)
        assert len(anna.reads) > before + 1

        await boris.writes("/delete", ticket=1, reply_to=wrong.ref)

        assert len(anna.reads) == before

    async def test_with_a_file_goes_too(self, anna: Customer, boris: Staff) -> None:
        before = len(anna.reads)
        wrong = await boris.writes(photo("не та схема"), ticket=1)

        await boris.writes("/delete", ticket=1, reply_to=wrong.ref)

        assert len(anna.reads) == before

    async def test_that_has_not_left_yet_does_not_leave(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        desk.delivering = False
        wrong = await boris.writes("ромашка", ticket=1)

        await boris.writes("/delete", ticket=1, reply_to=wrong.ref)
        desk.delivering = True
        await desk.delivers()

        assert not any("ромашка" in text for text in anna.reads)

    async def test_is_taken_back_once(self, desk: Desk, boris: Staff) -> None:
        wrong = await boris.writes("ромашка", ticket=1)
        await boris.writes("/delete", ticket=1, reply_to=wrong.ref)

        await boris.writes("/delete", ticket=1, reply_to=wrong.ref)

        assert (await desk.topic_texts())[-1] == "Это сообщение уже удалено у клиента."

    async def test_of_a_colleague_stays(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        theirs = await boris.writes("ромашка", ticket=1)

        await desk.agent("Вера Лис", address="telegram:8").writes("/delete", ticket=1, reply_to=theirs.ref)

        assert any("ромашка" in text for text in anna.reads)
        assert (await desk.topic_texts())[-1].startswith("Это сообщение отправил(а) Борис Орлов")

    async def test_of_a_namesake_stays(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        theirs = await boris.writes("ромашка", ticket=1)

        await desk.agent("Борис Орлов", address="telegram:8").writes("/delete", ticket=1, reply_to=theirs.ref)

        assert any("ромашка" in text for text in anna.reads)

    async def test_of_somebody_who_has_another_name_now_goes_all_the_same(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        wrong = await boris.writes("ромашка", ticket=1)

        await desk.agent("Боря Орлов").writes("/delete", ticket=1, reply_to=wrong.ref)

        assert not any("ромашка" in text for text in anna.reads)

    async def test_of_anybody_goes_by_a_managers_word(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        theirs = await boris.writes("ромашка", ticket=1)

        await desk.manager().writes("/delete", ticket=1, reply_to=theirs.ref)

        assert not any("ромашка" in text for text in anna.reads)

    async def test_of_more_than_two_days_ago_says_what_to_do(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        wrong = await boris.writes("ромашка", ticket=1)
        await desk.passes(hours=49)

        await boris.writes("/delete", ticket=1, reply_to=wrong.ref)

        assert (await desk.topic_texts())[-1].startswith("Сообщению больше двух суток")
        assert any("ромашка" in text for text in anna.reads)

    async def test_of_more_than_two_days_ago_keeps_what_an_edit_has_added(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        wrong = await boris.writes("ромашка", ticket=1)
        await desk.passes(hours=49)
        desk.delivering = False
        await boris.edits(wrong, "слово " * 1500 + "василёк")

        await boris.writes("/delete", ticket=1, reply_to=wrong.ref)
        desk.delivering = True
        await desk.delivers()

        assert (await desk.topic_texts())[-1].startswith("Сообщению больше двух суток")
        assert any("василёк" in text for text in anna.reads)

    async def test_that_the_messenger_keeps_is_told(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        wrong = await boris.writes("ромашка", ticket=1)
        desk.delivering = False
        await boris.writes("/delete", ticket=1, reply_to=wrong.ref)

        await desk.refuses(anna.person.address, "message can't be deleted")

        assert any("не удалось удалить у клиента" in text for text in await desk.topic_texts())


class TestWhatIsNoReply:
    async def test_gets_one_clear_line(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/delete", ticket=1)

        assert (await desk.topic_texts())[-1] == HOW

    async def test_a_customers_own_words_stay(self, desk: Desk, anna: Customer, boris: Staff) -> None:
        said = await anna.writes("и почта тоже")
        await boris.writes("/delete", ticket=1, reply_to=said.ref)

        assert (await desk.topic_texts())[-1] == HOW
        assert await desk.message(said.ref) is not None

    async def test_a_note_stays(self, desk: Desk, boris: Staff) -> None:
        note = await boris.writes("// проверить логи", ticket=1)

        await boris.writes("/delete", ticket=1, reply_to=note.ref)

        assert (await desk.topic_texts())[-1] == HOW

    async def test_another_tickets_reply_is_out_of_reach(
        self, desk: Desk, anna: Customer, boris: Staff
    ) -> None:
        await desk.customer("Виктор", address="telegram:43").writes("Почта не уходит")
        foreign = await boris.writes("Проверяем", ticket=1)

        await boris.writes("/delete", ticket=2, reply_to=foreign.ref)

        assert (await desk.topic_texts(2))[-1] == HOW
        assert any("Проверяем" in text for text in anna.reads)

    async def test_a_message_that_nobody_knows(self, desk: Desk, boris: Staff) -> None:
        await boris.writes("/delete", ticket=1, reply_to=MessageRef(STAFF, "77777"))

        assert (await desk.topic_texts())[-1] == HOW
