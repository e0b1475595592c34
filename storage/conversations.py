"""Customers and their conversations."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, bindparam, case, delete, insert, or_, select, update

from storage.errors import StaleRecord
from storage.records.conversations import Conversation
from storage.records.customers import STANDARD_TIER, Customer
from storage.tables.care import bans
from storage.tables.conversations import conversations, customers
from storage.tables.lines import customer_profiles
from storage.transaction import Parameters, Transaction


class _Names(NamedTuple):
    given_name: str
    family_name: str | None
    username: str | None


class _Languages(NamedTuple):
    client_language: str | None
    written_language: str | None


class Conversations:
    """The lasting threads, each with its customer; saving needs the latest version."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._read: dict[int, Conversation] = {}
        self._changed: set[int] = set()
        """Conversations that this transaction has changed: nobody else can before its end."""

    async def of(
        self,
        address: str,
        *,
        given_name: str,
        family_name: str | None,
        username: str | None,
        client_language: str | None,
        now: datetime,
        written_language: str | None = None,
    ) -> Conversation:
        """The conversation at `address`, begun if there is none.

        The person's names are refreshed; somebody who writes is reachable. `written_language` is that of
        their words; None if these do not tell it, and an earlier one is kept.
        """
        names = _Names(given_name, family_name, username)
        spoken = _Languages(client_language, written_language)
        found = await self.at(address)
        if found is not None:
            return await self._refresh(found, names, spoken)
        await self._begin(address, names, spoken, now)
        return _record((await self._transaction.execute(_AT, {"at": address})).one())

    async def get(self, conversation_id: int) -> Conversation | None:
        return await self._one(_BY_ID, {"id": conversation_id})

    async def at(self, address: str) -> Conversation | None:
        return await self._one(_AT, {"at": address})

    async def of_customer(self, customer: int) -> tuple[Conversation, ...]:
        """One person's conversations, in all channels, the oldest first."""
        rows = await self._transaction.execute(_OF_CUSTOMER, {"customer": customer})
        return tuple(map(_record, rows))

    async def lock_customers(self, *seen: Customer) -> None:
        """Lock what is known of the customers until the end of this transaction.

        Raises `StaleRecord` if somebody changed it since they were read, or joined them with another.
        """
        of_them = conversations.c.customer.in_([customer.id for customer in seen])
        lock = (
            select(conversations.c.id)
            .where(of_them)
            .order_by(conversations.c.id)
            .with_for_update(key_share=True)
        )
        await self._transaction.execute(lock)
        rows = await self._transaction.execute(_CONVERSATIONS.where(of_them))
        known = {_known(_record(row).customer) for row in rows}
        changed = [customer.id for customer in seen if _known(customer) not in known]
        if changed:
            raise StaleRecord("customer", changed[0])

    async def describe_anew(self, before: Customer, after: Customer) -> None:
        """Call `describe` if the customer is still known as `before`. Raises `StaleRecord`."""
        await self.lock_customers(before)
        await self.describe(after)

    async def describe(self, customer: Customer) -> None:
        """Save what the staff knows of the customer: tier, company, contract, notes."""
        of_customer = update(customers).where(customers.c.id == customer.id)
        await self._transaction.execute(of_customer.values(tier=customer.tier))
        profile = {
            "customer": customer.id,
            "company": customer.company,
            "contract": customer.contract,
            "notes": customer.notes,
        }
        await self._transaction.save(customer_profiles, [profile])

    async def save(self, records: Sequence[Conversation]) -> None:
        """Save what the desk decided: language, question, greeting; not the names, which are the customer's.

        One plan may hold several states of a conversation, and a transaction several plans. Raises
        `StaleRecord` for a conversation that somebody else changed since it was read, even if nothing is new
        in it: what is said along with it belongs to the conversation as it was.
        """
        for record in records:
            await (self._save(record) if self._says_something_new(record) else self._hold(record))

    async def reachable(self, conversation_id: int, *, since: datetime | None) -> None:
        """Record since when letters do not arrive there; None: they do."""
        of_conversation = update(conversations).where(conversations.c.id == conversation_id)
        await self._transaction.execute(of_conversation.values(unreachable_since=since))

    async def _hold(self, record: Conversation) -> None:
        if self._transaction.dialect == "sqlite":  # one writer: nobody else changes anything meanwhile
            return
        version = (await self._transaction.execute(_HELD, {"id": record.id})).scalar_one()
        if version != record.version:
            raise StaleRecord("conversation", record.id)

    async def _save(self, record: Conversation) -> None:
        as_read = conversations.c.id == record.id
        if record.id not in self._changed:
            as_read &= conversations.c.version == record.version
        change = update(conversations).where(as_read)
        written = await self._transaction.execute(
            change.values(
                language=record.language,
                question=record.question,
                greeted_at=_later_greeting(record.greeted_at),
                version=conversations.c.version + 1,
            )
        )
        if written.rowcount == 0:
            raise StaleRecord("conversation", record.id)
        self._changed.add(record.id)

    async def _one(self, query: Select[*tuple[Any, ...]], parameters: Parameters) -> Conversation | None:
        row = (await self._transaction.execute(query, parameters)).one_or_none()
        if row is None:
            return None
        found = _record(row)
        self._read[found.id] = found
        return found

    def _says_something_new(self, record: Conversation) -> bool:
        stands = self._read.get(record.id)
        return stands is None or record.id in self._changed or _decided(record) != _decided(stands)

    async def _begin(self, address: str, names: _Names, spoken: _Languages, now: datetime) -> None:
        created = await self._transaction.execute(
            insert(customers)
            .values(created_at=now, tier=STANDARD_TIER, is_joined=False)
            .returning(customers.c.id)
        )
        customer = created.scalar_one()
        row = {"address": address, "customer": customer} | names._asdict() | spoken._asdict()
        if not await self._transaction.insert_new(conversations, [row], conversations.c.id):
            await self._transaction.execute(delete(customers).where(customers.c.id == customer))

    async def _refresh(self, found: Conversation, names: _Names, spoken: _Languages) -> Conversation:
        customer = replace(
            found.customer,
            given_name=names.given_name,
            family_name=names.family_name,
            username=names.username,
        )
        spoken = spoken._replace(written_language=spoken.written_language or found.written_language)
        refreshed = replace(
            found,
            customer=customer,
            client_language=spoken.client_language,
            written_language=spoken.written_language,
            unreachable_since=None,
        )
        if refreshed != found:
            of_conversation = update(conversations).where(conversations.c.id == found.id)
            told = names._asdict() | spoken._asdict() | {"unreachable_since": None}
            await self._transaction.execute(of_conversation.values(told))
        return refreshed


def _known(customer: Customer) -> tuple[object, ...]:
    return customer.id, customer.tier, customer.company, customer.contract, customer.notes


def _decided(record: Conversation) -> tuple[object, ...]:
    return record.language, record.question, record.greeted_at


def _later_greeting(greeted_at: datetime | None) -> ColumnElement[datetime | None]:
    """Keep the later greeting: a state from before it must not undo it."""
    stands = conversations.c.greeted_at
    if greeted_at is None:
        return stands
    return case((or_(stands.is_(None), stands < greeted_at), greeted_at), else_=stands)


_CONVERSATIONS = select(
    conversations,
    customers.c.id.label("customer_id"),
    customers.c.created_at,
    customers.c.tier,
    customers.c.is_joined,
    customer_profiles.c.company,
    customer_profiles.c.contract,
    customer_profiles.c.notes,
    bans.c.customer.is_not(None).label("is_banned"),
).select_from(
    conversations.join(customers, conversations.c.customer == customers.c.id)
    .outerjoin(customer_profiles, customer_profiles.c.customer == customers.c.id)
    .outerjoin(bans, bans.c.customer == customers.c.id)
)


_BY_ID = _CONVERSATIONS.where(conversations.c.id == bindparam("id"))
_AT = _CONVERSATIONS.where(conversations.c.address == bindparam("at"))
_HELD = (
    select(conversations.c.version)
    .where(conversations.c.id == bindparam("id"))
    .with_for_update(key_share=True)
)
_OF_CUSTOMER = _CONVERSATIONS.where(conversations.c.customer == bindparam("customer")).order_by(
    conversations.c.id
)


def _record(row: Row[*tuple[Any, ...]]) -> Conversation:
    customer = Customer(
        row.customer_id,
        row.given_name,
        row.family_name,
        row.username,
        row.created_at,
        row.tier,
        row.company,
        row.contract,
        row.notes,
        row.is_joined,
        bool(row.is_banned),
    )
    return Conversation(
        row.id,
        customer,
        row.address,
        row.language,
        row.client_language,
        row.question,
        row.unreachable_since,
        row.greeted_at,
        row.version,
        row.written_language,
    )
