"""The search: entries in, a question in, a verdict out."""

from collections.abc import Callable, Iterable, Sequence
from threading import Lock

from rapidfuzz import fuzz

from faq.background import stems_by_sound
from faq.candidates import candidates_for, read
from faq.compound import with_parts
from faq.decision import Thresholds, kind_of
from faq.dictionary import russian_analyzer
from faq.encoder import Encoder, installed_encoder
from faq.entry import FaqEntry
from faq.index import Index, exact_key
from faq.reading import read_words
from faq.verdict import MOST_CHOICES, Candidate, Verdict

# Similarity of questions (0..100) from which two choices ask the same.
SAME_CHOICE = 90
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
    def build(
        cls,
        entries: Iterable[FaqEntry],
        thresholds: Thresholds | None = None,
        *,
        find_encoder: Callable[[], Encoder | None] = installed_encoder,
    ) -> "FaqMatcher":
        """Make a matcher for the entries (there may be none); of two with the same id the later one counts.

        It compares whole sentences, too, if an encoder is found: that of `otboinik[semantic]`, or another.
        """
        index = Index.of(entries, find_encoder())
        stems_by_sound()  # the first question would wait for this table, and for the dictionary
        if index.cyrillic.any():
            russian_analyzer()
        return cls(index, thresholds or Thresholds())

    @property
    def entries(self) -> tuple[FaqEntry, ...]:
        """The present entries."""
        return self._index.entries

    def ask(self, text: str, *, language: str | None = None, thresholds: Thresholds | None = None) -> Verdict:
        """Decide what the bot should do with a text. Never raises, whatever the text.

        Of entries that fit alike, those in the `language` come first: the customer's, if known ("ru", "en"),
        else that of the text. `thresholds` decide this once in place of the matcher's own.
        """
        index, thresholds = self._index, thresholds or self._thresholds
        asked = read(text, index, language)
        found = candidates_for(index, asked)
        if found and not asked.exact:
            found = with_parts(index, asked, found, text, thresholds)
        choices = _diverse(found, asked.exact)
        best = choices[0].score if choices else 0.0
        return Verdict(kind_of(best, thresholds), choices, asked.words)

    def exact(self, text: str) -> frozenset[str]:
        """The ids of entries, in any language, with exactly these words as a phrasing, typos mended."""
        index = self._index
        return index.exact.get(exact_key(read_words(text, index)), frozenset())

    def similar(self, text: str, *, limit: int = 3, besides: str | None = None) -> tuple[Candidate, ...]:
        """Entries with a phrasing nearly equal to the text, nearest first, without the entry `besides`."""
        index = self._index
        asked = read(text, index, None)
        found = [
            Candidate(entry, 1.0 if entry.id in asked.exact else near.similarity)
            for near, entry in ((near, index.entries[near.entry]) for near in asked.ranked)
            if entry.id != besides and (entry.id in asked.exact or near.similarity >= NEARLY_THE_SAME)
        ]
        return tuple(sorted(found, key=lambda candidate: -candidate.score)[:limit])

    def add(self, entry: FaqEntry) -> None:
        """Add the entry, or replace the one with the same id."""
        with self._changing:
            index = self._index
            if any(known.id == entry.id for known in index.entries):
                index = index.without(entry.id)
            self._index = index.with_entries((entry,))

    def remove(self, entry_id: str) -> None:
        """Remove the entry; nothing changes if there is none with this id."""
        with self._changing:
            if any(known.id == entry_id for known in self._index.entries):
                self._index = self._index.without(entry_id)


def _diverse(candidates: Sequence[Candidate], exact: frozenset[str]) -> tuple[Candidate, ...]:
    """The first few candidates, without near-duplicates unless they have exactly these words."""
    chosen: list[Candidate] = []
    for candidate in candidates:
        if len(chosen) == MOST_CHOICES:
            break
        is_exact = candidate.entry.id in exact
        if is_exact or not any(_same(candidate.entry, other.entry) for other in chosen):
            chosen.append(candidate)
    return tuple(chosen)


def _same(entry: FaqEntry, other: FaqEntry) -> bool:
    return fuzz.token_sort_ratio(entry.question.casefold(), other.question.casefold()) >= SAME_CHOICE
