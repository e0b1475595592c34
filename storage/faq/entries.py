"""The FAQ as managers keep it: entries, and every change that was ever made to them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from storage.counters import current_value, next_value
from storage.errors import StaleRecord, UnknownFaqIds
from storage.faq.importing import NEW, FaqImportReport, FaqImportRow, plan_import
from storage.faq.learning import wait_again
from storage.records.faq import FaqChange, FaqChangeKind, FaqRecord, UndoneChange
from storage.tables.faq import faq_changes, faq_entries
from storage.transaction import Transaction
from storage.wakeups import Work

REVISION = "faq revision"
"""The counter of acts: each command that changed anything took one number."""
_FIELDS = tuple(field.name for field in fields(FaqRecord))
_ENTRIES = select(faq_entries).order_by(faq_entries.c.id)


class Faq:
    """Entries. Nothing is ever gone: a deleted entry can be restored, every change is on record."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def revision(self) -> int:
        """A number that grows with every committed change."""
        return await current_value(self._transaction, REVISION)

    async def live(self) -> tuple[FaqRecord, ...]:
        """The entries that are not deleted, by id."""
        live = _ENTRIES.where(faq_entries.c.deleted_at.is_(None))
        return tuple(map(_record, await self._transaction.execute(live)))

    async def deleted(self) -> tuple[FaqRecord, ...]:
        """The entries that are deleted, the latest first."""
        gone = select(faq_entries).where(faq_entries.c.deleted_at.is_not(None))
        latest_first = gone.order_by(faq_entries.c.deleted_at.desc(), faq_entries.c.id.desc())
        return tuple(map(_record, await self._transaction.execute(latest_first)))

    async def everything(self) -> tuple[FaqRecord, ...]:
        """The entries, also deleted ones, by id."""
        return tuple(map(_record, await self._transaction.execute(_ENTRIES)))

    async def get(self, entry_id: int) -> FaqRecord | None:
        """The entry, also when it is deleted."""
        found = await self._transaction.execute(_ENTRIES.where(faq_entries.c.id == entry_id))
        row = found.one_or_none()
        return None if row is None else _record(row)

    async def of(self, entry_ids: Collection[int]) -> dict[int, FaqRecord]:
        """Those of the entries that there are, also deleted ones, by id."""
        if not entry_ids:
            return {}
        found = await self._transaction.execute(_ENTRIES.where(faq_entries.c.id.in_(entry_ids)))
        return {record.id: record for record in map(_record, found)}

    async def live_of(self, entry_ids: Sequence[int]) -> tuple[FaqRecord, ...]:
        """Those of the entries that are not deleted, in the order in which they are named."""
        found = await self.of(entry_ids)
        return tuple(found[each] for each in entry_ids if each in found and found[each].deleted_at is None)

    async def numbers(self) -> frozenset[int]:
        """The ids of all entries, also of deleted ones."""
        return frozenset((await self._transaction.execute(select(faq_entries.c.id))).scalars())

    async def add(
        self,
        *,
        question: str,
        answer: str,
        alternatives: tuple[str, ...] = (),
        category: str | None = None,
        language: str | None = None,
        by: str,
        now: datetime,
    ) -> FaqRecord:
        """A new entry."""
        entry = FaqRecord(
            id=NEW,
            question=question,
            answer=answer,
            alternatives=alternatives,
            category=category,
            language=language,
        )
        return await (await self._act(by, now)).add(entry)

    async def edit(self, record: FaqRecord, *, by: str, now: datetime) -> FaqRecord:
        """Replace the entry's content. Raises `StaleRecord` when `record.version` is not the stored one."""
        stored = await self._stored(record.id)
        if stored.version != record.version:
            raise StaleRecord("FAQ entry", record.id)
        edited = replace(record, deleted_at=stored.deleted_at)
        return await (await self._act(by, now)).change(stored, edited, FaqChangeKind.EDITED)

    async def delete(self, entry_id: int, *, by: str, now: datetime) -> FaqRecord:
        """Take the entry out of the answers. Raises `UnknownFaqIds`; deleting it twice changes nothing."""
        stored = await self._stored(entry_id)
        if stored.deleted_at is not None:
            return stored
        gone = replace(stored, deleted_at=now)
        return await (await self._act(by, now)).change(stored, gone, FaqChangeKind.DELETED)

    async def restore(self, entry_id: int, *, by: str, now: datetime) -> FaqRecord:
        """Bring a deleted entry back. Raises `UnknownFaqIds`; restoring a live one changes nothing."""
        stored = await self._stored(entry_id)
        if stored.deleted_at is None:
            return stored
        back = replace(stored, deleted_at=None)
        return await (await self._act(by, now)).change(stored, back, FaqChangeKind.RESTORED)

    async def undo(self, *, by: str, now: datetime) -> UndoneChange | None:
        """Take back the caller's own last command that still stands; None when there is none.

        Raises `StaleRecord` when one of its entries is no longer as that command left it.
        """
        changes = await self._last_standing_of(by)
        if not changes:
            return None
        act = await self._act(by, now)
        entries = []
        for change in changes:
            stored = await self._stored(change.entry)
            if not _same(stored, change.after):
                raise StaleRecord("FAQ entry", change.entry)
            former = change.before or replace(stored, deleted_at=now)
            entries.append(await act.change(stored, former, FaqChangeKind.UNDONE))
        taken_back = update(faq_changes).where(faq_changes.c.act == changes[0].act)
        await self._transaction.execute(taken_back.values(undone_at=now))
        await wait_again(self._transaction, changes[0].act)
        return UndoneChange(changes, tuple(entries))

    async def import_(
        self,
        rows: Sequence[FaqImportRow],
        *,
        replace: bool,
        by: str,
        now: datetime,
    ) -> FaqImportReport:
        """Add and change entries as the rows say; `replace` deletes the live ones that are not among them.

        See `plan_import` for how rows are matched. Raises `UnknownFaqIds`. One `undo` takes all of it back.
        """
        stored = await self.everything()
        plan = plan_import(stored, rows, replace_all=replace, now=now)
        if not (plan.added or plan.changed or plan.deleted):
            return plan
        act, by_id = await self._act(by, now), {entry.id: entry for entry in stored}
        return FaqImportReport(
            added=tuple([await act.add(entry) for entry in plan.added]),
            changed=tuple([await act.change(by_id[e.id], e, FaqChangeKind.EDITED) for e in plan.changed]),
            unchanged=plan.unchanged,
            deleted=tuple([await act.change(by_id[e.id], e, FaqChangeKind.DELETED) for e in plan.deleted]),
        )

    async def history(self, entry_id: int) -> tuple[FaqChange, ...]:
        """The entry's changes, the first one in front."""
        query = select(faq_changes).where(faq_changes.c.entry == entry_id).order_by(faq_changes.c.id)
        return tuple(map(_change, await self._transaction.execute(query)))

    async def _act(self, by: str, now: datetime) -> "_Act":
        self._transaction.announce(Work.FAQ)
        return _Act(self._transaction, await next_value(self._transaction, REVISION), by, now)

    async def _stored(self, entry_id: int) -> FaqRecord:
        stored = await self.get(entry_id)
        if stored is None:
            raise UnknownFaqIds([entry_id])
        return stored

    async def _last_standing_of(self, by: str) -> tuple[FaqChange, ...]:
        last = select(func.max(faq_changes.c.act)).where(
            faq_changes.c.by == by,
            faq_changes.c.kind != FaqChangeKind.UNDONE,
            faq_changes.c.undone_at.is_(None),
        )
        query = (
            select(faq_changes).where(faq_changes.c.act == last.scalar_subquery()).order_by(faq_changes.c.id)
        )
        return tuple(map(_change, await self._transaction.execute(query)))


@dataclass(frozen=True, slots=True)
class _Act:
    """One command's changes, as they are made and put on record."""

    transaction: Transaction
    number: int
    by: str
    now: datetime

    async def add(self, entry: FaqRecord) -> FaqRecord:
        values = {name: getattr(entry, name) for name in _FIELDS if name != "id"}
        created = await self.transaction.execute(
            insert(faq_entries).values(values).returning(faq_entries.c.id)
        )
        added = replace(entry, id=created.scalar_one())
        await self._record(FaqChangeKind.ADDED, None, added)
        return added

    async def change(self, before: FaqRecord, wanted: FaqRecord, kind: FaqChangeKind) -> FaqRecord:
        after = replace(wanted, version=before.version + 1)
        written = await self.transaction.execute(
            update(faq_entries)
            .where(faq_entries.c.id == before.id, faq_entries.c.version == before.version)
            .values({name: getattr(after, name) for name in _FIELDS})
        )
        if written.rowcount == 0:
            raise StaleRecord("FAQ entry", before.id)
        await self._record(kind, before, after)
        return after

    async def _record(self, kind: FaqChangeKind, before: FaqRecord | None, after: FaqRecord) -> None:
        on_record = insert(faq_changes).values(
            act=self.number, entry=after.id, kind=kind, at=self.now, by=self.by, before=before, after=after
        )
        await self.transaction.execute(on_record)


def _same(one: FaqRecord, other: FaqRecord) -> bool:
    """Equal but for the version: a change that was made and taken back leaves no trace here."""
    return replace(one, version=other.version) == other


def _record(row: Row[*tuple[Any, ...]]) -> FaqRecord:
    return FaqRecord(**{name: getattr(row, name) for name in _FIELDS})


def _change(row: Row[*tuple[Any, ...]]) -> FaqChange:
    return FaqChange(
        act=row.act,
        entry=row.entry,
        kind=row.kind,
        at=row.at,
        by=row.by,
        before=row.before,
        after=row.after,
        undone_at=row.undone_at,
    )
