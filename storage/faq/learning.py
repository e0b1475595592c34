"""Phrasings that the FAQ may learn from its customers; none counts before a manager approves it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, case, delete, exists, func, insert, select, update

from storage.errors import StaleRecord
from storage.records.faq_lessons import Confirmation, Lesson, LessonState, Origin
from storage.tables.faq import faq_entries
from storage.tables.faq_learning import faq_confirmations, faq_lessons
from storage.transaction import Transaction


class FaqLearning:
    """Phrasings that wait for a manager, and those already decided."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, confirmations: Sequence[Confirmation]) -> None:
        """Count the confirmations. A phrasing that was decided does not wait again."""
        for confirmation in confirmations:
            lesson = await self._waiting_lesson(confirmation)
            if lesson is not None:
                seen = insert(faq_confirmations).values(
                    lesson=lesson,
                    origin=confirmation.origin,
                    conversation=confirmation.conversation,
                    ticket=confirmation.ticket,
                    at=confirmation.at,
                )
                await self._transaction.execute(seen)

    async def waiting(self, limit: int, *, offset: int = 0) -> tuple[Lesson, ...]:
        """Undecided phrasings of live entries from `offset` on: the most frequent first, then by age."""
        query = (
            _LESSONS.where(faq_lessons.c.state == LessonState.WAITING, faq_entries.c.deleted_at.is_(None))
            .order_by(func.count(faq_confirmations.c.id).desc(), faq_lessons.c.id)
            .limit(limit)
            .offset(offset)
        )
        return tuple(map(_lesson, await self._transaction.execute(query)))

    async def get(self, lesson: int) -> Lesson | None:
        found = await self._transaction.execute(_LESSONS.where(faq_lessons.c.id == lesson))
        row = found.one_or_none()
        return None if row is None else _lesson(row)

    async def take(self, lesson: int, version: int) -> Lesson:
        """Lock a waiting phrasing until the end of this transaction, and raise its version.

        Raises `StaleRecord` if it was decided or taken since it was read.
        """
        taken = await self._transaction.execute(
            update(faq_lessons)
            .where(
                faq_lessons.c.id == lesson,
                faq_lessons.c.version == version,
                faq_lessons.c.state == LessonState.WAITING,
            )
            .values(version=version + 1)
        )
        found = await self.get(lesson) if taken.rowcount else None
        if found is None:
            raise StaleRecord("FAQ lesson", lesson)
        return found

    async def decide(
        self, lesson: Lesson, state: LessonState, *, by: str, now: datetime, act: int | None = None
    ) -> None:
        """Settle a waiting phrasing. Raises `StaleRecord` if somebody did since it was read."""
        settled = await self._transaction.execute(
            update(faq_lessons)
            .where(
                faq_lessons.c.id == lesson.id,
                faq_lessons.c.version == lesson.version,
                faq_lessons.c.state == LessonState.WAITING,
            )
            .values(state=state, decided_by=by, decided_at=now, act=act, version=lesson.version + 1)
        )
        if settled.rowcount == 0:
            raise StaleRecord("FAQ lesson", lesson.id)

    async def forget(self, conversations: Collection[int]) -> None:
        """Remove these customers' words: a phrasing that nobody else used goes, whatever was decided.

        The key of a decided phrasing stays, so that it does not come back. An entry keeps the phrasing that a
        manager added to it.
        """
        theirs = delete(faq_confirmations).where(faq_confirmations.c.conversation.in_(sorted(conversations)))
        await self._transaction.execute(theirs)
        unseen = ~exists().where(faq_confirmations.c.lesson == faq_lessons.c.id)
        undecided = faq_lessons.c.state == LessonState.WAITING
        await self._transaction.execute(delete(faq_lessons).where(unseen, undecided))
        await self._transaction.execute(update(faq_lessons).where(unseen).values(text=""))

    async def _waiting_lesson(self, confirmation: Confirmation) -> int | None:
        first = self._transaction.insert(faq_lessons).values(
            entry=confirmation.entry,
            key=confirmation.key,
            text=confirmation.text,
            state=LessonState.WAITING,
            version=1,
        )
        await self._transaction.execute(first.on_conflict_do_nothing(index_elements=["entry", "key"]))
        found = await self._transaction.execute(
            select(faq_lessons.c.id).where(
                faq_lessons.c.entry == confirmation.entry,
                faq_lessons.c.key == confirmation.key,
                faq_lessons.c.state == LessonState.WAITING,
            )
        )
        return found.scalar_one_or_none()


async def wait_again(transaction: Transaction, act: int) -> None:
    """Make the phrasings of an undone change wait again."""
    taught = update(faq_lessons).where(
        faq_lessons.c.act == act, faq_lessons.c.state == LessonState.TAUGHT, faq_lessons.c.text != ""
    )
    await transaction.execute(
        taught.values(
            state=LessonState.WAITING,
            decided_by=None,
            decided_at=None,
            act=None,
            version=faq_lessons.c.version + 1,
        )
    )


def _times(origin: Origin) -> Any:
    return func.count(case((faq_confirmations.c.origin == origin, 1)))


_LESSONS: Select[*tuple[Any, ...]] = (
    select(
        faq_lessons,
        _times(Origin.CUSTOMER).label("by_customers"),
        _times(Origin.AGENT).label("by_agents"),
    )
    .join(faq_entries, faq_entries.c.id == faq_lessons.c.entry)
    .outerjoin(faq_confirmations, faq_confirmations.c.lesson == faq_lessons.c.id)
    .group_by(faq_lessons.c.id)
)


def _lesson(row: Row[*tuple[Any, ...]]) -> Lesson:
    return Lesson(
        id=row.id,
        entry=row.entry,
        text=row.text,
        state=row.state,
        by_customers=row.by_customers,
        by_agents=row.by_agents,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        act=row.act,
        version=row.version,
    )
