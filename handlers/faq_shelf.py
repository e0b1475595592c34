"""The FAQ within reach: the matcher that answers now, following what managers change."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from faq import Candidate, FaqEntry, FaqMatcher, Verdict
from storage.engine import Database
from storage.records import FaqRecord

_NEVER_READ = -1


@dataclass(slots=True)
class FaqShelf:
    """Holds one matcher and swaps it for a newer one; building happens off the event loop."""

    database: Database
    matcher: FaqMatcher = field(default_factory=lambda: FaqMatcher.build([]))
    _revision: int = _NEVER_READ
    _changing: asyncio.Lock = field(default_factory=asyncio.Lock)

    def ask(self, text: str, language: str | None = None) -> Verdict:
        """The search; of entries that fit alike, those in the customer's language come first."""
        return self.matcher.ask(text, language=language)

    def similar(self, text: str, *, besides: int | None = None) -> tuple[Candidate, ...]:
        """Entries that ask nearly the same, the nearest first."""
        return self.matcher.similar(text, besides=None if besides is None else str(besides))

    async def refresh(self) -> bool:
        """Follow the FAQ if it changed; says whether it did. Safe to call from several places at once."""
        async with self._changing:
            async with self.database.books() as books:
                revision = await books.faq.revision()
                if revision == self._revision:
                    return False
                records = await books.faq.live()
            self.matcher = await asyncio.to_thread(_follow, self.matcher, records)
            self._revision = revision
            return True


def entry_of(record: FaqRecord) -> FaqEntry:
    """A record as the search knows it."""
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
