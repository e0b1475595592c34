"""The FAQ in memory: the matcher that answers now, following what managers change."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from faq import Candidate, FaqEntry, FaqMatcher, Thresholds, Verdict
from handlers.followed import Shelf
from storage.books import Books
from storage.faq.thresholds import StoredThresholds
from storage.records.faq import FaqRecord


@dataclass(slots=True)
class FaqShelf(Shelf[tuple[Sequence[FaqRecord], StoredThresholds | None]]):
    """Holds one matcher and swaps it for a newer one; building happens off the event loop."""

    matcher: FaqMatcher = field(default_factory=lambda: FaqMatcher.build([]))
    thresholds: Thresholds = field(default_factory=Thresholds)

    def ask(self, text: str, language: str | None = None, thresholds: Thresholds | None = None) -> Verdict:
        """Search; of entries that fit alike, those in the customer's language come first.

        `thresholds` replace the managers' own for a trial.
        """
        return self.matcher.ask(text, language=language, thresholds=thresholds or self.thresholds)

    def having(self, text: str) -> frozenset[int]:
        """The entries that have exactly these words as a phrasing, apart from misspellings."""
        return frozenset(map(int, self.matcher.exact(text)))

    def similar(self, text: str, *, besides: int | None = None) -> tuple[Candidate, ...]:
        """Entries that ask nearly the same, the nearest first."""
        return self.matcher.similar(text, besides=None if besides is None else str(besides))

    async def _revision_in(self, books: Books) -> int:
        return await books.faq.revision()

    async def _read(self, books: Books) -> tuple[Sequence[FaqRecord], StoredThresholds | None]:
        return await books.faq.live(), await books.faq_thresholds.current()

    async def _take(self, kept: tuple[Sequence[FaqRecord], StoredThresholds | None]) -> None:
        records, thresholds = kept
        self.matcher = await asyncio.to_thread(_follow, self.matcher, records)
        self.thresholds = thresholds_of(thresholds)


def thresholds_of(stored: StoredThresholds | None) -> Thresholds:
    """The managers' thresholds, else the search's own."""
    return Thresholds(stored.answer, stored.suggest) if stored else Thresholds()


def entry_of(record: FaqRecord) -> FaqEntry:
    """The record as an entry of the search."""
    return FaqEntry(
        id=str(record.id),
        question=record.question,
        answer=record.answer,
        alternatives=record.alternatives,
        category=record.category,
        language=record.language,
    )


# More changes than this at once are an import: building anew is quicker than changing one by one.
_FEW_CHANGES = 3


def _follow(matcher: FaqMatcher, records: Sequence[FaqRecord]) -> FaqMatcher:
    wanted = {str(record.id): entry_of(record) for record in records}
    known = {entry.id: entry for entry in matcher.entries}
    gone = [entry_id for entry_id in known if entry_id not in wanted]
    new = [entry for entry_id, entry in wanted.items() if known.get(entry_id) != entry]
    if len(gone) + len(new) > _FEW_CHANGES:
        return FaqMatcher.build(wanted.values())
    for entry_id in gone:
        matcher.remove(entry_id)
    for entry in new:
        matcher.add(entry)
    return matcher
