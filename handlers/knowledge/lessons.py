"""Managers' decisions about what the FAQ may learn: waiting phrasings, and those that keep failing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.desk.knowledge.block import FaqBlock
from handlers.desk.knowledge.lessons import phrasing_in
from handlers.desk.knowledge.outcomes import FailedQuestion, PhrasingOutcome, failed_questions, outcomes_of
from handlers.desk.messages.contents import words_of
from handlers.errors import CommandRefused
from handlers.knowledge.editor import FaqEditor
from storage.books import Books
from storage.errors import StaleRecord
from storage.records.events import Event, EventKind
from storage.records.faq import FaqRecord
from storage.records.faq_lessons import Lesson, LessonState

# Older outcomes say little about the present FAQ.
OUTCOMES_COUNT_FOR = timedelta(days=90)


# Each is looked up in the search before it is shown; others follow as these are decided.
_MOST_SHOWN = 50

_MOST_ASKED = 3
_LATEST_LOOKED_THROUGH = 10


@dataclass(frozen=True, slots=True)
class WaitingLesson:
    """A phrasing that waits for a manager.

    `known_in` is another entry that already has it: in two entries it would make the bot ask back.
    """

    lesson: Lesson
    record: FaqRecord
    known_in: int | None


@dataclass(frozen=True, slots=True)
class FailedWords:
    """A customer's words that an answer did not help with, as they are stored.

    `request` may be the question of a new entry; empty if the words have none, or if an entry already has it:
    `known_in`.
    """

    words: str
    request: str
    known_in: int | None


@dataclass(frozen=True, slots=True)
class FailingPhrasing:
    """A phrasing whose answers keep failing.

    `asked` are some words of customers who got these answers, each once, the latest first.
    """

    record: FaqRecord
    outcome: PhrasingOutcome
    asked: tuple[FailedWords, ...]


@dataclass(frozen=True, slots=True)
class FaqLessons:
    """The lessons, shared by the messenger and the desk."""

    editor: FaqEditor

    async def waiting(self, books: Books) -> list[WaitingLesson]:
        """Phrasings to decide about, the most frequent first, without those that their entry has by now."""
        found: list[WaitingLesson] = []
        looked_at = 0
        while lessons := await books.faq_learning.waiting(_MOST_SHOWN, offset=looked_at):
            looked_at += len(lessons)
            for lesson in lessons:
                record = await books.faq.get(lesson.entry)
                having = self.editor.shelf.having(lesson.text)
                if record is not None and record.id not in having:
                    found.append(WaitingLesson(lesson, record, min(having, default=None)))
            if len(found) >= _MOST_SHOWN:
                break
        return found[:_MOST_SHOWN]

    async def teach(self, books: Books, lesson_id: int, version: int, by: str, now: datetime) -> FaqRecord:
        """Add the phrasing to its entry, as an edit would.

        Raises `StaleRecord` if it is not as the manager saw it, `CommandRefused` if it cannot be added.
        """
        lesson = await books.faq_learning.take(lesson_id, version)
        record = await books.faq.get(lesson.entry)
        if record is None or record.deleted_at is not None or lesson.text in record.alternatives:
            raise StaleRecord("FAQ entry", lesson.entry)
        others = self.editor.shelf.having(lesson.text) - {record.id}
        if others:
            raise CommandRefused("faq-learn-known-in", number=min(others))
        block = FaqBlock(record.question, (*record.alternatives, lesson.text), record.answer)
        fault = block.fault(record)
        if fault is not None:
            raise CommandRefused(fault)
        saved = await self.editor.write(books, by, block, record, now)
        act = await books.faq.revision()
        await books.faq_learning.decide(lesson, LessonState.TAUGHT, by=by, now=now, act=act)
        return saved

    async def refuse(self, books: Books, lesson_id: int, version: int, by: str, now: datetime) -> None:
        """Refuse the phrasing for good. Raises `StaleRecord` if it is not as the manager saw it."""
        lesson = await books.faq_learning.take(lesson_id, version)
        await books.faq_learning.decide(lesson, LessonState.REFUSED, by=by, now=now)
        await books.audit.note(by, "faq phrasing refused", {"entry": str(lesson.entry)}, now)

    async def failing(self, books: Books, now: datetime) -> list[FailingPhrasing]:
        """Phrasings whose answers keep failing, counted since the last change of the answer."""
        since = now - OUTCOMES_COUNT_FOR
        suspects = await books.events.entries_with(EventKind.FAQ_FAILED, since=since, at_least=2)
        found = []
        for entry in sorted(suspects):
            record = await books.faq.get(entry)
            if record is None or record.deleted_at is not None:
                continue
            phrasings = {record.question, *record.alternatives}
            events = await self._events_since_its_answer(books, entry, since)
            for outcome in outcomes_of(events):
                if outcome.keeps_failing and outcome.phrasing in phrasings:
                    asked = await _asked(books, failed_questions(events, outcome.phrasing))
                    found.append(FailingPhrasing(record, outcome, tuple(map(self._failed_words, asked))))
        return sorted(found, key=lambda failing: -failing.outcome.failed)

    def _failed_words(self, words: str) -> FailedWords:
        request = phrasing_in([words]) or ""
        having = self.editor.shelf.having(request) if request else frozenset()
        return FailedWords(words, "" if having else request, min(having, default=None))

    async def _events_since_its_answer(self, books: Books, entry: int, since: datetime) -> tuple[Event, ...]:
        for change in await books.faq.history(entry):
            if change.before is None or change.before.answer != change.after.answer:
                since = max(since, change.at)
        return await books.events.of_entry(entry, since=since)


async def _asked(books: Books, questions: Sequence[FailedQuestion]) -> tuple[str, ...]:
    """The customers' words, without those of erased customers."""
    asked: dict[str, None] = {}
    for question in questions[:_LATEST_LOOKED_THROUGH]:
        heard = await books.messages.heard_at(question.conversation, question.replied_at)
        latest = [message for message in heard if message.at == heard[-1].at]
        if words := " ".join(" ".join(words_of(latest)).split()):
            asked[words] = None
    return tuple(asked)[:_MOST_ASKED]
