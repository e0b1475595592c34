"""Every kind of content crosses both ways as itself."""

from typing import Any

import pytest

from tests.journeys.desk import Desk
from tests.journeys.people import Customer, Topic

FILES = ("photo", "document", "voice", "video", "video_note", "audio", "animation", "sticker")
PLACES: dict[str, dict[str, Any]] = {
    "location": {"latitude": 55.75, "longitude": 37.62},
    "contact": {"phone_number": "+74951234567", "first_name": "Пётр"},
}
POLL = {
    "id": "1",
    "question": "Когда вам удобно?",
    "options": [{"text": text, "voter_count": 0, "persistent_id": text} for text in ("утром", "вечером")],
    "total_voter_count": 0,
    "type": "regular",
    **dict.fromkeys(("is_closed", "allows_multiple_answers", "allows_revoting", "members_only"), False),
    "is_anonymous": True,
}
SIGNATURE = "Сергей Петров"


def bold(text: str, word: str) -> list[dict[str, Any]]:
    """The entity of a word in a text, in UTF-16 units."""
    before = text[: text.index(word)].encode("utf-16-le")
    return [{"type": "bold", "offset": len(before) // 2, "length": len(word.encode("utf-16-le")) // 2}]


@pytest.fixture
async def ticket(desk: Desk) -> tuple[Customer, Topic]:
    await desk.opens()
    return await desk.opened_ticket("Сайт открывается через раз")


class TestFiles:
    async def test_of_every_kind_reach_the_staff(self, ticket: tuple[Customer, Topic]) -> None:
        anna, topic = ticket
        sent = {kind: (await anna.sends(**{kind: {"name": "a.bin"}}))["file_unique_id"] for kind in FILES}
        assert {kind: (await topic.shows(kind=kind)).file(kind) for kind in FILES} == sent

    async def test_of_every_kind_reach_the_customer(self, desk: Desk, ticket: tuple[Customer, Topic]) -> None:
        anna, topic = ticket
        sent = {
            kind: (await desk.sergey.sends(topic, **{kind: {"name": "a.bin"}}))["file_unique_id"]
            for kind in FILES
        }
        assert {kind: (await anna.shows(kind=kind)).file(kind) for kind in FILES} == sent

    async def test_carry_the_signature_in_the_caption_or_in_a_line_before(
        self, desk: Desk, ticket: tuple[Customer, Topic]
    ) -> None:
        anna, topic = ticket
        await desk.sergey.sends(topic, photo={}, caption="Вот так выглядит")
        assert (await anna.shows(kind="photo")).text.startswith(SIGNATURE)
        await desk.sergey.sends(topic, sticker={})
        await anna.shows(SIGNATURE)
        await anna.shows(kind="sticker")

    async def test_are_the_question_themselves(self, desk: Desk) -> None:
        await desk.opens()
        anna = await desk.customer()
        sent = await anna.sends(photo={})

        acknowledgement = await anna.shows("№ 1")
        topic = await desk.topic()

        assert "фото" in acknowledgement.text
        assert (await topic.shows(kind="photo")).file("photo") == sent["file_unique_id"]

    async def test_places_and_contacts_cross_too(self, desk: Desk, ticket: tuple[Customer, Topic]) -> None:
        anna, topic = ticket
        for kind, place in PLACES.items():
            await anna.sends(**{kind: place})
            assert (await topic.shows(kind=kind)).message[kind].items() >= place.items()
            await desk.sergey.sends(topic, **{kind: place})
            assert (await anna.shows(kind=kind)).message[kind].items() >= place.items()

    async def test_what_cannot_cross_is_told_to_its_author(
        self, desk: Desk, ticket: tuple[Customer, Topic]
    ) -> None:
        anna, topic = ticket
        await desk.settles()
        await anna.sends(dice={"emoji": "🎲", "value": 3})
        await anna.shows()
        seen_by_anna = len(await anna.everything())
        await desk.sergey.sends(topic, poll=POLL)
        await topic.shows()
        await desk.settles()
        assert len(await anna.everything()) == seen_by_anna


class TestAnAlbum:
    ITEMS = ({"kind": "photo"}, {"kind": "video"}, {"kind": "photo"})

    async def test_stays_one_album_at_the_staff(self, ticket: tuple[Customer, Topic]) -> None:
        anna, topic = ticket
        sent = await anna.actor.album(list(self.ITEMS), caption="вот снимки")
        await self.arrives(topic, sent)

    async def test_stays_one_album_at_the_customer(self, desk: Desk, ticket: tuple[Customer, Topic]) -> None:
        anna, topic = ticket
        sent = await desk.sergey.actor.album(list(self.ITEMS), caption="вот снимки", **topic.address)
        first = await self.arrives(anna, sent)
        assert first.startswith(SIGNATURE)

    async def arrives(self, place: Customer | Topic, sent: dict[str, Any]) -> str:
        parts = await place.shows_album(3)
        kinds = [item["kind"] for item in self.ITEMS]
        assert [part.file(kind) for part, kind in zip(parts, kinds, strict=True)] == sent["file_unique_ids"]
        assert len({part.album for part in parts}) == 1
        assert parts[0].album
        assert parts[0].text.endswith("вот снимки")
        return parts[0].text


class TestFormatting:
    TEXT = "😀 Откройте кабинет и нажмите «Доступы»"

    async def test_survives_behind_the_signature(self, desk: Desk, ticket: tuple[Customer, Topic]) -> None:
        anna, topic = ticket
        await desk.sergey.writes(topic, self.TEXT, entities=bold(self.TEXT, "кабинет"))
        answer = await anna.shows("Откройте кабинет")
        assert ("bold", "кабинет") in answer.entities

    async def test_of_the_customer_survives_too(self, ticket: tuple[Customer, Topic]) -> None:
        anna, topic = ticket
        await anna.writes(self.TEXT, entities=bold(self.TEXT, "кабинет"))
        seen = await topic.shows("Откройте кабинет")
        assert ("bold", "кабинет") in seen.entities

    async def test_a_text_that_the_signature_makes_too_long_is_split(
        self, desk: Desk, ticket: tuple[Customer, Topic]
    ) -> None:
        anna, topic = ticket
        words = " ".join(f"слово{number}" for number in range(500))[:4096].rsplit(" ", 1)[0]
        words += "я" * (4096 - len(words))
        await desk.settles()
        before = len(await anna.everything())

        await desk.sergey.writes(topic, words)
        await desk.settles()

        pieces = (await anna.texts())[before:]
        assert len(pieces) == 2
        assert "".join("".join(pieces).split()) == "".join((SIGNATURE + words).split()) or (
            "".join(words.split()) in "".join("".join(pieces).split())
        )


class TestEdits:
    async def test_of_the_customer_reach_the_topic(self, desk: Desk, ticket: tuple[Customer, Topic]) -> None:
        anna, topic = ticket
        message = await anna.writes("Пишет ошибку 501")
        seen = await topic.shows("501")
        await desk.settles()
        await anna.actor.edit(message, "Пишет ошибку 502")
        await topic.changes(seen, "502")

    async def test_of_the_agent_reach_the_customer_and_keep_the_signature(
        self, desk: Desk, ticket: tuple[Customer, Topic]
    ) -> None:
        anna, topic = ticket
        message = await desk.sergey.writes(topic, "Готово через чяс")
        seen = await anna.shows("чяс")
        await desk.sergey.edits(topic, message, "Готово через час")
        edited = await anna.changes(seen, "час")
        assert edited.text.startswith(SIGNATURE)

    async def test_of_the_question_on_the_card_are_not_lost(
        self, desk: Desk, ticket: tuple[Customer, Topic]
    ) -> None:
        anna, topic = ticket
        await desk.settles()
        question = next(
            view["message_id"]
            for view in await desk.tg.messages(chat_id=anna.chat, from_bot=False)
            if "через раз" in view["text"]
        )
        await anna.actor.edit(question, "Сайт открывается только по утрам")
        await desk.settles()
        assert any("только по утрам" in text for text in await topic.texts())


class TestReplies:
    async def test_stay_replies_both_ways(self, desk: Desk, ticket: tuple[Customer, Topic]) -> None:
        anna, topic = ticket
        asked = await anna.writes("Какой у вас телефон?")
        await desk.settles()
        shown = await topic.shows("Какой у вас телефон?")

        await desk.sergey.writes(topic, "+7 495 000-00-00", reply_to=shown.id)
        answer = await anna.shows("+7 495")
        assert answer.reply_to == asked

        answered = next(
            view["message_id"]
            for view in await desk.tg.messages(chat_id=desk.group, from_bot=False)
            if view["text"] == "+7 495 000-00-00"
        )
        await anna.writes("Спасибо, а адрес какой?", reply_to=answer.id)
        assert (await topic.shows("адрес")).reply_to == answered


class TestInternalNotes:
    async def test_stay_inside(self, desk: Desk, ticket: tuple[Customer, Topic]) -> None:
        anna, topic = ticket
        for note in ("// клиент сложный", "//клиент сложный", "/note клиент сложный"):
            await desk.sergey.writes(topic, note)
        await desk.sergey.writes(topic, "Здравствуйте!")
        await anna.shows("Здравствуйте!")
        assert not any("сложный" in text for text in await anna.texts())

    async def test_so_do_unknown_commands_which_get_a_hint(
        self, desk: Desk, ticket: tuple[Customer, Topic]
    ) -> None:
        anna, topic = ticket
        await desk.settles()
        seen = len(await anna.everything())
        await desk.sergey.writes(topic, "/clsoe")
        await topic.shows("/")
        await desk.settles()
        assert len(await anna.everything()) == seen

    async def test_commands_for_other_bots_meet_silence(
        self, desk: Desk, ticket: tuple[Customer, Topic]
    ) -> None:
        anna, topic = ticket
        await desk.settles()
        seen = len(await anna.everything()), len(await topic.everything())
        await desk.sergey.writes(topic, "/close@other_bot")
        await desk.settles()
        assert (len(await anna.everything()), len(await topic.everything())) == seen
