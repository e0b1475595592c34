"""Customers and staff in front of their phones: what they do, and what they see."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from tests.botapi.client import Actor, Client


@dataclass(frozen=True)
class Seen:
    """A message as it stands on somebody's screen."""

    view: dict[str, Any]

    @property
    def id(self) -> int:
        return self.view["message_id"]

    @property
    def text(self) -> str:
        return self.view["text"] or ""

    @property
    def message(self) -> dict[str, Any]:
        """The Bot API's own object."""
        return self.view["message"]

    @property
    def buttons(self) -> list[str]:
        """What stands on the buttons, row by row."""
        return [button["text"] for button in self._keys()]

    @property
    def button_data(self) -> list[str]:
        return [button["callback_data"] for button in self._keys()]

    @property
    def entities(self) -> list[tuple[str, str]]:
        """Kinds of formatting with the words that they cover."""
        units = self.text.encode("utf-16-le")
        marks = self.message.get("entities") or self.message.get("caption_entities") or []
        return [
            (m["type"], units[2 * m["offset"] : 2 * (m["offset"] + m["length"])].decode("utf-16-le"))
            for m in marks
        ]

    @property
    def reply_to(self) -> int | None:
        """The message that this one answers; a topic's first notice does not count."""
        replied = self.message.get("reply_to_message", {})
        return None if "forum_topic_created" in replied else replied.get("message_id")

    @property
    def album(self) -> str | None:
        return self.message.get("media_group_id")

    def file(self, kind: str) -> str:
        """What identifies the file whoever sends it."""
        found = self.message[kind]
        return (found[-1] if isinstance(found, list) else found)["file_unique_id"]

    def _keys(self) -> list[dict[str, Any]]:
        rows = self.message.get("reply_markup", {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]


class Place:
    """A chat or a topic, read from top to bottom: each message is read once."""

    PATIENCE: ClassVar[float] = 30.0  # spent in vain only when a story fails

    def __init__(self, tg: Client, chat: int, thread: int | None = None) -> None:
        self.tg, self.chat, self.thread = tg, chat, thread
        self._read_up_to = 0

    @property
    def _here(self) -> dict[str, Any]:
        where: dict[str, Any] = {"chat_id": self.chat, "from_bot": True}
        return where if self.thread is None else {**where, "thread_id": self.thread}

    async def shows(
        self, contains: str | None = None, *, timeout: float = PATIENCE, after_message: int = 0, **sel: Any
    ) -> Seen:
        """Wait for the bot's next message that fits, and read up to it."""
        self._read_up_to = max(self._read_up_to, after_message)
        if contains is not None:
            sel["contains"] = contains
        first = (await self._unread(1, timeout, **sel))[0]
        self._read_up_to = first.id
        return first

    async def shows_album(self, size: int) -> list[Seen]:
        """Wait for the parts of one album, and read up to its last."""
        parts = (await self._unread(size, self.PATIENCE))[:size]
        self._read_up_to = parts[-1].id
        return parts

    async def everything(self, **sel: Any) -> list[Seen]:
        """All that stands here from the bot, from top to bottom."""
        views = await self.tg.messages(**self._here, **sel)
        return sorted((Seen(view) for view in views), key=lambda seen: seen.id)

    async def _unread(self, count: int, timeout: float, **sel: Any) -> list[Seen]:
        """Wait until so many messages stand here that were not read yet, from top to bottom."""
        views = await self.tg.wait(count, timeout, **self._here, after_message=self._read_up_to, **sel)
        return sorted((Seen(view) for view in views), key=lambda seen: seen.id)

    async def texts(self, **sel: Any) -> list[str]:
        return [seen.text for seen in await self.everything(**sel)]

    async def now(self, seen: Seen) -> Seen:
        """The same message as it stands by now."""
        return next(other for other in await self.everything() if other.id == seen.id)

    async def changes(self, seen: Seen, contains: str = "") -> Seen:
        """Wait until that message reads otherwise (and contains this), or carries other buttons."""

        async def changed() -> Seen | None:
            current = await self.now(seen)
            same = (current.text, current.button_data) == (seen.text, seen.button_data)
            return None if same or contains not in current.text else current

        found = await self.tg.until(changed, self.PATIENCE)
        assert found is not None
        return found


class Customer(Place):
    """Somebody with a question, in their private chat with the bot."""

    def __init__(self, actor: Actor) -> None:
        super().__init__(actor.tg, actor.id)
        self.actor = actor

    async def writes(self, text: str, **more: Any) -> int:
        """Returns the id of the message."""
        return (await self.actor.send(text, **more))["message_id"]

    async def sends(self, **media: Any) -> dict[str, Any]:
        return await self.actor.send(**media)

    async def presses(self, button: str, **more: Any) -> str:
        """Press the newest button of that name; returns the notice that pops up."""
        return _notice(await self.actor.press(button, **more))

    async def forges(self, seen: Seen, data: str) -> str:
        """Send `data` as if a button under that message had carried it."""
        return _notice(await self.actor.press(data=data, message_id=seen.id, raw=True))


class Manager(Customer):
    """Who keeps the FAQ, in their private chat with the bot: each command is told its outcome."""

    async def orders(self, command: str, **more: Any) -> Seen:
        await self.writes(command, **more)
        return await self.shows()

    async def waits_until_found(self, question: str, entry: str) -> None:
        """The search follows a change, and needs no restart."""
        async with asyncio.timeout(self.PATIENCE):
            while entry not in (await self.orders(f"/faq test {question}")).text:
                await asyncio.sleep(0.1)


class Topic(Place):
    """A ticket's place in the staff group."""

    def __init__(self, tg: Client, chat: int, thread: int, name: str) -> None:
        super().__init__(tg, chat, thread)
        self.name = name

    @property
    def address(self) -> dict[str, int]:
        """What a message has to say to be written here."""
        assert self.thread is not None
        return {"chat_id": self.chat, "thread_id": self.thread}

    async def button(self, name: str) -> dict[str, Any]:
        """How the newest button of that name is found by who presses it."""
        return {"text": name, **self.address}

    async def card(self) -> Seen:
        """The first message of the topic, as it stands now."""
        await self.tg.until(self.everything, self.PATIENCE)
        return (await self.everything())[0]

    async def card_shows(self, contains: str) -> Seen:
        """Wait until the card reads so."""

        async def shown() -> Seen | None:
            card = await self.card()
            return card if contains in card.text else None

        found = await self.tg.until(shown, self.PATIENCE)
        assert found is not None
        return found


class Thread(Topic):
    """A ticket's place in a plain group: its card, and what answers it or answers an answer."""

    def __init__(self, tg: Client, chat: int, card: int, name: str) -> None:
        super().__init__(tg, chat, card, name)
        self._card = card

    @property
    def address(self) -> dict[str, int]:
        return {"chat_id": self.chat, "reply_to": self._card}

    async def button(self, name: str) -> dict[str, Any]:
        async def carrying() -> list[Seen]:
            return await self.everything(has_button=name)

        newest = (await self.tg.until(carrying, self.PATIENCE))[-1]
        return {"text": name, "chat_id": self.chat, "message_id": newest.id}

    async def everything(self, **sel: Any) -> list[Seen]:
        views = await self.tg.messages(chat_id=self.chat)
        answered = {seen.id: seen.reply_to for seen in map(Seen, views)}
        fitting = await self.tg.messages(chat_id=self.chat, from_bot=True, **sel)
        ours = (seen for seen in map(Seen, fitting) if self._is_under_the_card(seen.id, answered))
        return sorted(ours, key=lambda seen: seen.id)

    def _is_under_the_card(self, message: int | None, answered: Mapping[int, int | None]) -> bool:
        while message is not None and message != self._card:
            message = answered.get(message)
        return message == self._card

    async def _unread(self, count: int, timeout: float, **sel: Any) -> list[Seen]:
        async def found() -> list[Seen]:
            unread = [seen for seen in await self.everything(**sel) if seen.id > self._read_up_to]
            return unread if len(unread) >= count else []

        return await self.tg.until(found, timeout)


class Agent:
    """Somebody of the staff, in the staff group."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    async def writes(self, topic: Topic, text: str = "", **more: Any) -> int:
        """Returns the id of the message."""
        sent = await self.actor.send(text, **(topic.address | more))
        return sent["message_id"]

    async def sends(self, topic: Topic, **media: Any) -> dict[str, Any]:
        return await self.actor.send(**(topic.address | media))

    async def edits(self, topic: Topic, message: int, text: str, **more: Any) -> None:
        await self.actor.edit(message, text, chat_id=topic.chat, **more)

    async def presses(self, topic: Topic, button: str, **more: Any) -> str:
        """Press the newest button of that name in the topic; returns the notice that pops up."""
        pressed = await self.actor.press(**(await topic.button(button) | more))
        return _notice(pressed)

    async def searches(self, words: str) -> list[tuple[str, str, str]]:
        """Type `@bot words`: what is offered, as ids, titles and what would be sent."""
        return [
            (found["id"], found["title"], found["input_message_content"]["message_text"])
            for found in (await self._offered(words))["results"]
        ]

    async def picks(self, topic: Topic, words: str) -> None:
        """Type `@bot words` in the topic, and send the first that is offered."""
        asked = await self.actor.inline(words)
        await self.actor.pick(asked["inline_query_id"], asked["answer"]["results"][0]["id"], **topic.address)

    async def _offered(self, words: str) -> dict[str, Any]:
        asked = await self.actor.inline(words)
        assert asked["answer"] is not None, "an inline query must be answered, or it spins for ever"
        return asked["answer"]

    async def forges(self, topic: Topic, seen: Seen, data: str) -> str:
        """Send `data` as if a button under that message carried it still."""
        pressed = await self.actor.press(data=data, chat_id=topic.chat, message_id=seen.id, raw=True)
        return _notice(pressed)


def _notice(pressed: dict[str, Any]) -> str:
    assert pressed["answer"] is not None, "a pressed button must be answered, or it spins for ever"
    return pressed["answer"]["text"]
