"""The FAQ as managers keep it: entries, and every change ever made to them."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update

from storage.counters import current_value, hold_value, next_value
from storage.errors import StaleRecord, UnknownFaqIds
from storage.faq.acts import CONTENT, Change, FaqAct
from storage.faq.importing import NEW, FaqImportReport, FaqImportRow, plan_import
from storage.faq.learning import wait_again
from storage.parts import in_parts
from storage.records.faq import FaqChange, FaqChangeKind, FaqRecord, UndoneChange
from storage.tables.faq import faq_changes, faq_entries
from storage.transaction import Transaction
from storage.wakeups import Work

REVISION = "faq revision"
"""The counter of acts: each command that changed anything took one number."""
_ENTRIES = select(faq_entries).order_by(faq_entries.c.id)


class Faq:
    """Entries. Nothing is ever lost: a deleted entry can be restored, every change is recorded."""

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
        """All entries, deleted ones included, by id."""
        return tuple(map(_record, await self._transaction.execute(_ENTRIES)))

    async def get(self, entry_id: int) -> FaqRecord | None:
        """The entry, even if it is deleted."""
        found = await self._transaction.execute(_ENTRIES.where(faq_entries.c.id == entry_id))
        row = found.one_or_none()
        return None if row is None else _record(row)

    async def of(self, entry_ids: Collection[int]) -> dict[int, FaqRecord]:
        """The entries that exist, deleted ones included, by id."""
        records: dict[int, FaqRecord] = {}
        for some in in_parts(sorted(entry_ids)):
            found = await self._transaction.execute(_ENTRIES.where(faq_entries.c.id.in_(some)))
            records |= {record.id: record for record in map(_record, found)}
        return records

    async def live_of(self, entry_ids: Sequence[int]) -> tuple[FaqRecord, ...]:
        """Those of the entries that are not deleted, in the given order."""
        found = await self.of(entry_ids)
        return tuple(found[each] for each in entry_ids if each in found and found[each].deleted_at is None)

    async def numbers(self) -> frozenset[int]:
        """The ids of all entries, deleted ones included."""
        return frozenset((await self._transaction.execute(select(faq_entries.c.id))).scalars())

    async def hold(self) -> None:
        """Keep others from changing the FAQ until the end of this transaction: what is read stays true.

        Of two imports at one moment the later one finds what the earlier one added.
        """
        await hold_value(self._transaction, REVISION)

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
        """Add an entry."""
        entry = FaqRecord(
            id=NEW,
            question=question,
            answer=answer,
            alternatives=alternatives,
            category=category,
            language=language,
        )
        (added,) = await (await self._act(by, now)).add([entry])
        return added

    async def edit(self, record: FaqRecord, *, by: str, now: datetime) -> FaqRecord:
        """Replace the entry's content. Raises `StaleRecord` if `record.version` is not the stored one."""
        stored = await self._held(record.id)
        if stored.version != record.version:
            raise StaleRecord("FAQ entry", record.id)
        edited = replace(record, deleted_at=stored.deleted_at)
        return await self._change(stored, edited, FaqChangeKind.EDITED, by, now)

    async def delete(self, entry_id: int, *, by: str, now: datetime) -> FaqRecord:
        """Take the entry out of the answers. Raises `UnknownFaqIds`; deleting it twice changes nothing."""
        stored = await self._held(entry_id)
        if stored.deleted_at is not None:
            return stored
        gone = replace(stored, deleted_at=now)
        return await self._change(stored, gone, FaqChangeKind.DELETED, by, now)

    async def restore(self, entry_id: int, *, by: str, now: datetime) -> FaqRecord:
        """Bring a deleted entry back. Raises `UnknownFaqIds`; restoring a live one changes nothing."""
        stored = await self._held(entry_id)
        if stored.deleted_at is None:
            return stored
        back = replace(stored, deleted_at=None)
        return await self._change(stored, back, FaqChangeKind.RESTORED, by, now)

    async def undo(self, *, by: str, now: datetime) -> UndoneChange | None:
        """Undo the caller's own last command that was not undone yet; None if there is none.

        Raises `StaleRecord` if one of its entries has changed since that command.
        """
        await self.hold()
        changes = await self._last_standing_of(by)
        if not changes:
            return None
        stored = await self.of([change.entry for change in changes])
        for change in changes:
            if not _same(stored[change.entry], change.after):
                raise StaleRecord("FAQ entry", change.entry)
        taken = [
            Change(stored[each.entry], each.before or replace(stored[each.entry], deleted_at=now))
            for each in changes
        ]
        entries = await (await self._act(by, now)).change(taken, FaqChangeKind.UNDONE)
        taken_back = update(faq_changes).where(faq_changes.c.act == changes[0].act)
        await self._transaction.execute(taken_back.values(undone_at=now))
        await wait_again(self._transaction, changes[0].act)
        return UndoneChange(changes, entries)

    async def import_(
        self,
        rows: Sequence[FaqImportRow],
        *,
        replace: bool,
        by: str,
        now: datetime,
    ) -> FaqImportReport:
        """Add and change entries as the rows say; `replace` deletes live ones that are not among them.

        See `plan_import` for how rows are matched. Raises `UnknownFaqIds`. One `undo` reverts all of it.
        """
        await self.hold()
        stored = await self.everything()
        plan = plan_import(stored, rows, replace_all=replace, now=now)
        if not (plan.added or plan.changed or plan.deleted):
            return plan
        act, by_id = await self._act(by, now), {entry.id: entry for entry in stored}
        edited, gone = ([Change(by_id[e.id], e) for e in entries] for entries in (plan.changed, plan.deleted))
        return FaqImportReport(
            added=await act.add(plan.added),
            changed=await act.change(edited, FaqChangeKind.EDITED),
            unchanged=plan.unchanged,
            deleted=await act.change(gone, FaqChangeKind.DELETED),
        )

    async def history(self, entry_id: int) -> tuple[FaqChange, ...]:
        """The entry's changes, the oldest first."""
        query = select(faq_changes).where(faq_changes.c.entry == entry_id).order_by(faq_changes.c.id)
        return tuple(map(_change, await self._transaction.execute(query)))

    async def _act(self, by: str, now: datetime) -> FaqAct:
        self._transaction.announce(Work.FAQ)
        return FaqAct(self._transaction, await next_value(self._transaction, REVISION), by, now)

    async def _change(
        self, stored: FaqRecord, wanted: FaqRecord, kind: FaqChangeKind, by: str, now: datetime
    ) -> FaqRecord:
        (changed,) = await (await self._act(by, now)).change([Change(stored, wanted)], kind)
        return changed

    async def _held(self, entry_id: int) -> FaqRecord:
        await self.hold()
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


def _same(one: FaqRecord, other: FaqRecord) -> bool:
    """Return True if equal except for the version: a change that was undone leaves no other trace."""
    return replace(one, version=other.version) == other


def _record(row: Row[*tuple[Any, ...]]) -> FaqRecord:
    return FaqRecord(id=row.id, **{name: getattr(row, name) for name in CONTENT})


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
