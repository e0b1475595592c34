"""Everything stored about one person: found, exported, erased."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic_core import to_jsonable_python
from sqlalchemy import ColumnElement, Row, and_, delete, exists, func, or_, select, tuple_, update

from storage.faq.learning import FaqLearning
from storage.personal_holdings import (
    CONFIRMATIONS,
    EVENTS,
    HOLDINGS,
    LESSONS,
    DataSubject,
    letters_about,
)
from storage.records.conversations import ERASED
from storage.records.letters import LetterState
from storage.records.message_refs import MessageRef, card_of
from storage.tables.base import state_is
from storage.tables.conversations import conversations, customers
from storage.tables.desk_uploads import desk_uploads
from storage.tables.events import events
from storage.tables.ledgers import InboxState, inbox, letters
from storage.tables.messages import copies, messages
from storage.tables.people import joined_conversations
from storage.tables.tickets import tickets
from storage.tables.web_chat import web_messages, web_sessions, web_uploads, web_visitors
from storage.transaction import Transaction
from storage.types import LONG_AGO
from storage.wakeups import Work

WORDLESS_DETAILS = frozenset({"entry", "phrasing", "from", "to", "rating", "target", "deadline"})
"""Details of events that hold numbers, choices and the FAQ's own phrasings, never a customer's words."""

_IN_HAND = [LetterState.SENDING]
_OVER = [InboxState.HANDLED, InboxState.SET_ASIDE]
_ENDED = [LetterState.SENT, LetterState.DROPPED, LetterState.REFUSED, LetterState.PARKED]


@dataclass(frozen=True, slots=True)
class StaffPost:
    """A post of ours about a ticket. `said_at` is None for the bot's own words, whose time is not stored."""

    ref: MessageRef
    said_at: datetime | None
    is_file: bool


class PersonalData:
    """One person's data across all tables."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def named(self, name: str) -> DataSubject | None:
        """The person with this address (`telegram:42`) or this customer's number."""
        at_address = select(conversations.c.customer).where(conversations.c.address == name)
        customer = (await self._transaction.execute(at_address)).scalar_one_or_none()
        if customer is None and name.isascii() and name.isdigit():
            known = select(customers.c.id).where(customers.c.id == int(name))
            customer = (await self._transaction.execute(known)).scalar_one_or_none()
        return None if customer is None else await self.of(customer)

    async def of(self, customer: int) -> DataSubject:
        """Everything that identifies the person; a customer's number from before a join works, too."""
        customer = await self._today(customer)
        theirs = select(conversations.c.id, conversations.c.address).where(
            conversations.c.customer == customer
        )
        rows = (await self._transaction.execute(theirs.order_by(conversations.c.id))).all()
        ids = tuple(row.id for row in rows)
        of_theirs = select(tickets.c.number).where(tickets.c.conversation.in_(ids))
        numbers = (await self._transaction.execute(of_theirs.order_by(tickets.c.number))).scalars()
        addresses = tuple(row.address for row in rows)
        return DataSubject(customer, await self._numbers_of(customer, ids), ids, addresses, tuple(numbers))

    async def _today(self, customer: int) -> int:
        """The person's present number."""
        was = select(joined_conversations.c.conversation).where(
            or_(joined_conversations.c.before == customer, joined_conversations.c.person == customer)
        )
        person = select(conversations.c.customer).where(conversations.c.id.in_(was)).limit(1)
        return (await self._transaction.execute(person)).scalar_one_or_none() or customer

    async def _numbers_of(self, customer: int, ids: Sequence[int]) -> tuple[int, ...]:
        """The person's number, and those from before they were joined."""
        joined = select(joined_conversations.c.person, joined_conversations.c.before).where(
            joined_conversations.c.conversation.in_(ids)
        )
        rows = (await self._transaction.execute(joined)).all()
        return tuple(sorted({customer, *(number for row in rows for number in row)}))

    async def export(self, person: DataSubject) -> dict[str, list[dict[str, Any]]]:
        """Every row about the person by its table, as plain JSON."""
        exported: dict[str, list[dict[str, Any]]] = {}
        for holding in (*HOLDINGS, EVENTS, LESSONS, CONFIRMATIONS):
            query = select(holding.table).where(holding.theirs(person))
            rows = (await self._transaction.execute(query)).mappings().all()
            if rows:
                exported[holding.table.name] = [to_jsonable_python(dict(row)) for row in rows]
        return exported

    async def files(self, person: DataSubject) -> dict[str, str]:
        """The person's files of the web chat: ids with the names under which they were sent."""
        theirs = select(web_uploads.c.id, web_uploads.c.name).where(
            web_uploads.c.visitor.in_(person.visitors)
        )
        return {row.id: row.name for row in await self._transaction.execute(theirs)}

    async def is_in_hand(self, person: DataSubject) -> bool:
        """Return True while a letter to them or about them is being sent."""
        in_hand = and_(letters_about(person), state_is(letters.c.state, _IN_HAND))
        return bool((await self._transaction.execute(select(exists().where(in_hand)))).scalar_one())

    async def posts_about(self, ticket: int, chat: str) -> tuple[StaffPost, ...]:
        """Our posts about a ticket in a staff chat, except the card, each once, the oldest first."""
        card, original = card_of(ticket), tuple_(copies.c.original_chat, copies.c.original_message)
        said_here = select(messages.c.chat, messages.c.message).where(messages.c.ticket == ticket)
        about = or_(
            and_(copies.c.original_chat == card.chat, copies.c.original_message != card.message),
            original.in_(said_here),
        )
        is_original = (messages.c.chat == copies.c.original_chat) & (
            messages.c.message == copies.c.original_message
        )
        query = (
            select(copies.c.message, messages.c.at, messages.c.content)
            .select_from(copies.outerjoin(messages, is_original))
            .where(copies.c.chat == chat, about)
            .order_by(copies.c.id)
        )
        posts = {row.message: _post(chat, row) for row in await self._transaction.execute(query)}
        return tuple(posts.values())

    async def hold(self, person: DataSubject) -> DataSubject:
        """The person as known by now; until the end of this transaction nobody says anything more of them."""
        known = await self.of(person.customer)
        for own in (
            select(conversations.c.id).where(conversations.c.id.in_(known.conversations)),
            select(tickets.c.number).where(tickets.c.conversation.in_(known.conversations)),
        ):
            await self._transaction.execute(own.order_by(*own.selected_columns).with_for_update())
        return await self.of(person.customer)

    async def erase(self, person: DataSubject) -> None:
        """Delete or blank all that names the person, and all their words; numbers, times and events stay.

        The caller makes sure that nothing is being sent. The bytes of files are removed by their keeper:
        until then their rows remain as unused files.
        """
        await self._let_staffs_files_go(person)
        chats = {visitor: await self._numbered_anew(visitor) for visitor in person.visitors}
        for holding in HOLDINGS:
            theirs = holding.theirs(person)
            if holding.blanks is None:
                await self._transaction.execute(delete(holding.table).where(theirs))
            else:
                blanked = update(holding.table).where(theirs).values(**holding.blanks)
                await self._transaction.execute(blanked)
        await FaqLearning(self._transaction).forget(person.conversations)
        await self._silence_events(person)
        for visitor, change in chats.items():
            changed = update(web_messages).where(web_messages.c.visitor == visitor)
            await self._transaction.execute(changed.values(changed=change))
        for work in (Work.WEB_CHAT, Work.ERASURE):
            self._transaction.announce(work)

    async def sweep(self, address: str, until: datetime) -> bool:
        """Delete what an erasure itself left at an address: its last letter, the updates that asked.

        False while something from before `until` has not ended: sweep again later.
        """
        letters_then = and_(letters.c.chat == address, letters.c.posted_at <= until)
        over = and_(letters_then, state_is(letters.c.state, _ENDED))
        await self._transaction.execute(delete(letters).where(over))
        self._transaction.announce(Work.ERASURE)
        handled = and_(inbox.c.lane == address, inbox.c.received_at <= until, state_is(inbox.c.state, _OVER))
        blanks = {"lane": ERASED, "raw": None, "error": None, "album": None, "state": InboxState.HANDLED}
        await self._transaction.execute(update(inbox).where(handled).values(**blanks))
        came_back = bool(await self._count(conversations.c.address == address))
        if not came_back:
            await self._transaction.execute(delete(copies).where(copies.c.chat == address))
        left = await self._count(letters_then)
        visitor = address.removeprefix("web:")
        if visitor == address or came_back:
            return not left
        return not left and await self._sweep_visitor(visitor)

    async def _sweep_visitor(self, visitor: str) -> bool:
        if await self._count(web_uploads.c.visitor == visitor):
            return False
        for table, column in (
            (web_messages, web_messages.c.visitor),
            (web_sessions, web_sessions.c.visitor),
            (web_visitors, web_visitors.c.id),
        ):
            await self._transaction.execute(delete(table).where(column == visitor))
        return True

    async def _let_staffs_files_go(self, person: DataSubject) -> None:
        """Mark files that the desk sent to the person as unused."""
        theirs = select(messages.c.content).where(messages.c.conversation.in_(person.conversations))
        media = (content.media for content in (await self._transaction.execute(theirs)).scalars())
        uploads = {each.file_id.rpartition(":")[2] for each in media if each is not None}
        sent = update(desk_uploads).where(desk_uploads.c.id.in_(sorted(uploads)))
        await self._transaction.execute(sent.values(name="", attached=False, created_at=LONG_AGO))

    async def _silence_events(self, person: DataSubject) -> None:
        theirs = select(events.c.id, events.c.by, events.c.details).where(EVENTS.theirs(person))
        for row in (await self._transaction.execute(theirs)).all():
            kept = {name: value for name, value in row.details.items() if name in WORDLESS_DETAILS}
            by = ERASED if row.by in person.addresses else row.by
            if (by, kept) != (row.by, row.details):
                silenced = update(events).where(events.c.id == row.id).values(by=by, details=kept)
                await self._transaction.execute(silenced)

    async def _numbered_anew(self, visitor: str) -> int:
        """Number the change that empties a visitor's chat, so that open pages learn of it."""
        counted = (
            update(web_visitors)
            .where(web_visitors.c.id == visitor)
            .values(last_change=web_visitors.c.last_change + 1)
        )
        numbered = await self._transaction.execute(counted.returning(web_visitors.c.last_change))
        return numbered.scalar_one_or_none() or 0

    async def _count(self, condition: ColumnElement[bool]) -> int:
        query = select(func.count()).where(condition)
        return int((await self._transaction.execute(query)).scalar_one())


def _post(chat: str, row: Row[*tuple[Any, ...]]) -> StaffPost:
    is_file = row.content is not None and not row.content.is_plain_text
    return StaffPost(MessageRef(chat, row.message), row.at, is_file)
