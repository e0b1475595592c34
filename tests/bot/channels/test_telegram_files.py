"""Both libraries and files: each kind arrives as itself, and is fetched."""

import base64
from typing import Any

import pytest

from bot.channels.telegram_channel import TelegramChannel
from handlers.errors import Refused
from storage.records.actions import (
    SendAlbum,
    SendContent,
)
from storage.records.content import (
    Contact,
    Content,
    FormattedText,
    Location,
    Media,
    MediaKind,
    SpanKind,
    styled,
)
from tests.bot.channels.twins import a_claimed_letter
from tests.botapi.client import Actor, Client


async def a_file(ann: Actor, kind: str) -> str:
    media: dict[str, Any] = {kind: {"size": 10}}
    sent = (await ann.send(**media))["message"][kind]
    return sent[-1]["file_id"] if kind == "photo" else sent["file_id"]


class TestFilesAndPlaces:
    @pytest.mark.parametrize("kind", list(MediaKind))
    async def test_of_each_kind_arrive_as_themselves(
        self, channel: TelegramChannel, ann: Actor, kind: MediaKind
    ) -> None:
        media = Media(kind, await a_file(ann, kind.value))
        has_caption = kind not in (MediaKind.STICKER, MediaKind.VIDEO_NOTE)
        content = Content(
            text=styled("look", SpanKind.ITALIC) if has_caption else FormattedText(), media=media
        )

        await channel.deliver(a_claimed_letter(SendContent(content), chat=ann.id))

        (message,) = await ann.inbox(kind=kind.value)
        if has_caption:
            assert message["message"]["caption"] == "look"
            assert message["message"]["caption_entities"] == [{"type": "italic", "offset": 0, "length": 4}]

    async def test_under_a_spoiler_stay_under_it(self, channel: TelegramChannel, ann: Actor) -> None:
        media = Media(MediaKind.PHOTO, await a_file(ann, "photo"), has_spoiler=True)

        await channel.deliver(a_claimed_letter(SendContent(Content(media=media)), chat=ann.id))

        (message,) = await ann.inbox()
        assert message["message"]["has_media_spoiler"] is True

    async def test_of_our_own_making_are_uploaded(
        self, channel: TelegramChannel, ann: Actor, tg: Client
    ) -> None:
        upload = base64.b64encode(b"question,answer\n").decode()
        media = Media(MediaKind.DOCUMENT, "", file_name="faq.csv", upload=upload)

        await channel.deliver(
            a_claimed_letter(SendContent(Content(text=FormattedText("the FAQ"), media=media)), chat=ann.id)
        )

        (message,) = await ann.inbox()
        document = message["message"]["document"]
        stored = await tg.file(file_unique_id=document["file_unique_id"])
        assert (document["file_name"], message["message"]["caption"]) == ("faq.csv", "the FAQ")
        assert base64.b64decode(stored["content_b64"]) == b"question,answer\n"

    async def test_points_venues_and_contacts_arrive(self, channel: TelegramChannel, ann: Actor) -> None:
        for content in (
            Content(location=Location(55.75, 37.61)),
            Content(location=Location(55.75, 37.61, "Office", "Main street 1")),
            Content(contact=Contact("+123", "Bob", "Stone")),
        ):
            await channel.deliver(a_claimed_letter(SendContent(content), chat=ann.id))

        point, venue, contact = [message["message"] for message in await ann.inbox()]
        assert point["location"] == {"latitude": 55.75, "longitude": 37.61}
        assert (venue["venue"]["title"], venue["venue"]["address"]) == ("Office", "Main street 1")
        assert contact["contact"] == {"phone_number": "+123", "first_name": "Bob", "last_name": "Stone"}

    async def test_of_an_album_stay_together_in_order(self, channel: TelegramChannel, ann: Actor) -> None:
        items = [
            Content(text=FormattedText(kind), media=Media(MediaKind(kind), await a_file(ann, kind)))
            for kind in ("photo", "video")
        ]

        sent = await channel.deliver(a_claimed_letter(SendAlbum(tuple(items)), chat=ann.id))

        photo, video = await ann.inbox()
        assert sent.messages == (str(photo["message_id"]), str(video["message_id"]))
        assert (photo["message"]["caption"], video["message"]["caption"]) == ("photo", "video")
        assert photo["message"]["media_group_id"] == video["message"]["media_group_id"]

    async def test_of_an_album_of_one_go_as_a_message(
        self, channel: TelegramChannel, ann: Actor, tg: Client
    ) -> None:
        item = Content(media=Media(MediaKind.PHOTO, await a_file(ann, "photo")))

        sent = await channel.deliver(a_claimed_letter(SendAlbum((item,)), chat=ann.id))

        (photo,) = await ann.inbox(method="sendPhoto")
        assert sent.messages == (str(photo["message_id"]),)
        assert (await tg.violations())["violations"] == []


class TestFetching:
    async def test_gives_the_bytes_of_a_file(self, channel: TelegramChannel, ann: Actor) -> None:
        sent = await ann.send(document={"name": "faq.csv", "content": "question,answer"})
        media = Media(MediaKind.DOCUMENT, sent["message"]["document"]["file_id"])

        assert await channel.fetch(media) == b"question,answer"

    async def test_refuses_what_bots_may_not_download(self, channel: TelegramChannel, ann: Actor) -> None:
        sent = await ann.send(document={"name": "faq.csv", "size": 21 * 2**20})
        file_id = sent["message"]["document"]["file_id"]

        with pytest.raises(Refused, match="too large"):
            await channel.fetch(Media(MediaKind.DOCUMENT, file_id, size=21 * 2**20))
        with pytest.raises(Refused, match=r"(?i)file is too big"):
            await channel.fetch(Media(MediaKind.DOCUMENT, file_id))
