"""Updates that met a bug on every try: what was said in them is not lost to people."""

from handlers.channel import ChatKind, MessageWritten, Person, Scene
from storage.records.content import Content, FormattedText
from storage.records.message_refs import MessageRef
from tests.handlers.front import STAFF, Desk


def message(text: str, **more: object) -> dict:
    return {"update_id": 7, "message": {"text": text, **more}}


async def cannot_handle_the_first_word(desk: Desk, of: Person) -> None:
    """What they wrote can be read, and is met by a bug."""
    written = MessageWritten(
        sender=of,
        scene=Scene(of.address, ChatKind.PRIVATE),
        ref=MessageRef(of.address, "1"),
        content=Content(FormattedText("Сайт не открывается")),
        at=desk.clock(),
    )
    await desk.cannot_handle(of.address, message("Сайт не открывается"), said=[written])


class TestACustomersUpdate:
    async def test_goes_to_the_topic_of_their_case(self, desk: Desk) -> None:
        await desk.customer().writes("Сайт не открывается")

        await desk.cannot_handle("telegram:42", message("и почта тоже"))

        assert await desk.topic_texts() == [
            "Сообщение клиента не удалось разобрать полностью. Его слова: и почта тоже"
        ]

    async def test_opens_a_case_when_there_is_none(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("/start")

        await desk.cannot_handle("telegram:42", message("Сайт не открывается"))

        assert (await desk.ticket()).question == "Сайт не открывается"
        assert "«Сайт не открывается»" in anna.reads[-1]

    async def test_that_was_their_first_word_opens_a_case_all_the_same(self, desk: Desk) -> None:
        oleg = Person("telegram:43", "Олег", language="ru")

        await cannot_handle_the_first_word(desk, oleg)

        assert (await desk.ticket()).question == "Сайт не открывается"

    async def test_that_was_their_first_word_is_acknowledged_in_its_language(self, desk: Desk) -> None:
        ann = desk.customer("Ann", language="en")

        await cannot_handle_the_first_word(desk, ann.person)

        assert ann.reads[-1].startswith("Ann, здравствуйте!")

    async def test_takes_along_what_was_asked_before(self, desk: Desk) -> None:
        for question in ("Как создать почтовый ящик?", "Как сменить пароль от почты?"):
            await desk.knows(question, "Так.", "Вопрос про почту")
        await desk.customer().writes("Вопрос про почту")

        await desk.cannot_handle("telegram:42", message("она не открывается"))

        assert (await desk.ticket()).question == "Вопрос про почту\nона не открывается"

    async def test_has_its_secrets_covered(self, desk: Desk) -> None:
        await desk.customer().writes("Сайт не открывается")

        await desk.cannot_handle("telegram:42", message("пароль: Qwerty123!"))

        assert "Qwerty123" not in (await desk.topic_texts())[0]

    async def test_without_words_still_reaches_people(self, desk: Desk) -> None:
        await desk.customer().writes("Сайт не открывается")

        await desk.cannot_handle("telegram:42", {"update_id": 7, "message": {"strange": [1, {"a": None}]}})

        assert (await desk.topic_texts())[0].endswith("Его слова: —")

    async def test_without_words_is_asked_for_in_words_and_opens_no_case(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("/start")

        await desk.cannot_handle("telegram:42", {"update_id": 7, "message": {"poll": {"strange": 1}}})

        assert anna.reads[-1].startswith("Это сообщение прочитать не удалось.")
        assert await desk.tickets() == []
        [told] = desk.general()
        assert told.startswith("Не удалось разобрать обновления")

    async def test_without_words_of_a_stranger_is_asked_for_in_their_language(self, desk: Desk) -> None:
        private = {"chat": {"id": 43, "type": "private"}, "from": {"language_code": "en-GB"}, "poll": 1}

        await desk.cannot_handle("telegram:43", {"update_id": 7, "message": private})

        assert desk.customer(address="telegram:43").reads == [
            "This message could not be read. Please write it in words, and we will answer."
        ]

    async def test_without_words_of_a_press_asks_for_none(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("/start")

        await desk.cannot_handle("telegram:42", {"update_id": 7, "callback_query": {"strange": 1}})

        assert len(anna.reads) == 1


class TestAnyOtherUpdate:
    async def test_that_nobody_said_troubles_nobody(self, desk: Desk) -> None:
        await desk.customer().writes("Сайт не открывается")

        await desk.cannot_handle("telegram:unreadable", {"update_id": 7, "poll": {"strange": 1}})
        await desk.cannot_handle("telegram:42", {"update_id": 8, "my_chat_member": {"strange": 1}})

        assert desk.general() == []
        assert await desk.topic_texts() == []

    async def test_is_told_in_general_by_number_alone(self, desk: Desk) -> None:
        await desk.cannot_handle(f"{STAFF}/7", message("слова агента"))

        (told,) = desk.general()
        assert told.startswith("Не удалось разобрать обновления 1000:")
        assert "слова агента" not in told
