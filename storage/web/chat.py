"""The web chat: visitors, and the messages of their chats, for any of their browsers to show.

Each change in a chat takes the next number of its visitor, and a message carries the number of its latest
change. A page that has seen everything up to a number asks for the messages changed after it, and gets each
as it is now: nothing is missed, nothing comes twice.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, select, true, update

from storage.errors import UnknownVisitor
from storage.records.actions import Button, Keyboard
from storage.records.content import Content
from storage.tables.web_chat import WebAuthor, web_messages, web_visitors
from storage.transaction import Transaction
from storage.wakeups import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class WebVisitor:
    """A browser's person. `language` is their choice; `name_asked`: they were asked for a name."""

    id: str
    name: str | None = None
    name_asked: bool = False
    language: str | None = None
    last_change: int = 0
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WebMessage:
    """A message in a visitor's chat.

    `position` orders the chat, `changed` is the number of the latest change. `pressed` is the text of the
    button that was pressed; its buttons are removed then. A deleted one has lost its content.
    """

    visitor: str
    id: str
    position: int
    changed: int
    author: WebAuthor
    content: Content
    buttons: Keyboard = ()
    pressed: str | None = None
    reply_to: str | None = None
    at: datetime
    edited_at: datetime | None = None
    deleted: bool = False


_FIELDS = tuple(field.name for field in fields(WebMessage))
_ALWAYS = true()


class WebChats:
    """Visitors and their chats. A change in a chat wakes those who show it."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def begin(self, visitor: WebVisitor) -> None:
        """Add a visitor."""
        row = {field.name: getattr(visitor, field.name) for field in fields(visitor)}
        await self._transaction.execute(self._transaction.insert(web_visitors), [row])

    async def visitor(self, visitor_id: str) -> WebVisitor | None:
        found = await self._transaction.execute(select(web_visitors).where(web_visitors.c.id == visitor_id))
        row = found.mappings().one_or_none()
        return None if row is None else WebVisitor(**row)

    async def introduce(self, visitor_id: str, name: str | None) -> None:
        """Record that the visitor was asked for a name, and gave this one or none."""
        introduced = update(web_visitors).where(web_visitors.c.id == visitor_id)
        await self._transaction.execute(introduced.values(name=name, name_asked=True))

    async def choose_language(self, visitor_id: str, language: str) -> None:
        chosen = update(web_visitors).where(web_visitors.c.id == visitor_id).values(language=language)
        await self._transaction.execute(chosen)

    async def say(
        self,
        visitor_id: str,
        message_id: str,
        author: WebAuthor,
        content: Content,
        *,
        now: datetime,
        buttons: Keyboard = (),
        reply_to: str | None = None,
    ) -> bool:
        """Add a message at the chat's end; False if there is one with this id already.

        Raises `UnknownVisitor`.
        """
        if await self.message(visitor_id, message_id) is not None:
            return False
        change = await self._next_change(visitor_id)
        row = {
            "visitor": visitor_id,
            "id": message_id,
            "position": change,
            "changed": change,
            "author": author,
            "content": content,
            "buttons": buttons,
            "reply_to": reply_to,
            "at": now,
            "deleted": False,
        }
        insert = self._transaction.insert(web_messages).on_conflict_do_nothing().returning(web_messages.c.id)
        return (await self._transaction.execute(insert, row)).one_or_none() is not None

    async def edit(
        self, visitor_id: str, message_id: str, content: Content, buttons: Keyboard, now: datetime
    ) -> None:
        """Edit a message; a missing or deleted one stays so."""
        await self._change(visitor_id, message_id, content=content, buttons=buttons, edited_at=now)

    async def set_buttons(self, visitor_id: str, message_id: str, buttons: Keyboard) -> None:
        """Change the message's buttons, or remove them."""
        await self._change(visitor_id, message_id, buttons=buttons)

    async def delete(self, visitor_id: str, message_id: str) -> None:
        """Delete a message; its words are deleted here, too."""
        await self._change(visitor_id, message_id, content=Content(), buttons=(), pressed=None, deleted=True)

    async def press(self, visitor_id: str, message_id: str, data: str) -> Button | None:
        """Press a button of the message, which removes all of them; None if there is no such button."""
        message = await self.message(visitor_id, message_id)
        offered = (button for row in (message.buttons if message else ()) for button in row)
        button = next((button for button in offered if button.data == data), None)
        if message is None or button is None:
            return None
        still_offered = web_messages.c.buttons == message.buttons  # another tab may be faster
        pressed = await self._change(
            visitor_id, message_id, only_if=still_offered, buttons=(), pressed=button.text
        )
        return button if pressed else None

    async def message(self, visitor_id: str, message_id: str) -> WebMessage | None:
        found = await self._messages(select(web_messages).where(_is(visitor_id, message_id)))
        return found[0] if found else None

    async def changed_after(self, visitor_id: str, change: int, limit: int) -> tuple[WebMessage, ...]:
        """The messages that changed since, the earliest change first."""
        changed = web_messages.c.changed
        since = select(web_messages).where(web_messages.c.visitor == visitor_id, changed > change)
        return await self._messages(since.order_by(changed).limit(limit))

    async def before(self, visitor_id: str, position: int, limit: int) -> tuple[WebMessage, ...]:
        """The messages right before a position, in order, without deleted ones and notices."""
        standing = select(web_messages).where(
            web_messages.c.visitor == visitor_id,
            web_messages.c.position < position,
            web_messages.c.author != WebAuthor.NOTICE,
            web_messages.c.deleted.is_(False),
        )
        found = await self._messages(standing.order_by(web_messages.c.position.desc()).limit(limit))
        return found[::-1]

    async def last_changes(self, visitor_ids: Collection[str]) -> dict[str, int]:
        """The number of the latest change in each chat."""
        query = select(web_visitors.c.id, web_visitors.c.last_change)
        rows = await self._transaction.execute(query.where(web_visitors.c.id.in_(sorted(visitor_ids))))
        return {row.id: row.last_change for row in rows}

    async def _messages(self, query: Select[*tuple[Any, ...]]) -> tuple[WebMessage, ...]:
        return tuple(_record(row) for row in await self._transaction.execute(query))

    async def _change(
        self,
        visitor_id: str,
        message_id: str,
        *,
        only_if: ColumnElement[bool] = _ALWAYS,
        **values: object,
    ) -> bool:
        standing = and_(_is(visitor_id, message_id), web_messages.c.deleted.is_(False), only_if)
        if not (await self._transaction.execute(select(exists().where(standing)))).scalar_one():
            return False
        change = await self._next_change(visitor_id)
        changed = update(web_messages).where(standing).values(changed=change, **values)
        return bool((await self._transaction.execute(changed)).rowcount)

    async def _next_change(self, visitor_id: str) -> int:
        """The next number; it locks the visitor's row until the commit, so that numbers appear in order."""
        counted = await self._transaction.execute(
            update(web_visitors)
            .where(web_visitors.c.id == visitor_id)
            .values(last_change=web_visitors.c.last_change + 1)
            .returning(web_visitors.c.last_change)
        )
        change = counted.scalar_one_or_none()
        if change is None:
            raise UnknownVisitor(visitor_id)
        self._transaction.announce(Work.WEB_CHAT)
        return change


def _is(visitor_id: str, message_id: str) -> ColumnElement[bool]:
    return and_(web_messages.c.visitor == visitor_id, web_messages.c.id == message_id)


def _record(row: Row[*tuple[Any, ...]]) -> WebMessage:
    return WebMessage(**{name: getattr(row, name) for name in _FIELDS})
