"""The search: entries in, a question in, a verdict out."""

from collections.abc import Iterable
from threading import Lock

from faq.decision import CHOICES, EXACT_CHANCE, Thresholds, chance, kind_of
from faq.entry import FaqEntry
from faq.index import Index
from faq.normalise import clean
from faq.politeness import is_small_talk
from faq.ranking import exact_entries, rank
from faq.reading import read_words
from faq.verdict import Candidate, Verdict

# Similarity from which an entry is pointed out as nearly the same as a new one.
NEARLY_THE_SAME = 0.7


class FaqMatcher:
    """A knowledge base that can be asked.

    `ask` and `similar` read one immutable index and may run in any thread while `add` and `remove` put
    another in its place: a reader sees the knowledge base before a change or after it, never in between.
    """

    def __init__(self, index: Index, thresholds: Thresholds) -> None:
        self._index = index
        self._thresholds = thresholds
        self._changing = Lock()

    @classmethod
    def build(cls, entries: Iterable[FaqEntry], thresholds: Thresholds | None = None) -> "FaqMatcher":
        """A matcher over the entries (none is fine); of two with one id the later stands."""
        return cls(Index.of(entries), thresholds or Thresholds())

    @property
    def entries(self) -> tuple[FaqEntry, ...]:
        """The knowledge base as it stands."""
        return self._index.entries

    def ask(self, text: str) -> Verdict:
        """What the bot should do about a text. Never raises, whatever the text."""
        index = self._index
        words = read_words(text, index.vocabulary)
        alone = exact_entries(index, words)
        if not alone and is_small_talk(clean(text)):
            return Verdict("unknown")
        ranked = rank(index, words)
        candidates = [
            Candidate(index.entries[found.entry], chance(ranked, position))
            for position, found in enumerate(ranked[:CHOICES])
        ]
        if len(alone) == 1:
            (entry,) = (index.entries[position] for position in alone)
            others = [candidate for candidate in candidates if candidate.entry.id != entry.id]
            candidates = [Candidate(entry, EXACT_CHANCE), *others][:CHOICES]
        elif len(alone) > 1:
            candidates = [
                Candidate(index.entries[position], 1 / len(alone)) for position in sorted(alone)[:CHOICES]
            ]
            return Verdict("suggest", tuple(candidates))
        candidates.sort(key=lambda candidate: -candidate.score)
        best = candidates[0].score if candidates else 0.0
        return Verdict(kind_of(best, self._thresholds), tuple(candidates))

    def similar(self, text: str, *, limit: int = 3, besides: str | None = None) -> tuple[Candidate, ...]:
        """Entries with a phrasing nearly the same as the text, nearest first; `besides` is an id left out."""
        index = self._index
        words = read_words(text, index.vocabulary)
        alone = exact_entries(index, words)
        found = [
            Candidate(
                index.entries[ranked.entry], 1.0 if ranked.entry in alone else min(1.0, ranked.similarity)
            )
            for ranked in rank(index, words)
            if ranked.entry in alone or ranked.similarity >= NEARLY_THE_SAME
        ]
        found.sort(key=lambda candidate: -candidate.score)
        return tuple(candidate for candidate in found if candidate.entry.id != besides)[:limit]

    def add(self, entry: FaqEntry) -> None:
        """Take the entry in, in place of one with the same id."""
        with self._changing:
            kept = {known.id: known for known in self._index.entries}
            kept[entry.id] = entry
            self._index = Index.of(kept.values())

    def remove(self, entry_id: str) -> None:
        """Forget the entry; nothing changes if there is none with this id."""
        with self._changing:
            self._index = Index.of(entry for entry in self._index.entries if entry.id != entry_id)
