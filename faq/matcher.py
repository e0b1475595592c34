"""The search: entries in, a question in, a verdict out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from rapidfuzz import fuzz

from faq.background import stems_by_sound
from faq.decision import EVEN_CHANCE, EXACT_CHANCE, Thresholds, chance, kind_of, weights_of
from faq.doubt import contradiction, doubt_of
from faq.encoder import Encoder, installed_encoder
from faq.entry import FaqEntry
from faq.index import Index, exact_key, language_of
from faq.parts import clauses_of, sentences_of
from faq.ranking import Ranked, rank
from faq.reading import read_words
from faq.verdict import Candidate, Doubt, Verdict

CHOICES = 3
# More are ranked than shown: rivals tell how sure the first is, and choices that ask the same are left out.
RANKED = 6
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
        """A matcher over the entries (none is fine); of two with one id the later stands.

        It compares whole sentences, too, if an encoder is found: that of `otboinik[semantic]`, or another.
        """
        stems_by_sound()  # the first question would wait for this table
        return cls(Index.of(entries, find_encoder()), thresholds or Thresholds())

    @property
    def entries(self) -> tuple[FaqEntry, ...]:
        """The knowledge base as it stands."""
        return self._index.entries

    def ask(self, text: str, *, language: str | None = None, thresholds: Thresholds | None = None) -> Verdict:
        """What the bot should do about a text. Never raises, whatever the text.

        Of entries that fit alike, those in the `language` come first: the customer's, if known ("ru", "en"),
        else that of the text. `thresholds` decide this once in place of the matcher's own.
        """
        index, thresholds = self._index, thresholds or self._thresholds
        asked = _read(text, index, language)
        found = _candidates(index, asked)
        if found and not asked.exact:
            found = _with_parts(index, asked, found, text, thresholds)
        choices = _diverse(found, asked.exact)
        best = choices[0].score if choices else 0.0
        return Verdict(kind_of(best, thresholds), choices, asked.words)

    def exact(self, text: str) -> frozenset[str]:
        """Ids of the entries, in any language, that have just these words as a phrasing, misspelt or not."""
        index = self._index
        return index.exact.get(exact_key(read_words(text, index)), frozenset())

    def similar(self, text: str, *, limit: int = 3, besides: str | None = None) -> tuple[Candidate, ...]:
        """Entries with a phrasing nearly the same as the text, nearest first; `besides` is an id left out."""
        index = self._index
        asked = _read(text, index, None)
        found = [
            Candidate(entry, 1.0 if entry.id in asked.exact else near.similarity)
            for near, entry in ((near, index.entries[near.entry]) for near in asked.ranked)
            if entry.id != besides and (entry.id in asked.exact or near.similarity >= NEARLY_THE_SAME)
        ]
        return tuple(sorted(found, key=lambda candidate: -candidate.score)[:limit])

    def add(self, entry: FaqEntry) -> None:
        """Take the entry in, in place of one with the same id."""
        with self._changing:
            index = self._index
            if any(known.id == entry.id for known in index.entries):
                index = index.without(entry.id)
            self._index = index.with_entries((entry,))

    def remove(self, entry_id: str) -> None:
        """Forget the entry; nothing changes if there is none with this id."""
        with self._changing:
            if any(known.id == entry_id for known in self._index.entries):
                self._index = self._index.without(entry_id)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that was read: its words, what fits, and the ids of the entries with exactly its words."""

    language: str
    words: tuple[str, ...]
    ranked: Sequence[Ranked]
    exact: frozenset[str]


def _read(text: str, index: Index, language: str | None) -> _Asked:
    words = read_words(text, index)
    if not words:
        return _Asked("", (), (), frozenset())
    language = language_of(" ".join(words), language)
    exact = index.exact.get(exact_key(words), frozenset())
    if len(exact) > 1:
        entries = zip(index.entries, index.languages, strict=True)
        exact = (
            frozenset(entry.id for entry, own in entries if entry.id in exact and own == language) or exact
        )
    return _Asked(language, tuple(words), rank(index, words, language, RANKED), exact)


def _candidates(index: Index, asked: _Asked) -> list[Candidate]:
    """Entries that have exactly the words of the question, which share their chance; then the others."""
    exact: list[Candidate] = []
    if asked.exact:
        alike = EXACT_CHANCE / len(asked.exact)
        nearest = {found.entry: found.phrasing for found in asked.ranked}
        exact = [
            Candidate(entry, alike, _phrasing(entry, nearest.get(position, 0)))
            for position, entry in enumerate(index.entries)
            if entry.id in asked.exact
        ]
    others, most = [], 1 - EXACT_CHANCE if exact else 1.0
    fitted = weights_of(semantic=index.encoder is not None)
    for position, found in enumerate(asked.ranked):
        entry = index.entries[found.entry]
        if entry.id not in asked.exact:
            # The order is that of the competition: an entry behind another is never the likelier one.
            most = min(most, chance(asked.ranked, position, fitted))
            doubt = None
            if most > EVEN_CHANCE:
                doubt = doubt_of(asked.words, index.entries, asked.ranked, position)
            most = EVEN_CHANCE if doubt else most
            others.append(Candidate(entry, most, _phrasing(entry, found.phrasing), doubt))
    return [*exact, *others]


def _with_parts(
    index: Index, asked: _Asked, found: list[Candidate], text: str, thresholds: Thresholds
) -> list[Candidate]:
    """The candidates of a text, as its parts bear them out: a second request, or the question of a story."""
    if found[0].score >= thresholds.answer:
        return _with_asked_besides(found, _sure(index, clauses_of(text), asked.language, thresholds.answer))
    if found[0].score < thresholds.suggest or contradiction(asked.words, index.entries, asked.ranked[0]):
        return found
    return _with_question_of_story(
        found, tuple(_sure(index, sentences_of(text), asked.language, thresholds.answer))
    )


def _sure(index: Index, parts: Iterable[str], language: str, bar: float) -> Iterator[Candidate]:
    """The first candidate of each of the parts that would be answered if it stood alone."""
    for part in parts:
        for first in _candidates(index, _read(part, index, language))[:1]:
            if first.score >= bar:
                yield first


def _with_question_of_story(found: list[Candidate], sure: Sequence[Candidate]) -> list[Candidate]:
    """The candidates; the first is as likely as the sentences say that would be answered, if all with it."""
    first, *others = found
    if {part.entry.id for part in sure} != {first.entry.id}:
        return found
    return [replace(first, score=max(part.score for part in sure), doubt=None), *others]


def _with_asked_besides(found: list[Candidate], parts: Iterable[Candidate]) -> list[Candidate]:
    """The candidates; where a part asks for another than the first, both lead, and neither is sure."""
    besides = {part.entry.id: part for part in parts if part.entry.id != found[0].entry.id}
    if not besides:
        return found
    leading = [
        replace(choice, score=EVEN_CHANCE, doubt=Doubt.TWO_REQUESTS)
        for choice in (found[0], *besides.values())
    ]
    led = {choice.entry.id for choice in leading}
    return [*leading, *(other for other in found if other.entry.id not in led and other.score < EVEN_CHANCE)]


def _phrasing(entry: FaqEntry, number: int) -> str:
    return (entry.question, *entry.alternatives)[number]


def _diverse(candidates: Sequence[Candidate], exact: frozenset[str]) -> tuple[Candidate, ...]:
    """The first few candidates whose questions differ; all of those that are asked in just these words."""
    chosen: list[Candidate] = []
    for candidate in candidates:
        if len(chosen) == CHOICES:
            break
        is_exact = candidate.entry.id in exact
        if is_exact or not any(_same(candidate.entry, other.entry) for other in chosen):
            chosen.append(candidate)
    return tuple(chosen)


def _same(entry: FaqEntry, other: FaqEntry) -> bool:
    return fuzz.token_sort_ratio(entry.question.casefold(), other.question.casefold()) >= SAME_CHOICE
