"""The phrasings of the knowledge base as sparse rows of words, with which a question is compared."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from faq.encoder import Encoder
from faq.entry import FaqEntry
from faq.normalise import clean, words_of
from faq.politeness import without_politeness
from faq.rows import ANSWER_ROW, Ints, Rows, columns_of
from faq.stems import is_cyrillic, romanised
from faq.vocabulary import Floats, Vocabulary
from faq.word_vectors import word_of

# Phrasings that the background table is worth when the knowledge base counts how rare a word is.
BACKGROUND_PHRASINGS = 2000
# Rarity of words that tell what a question is about: about one question in a hundred has such a word.
TELLING = 4.75
# The beginning of an answer says what it is about, in words that the questions may lack.
ANSWER_WORDS = 40
FEWEST_NEW_ANSWER_WORDS = 5
# Words of so few letters may be abbreviations, which have no endings.
LONGEST_ABBREVIATION = 3
# An FAQ in two languages asks most questions twice; the twin in the other language steps back.
OTHER_LANGUAGE = np.float32(0.75)


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """All that questions are compared with. It never changes, so any thread may read it."""

    encoder: Encoder | None
    entries: tuple[FaqEntry, ...]
    languages: NDArray[np.str_]  # of each entry
    vocabulary: Vocabulary
    rows: Rows
    exact: dict[tuple[str, ...], frozenset[str]]  # keys of a phrasing's words, to the ids of the entries
    phrasings: int  # how many rows are asked
    holders: Ints  # phrasings that have the word, by key
    cyrillic: NDArray[np.bool_]  # whether a phrasing spells the word in Russian letters, by key
    rarity: Floats  # of each word of the vocabulary
    lengths: Floats  # of each row's vector
    rows_by_key: csr_array  # keys of words x phrasings
    rows_by_pair: csr_array

    @classmethod
    def of(cls, entries: Iterable[FaqEntry], encoder: Encoder | None = None) -> "Index":
        """Index the entries; of two with the same id the later one counts."""
        nothing = _index_of(encoder, (), np.empty(0, np.str_), Vocabulary.empty(), Rows.empty(), {})
        return nothing.with_entries(tuple({entry.id: entry for entry in entries}.values()))

    def with_entries(self, entries: Sequence[FaqEntry]) -> "Index":
        """The index with further entries, whose ids must be new."""
        asked = [_distinct_phrasings(entry) for entry in entries]
        answers = [_answer_words(entry, phrasings) for entry, phrasings in zip(entries, asked, strict=True)]
        texts, owners, numbers = [], [], []
        for position, (phrasings, answer) in enumerate(zip(asked, answers, strict=True), len(self.entries)):
            own = [words for words in (*phrasings, answer) if words]
            texts += own
            owners += [position] * len(own)
            numbers += [ANSWER_ROW if words is answer else phrasings[words] for words in own]
        vocabulary = self.vocabulary.with_words(word for words in texts for word in words)
        exact = dict(self.exact)
        for entry, phrasings in zip(entries, asked, strict=True):
            for words in filter(None, phrasings):
                key = exact_key(words)
                exact[key] = exact.get(key, frozenset()) | {entry.id}
        languages = [language_of(entry.question, entry.language) for entry in entries]
        return _index_of(
            self.encoder,
            (*self.entries, *entries),
            np.concatenate([self.languages, np.array(languages, dtype=np.str_)]),
            vocabulary,
            self.rows.with_texts(texts, owners, numbers, vocabulary, self.encoder),
            exact,
        )

    def without(self, entry_id: str) -> "Index":
        """The index without the entry; its words remain in the vocabulary, without effect."""
        position = next(n for n, entry in enumerate(self.entries) if entry.id == entry_id)
        exact = dict(self.exact)
        for key in {exact_key(phrasing_words(text)) for text in self.entries[position].phrasings()} - {()}:
            others = exact.pop(key) - {entry_id}
            if others:
                exact[key] = others
        return _index_of(
            self.encoder,
            self.entries[:position] + self.entries[position + 1 :],
            np.delete(self.languages, position),
            self.vocabulary,
            self.rows.without_owner(position),
            exact,
        )

    def knows(self, word: str) -> bool:
        """Return True if a phrasing has any form of the word."""
        position = self.vocabulary.key_positions.get(word_of(word).key)
        return position is not None and bool(self.holders[position])

    def spells_in_cyrillic(self, word: str) -> bool:
        """Return True if a phrasing has any form of the word in Russian letters."""
        position = self.vocabulary.key_positions.get(word_of(word).key)
        return position is not None and bool(self.cyrillic[position])

    def has_form(self, text: str) -> bool:
        """Return True if a phrasing has the word in exactly this form."""
        position = self.vocabulary.positions.get(text)
        return position is not None and bool(self.holders[self.vocabulary.keys[position]])

    def nearest_words(self, text: str, limit: int) -> list[str]:
        """The words of the phrasings that share most letters with this one."""
        nearness = self.vocabulary.letter_similarities(text)
        nearness[self.holders[self.vocabulary.keys] == 0] = -1
        if len(nearness) > limit:
            positions = np.sort(np.argpartition(-nearness, limit)[:limit])
        else:
            positions = np.arange(len(nearness))
        return [self.vocabulary.words[position] for position in positions if nearness[position] > 0]

    def rarity_of(self, text: str) -> float:
        """How telling a word is: minus the logarithm of the chance that a phrasing has it."""
        word = word_of(text)
        position = self.vocabulary.key_positions.get(word.key)
        holders = int(self.holders[position]) if position is not None else 0
        expected = holders + BACKGROUND_PHRASINGS * word.chance
        return -math.log(expected / (self.phrasings + BACKGROUND_PHRASINGS))

    def similarities(self, words: Sequence[str], language: str) -> Floats:
        """The similarity of the question to each row; 1 for the same words, in an entry of its language."""
        distinct = list(dict.fromkeys(words))
        rarities = [self.rarity_of(word) for word in distinct]
        pulled = self.vocabulary.pull(distinct, rarities) * self.rarity
        raw: Floats = self.rows.words @ pulled
        similarities = raw / (self.lengths * math.hypot(*rarities) + np.float32(1e-6))
        return similarities * self._nearness_of_language(language)

    def sentence_similarities(self, words: Sequence[str], language: str) -> Floats | None:
        """The similarity in meaning of the question to each row; None without an encoder."""
        if self.encoder is None:
            return None
        (sentence,) = self.encoder.encode([" ".join(words)])
        similarities: Floats = self.rows.sentences @ sentence * self._nearness_of_language(language)
        return similarities

    def _nearness_of_language(self, language: str) -> Floats:
        same_language = self.languages == language
        if not same_language.any():
            return np.ones(len(self.rows), np.float32)
        return np.where(same_language, np.float32(1), OTHER_LANGUAGE)[self.rows.owners]

    def rows_with(self, word: str) -> Ints:
        """The rows that have any form of the word."""
        position = self.vocabulary.key_positions.get(word_of(word).key)
        return columns_of(self.rows_by_key, position) if position is not None else np.empty(0, np.int32)

    def rows_with_pair(self, pair: int) -> Ints:
        """The rows that have the pair of neighbouring words."""
        return columns_of(self.rows_by_pair, pair)

    def words_in(self, row: int | np.signedinteger) -> Ints:
        """The positions of the words of a row."""
        return columns_of(self.rows.words, row)


def phrasing_words(text: str) -> tuple[str, ...]:
    """The words of a phrasing without politeness, unless it has no others."""
    return tuple(words_of(without_politeness(clean(text))))


def language_of(text: str, known: str | None = None) -> str:
    """The given language ("ru" of "ru-RU"), or else the one that the letters suggest."""
    if known:
        return known.lower().partition("-")[0]
    return "ru" if is_cyrillic(text.lower()) else "en"


def exact_key(words: Iterable[str]) -> tuple[str, ...]:
    """A key that is equal for texts of the same words in the same order, whatever endings and alphabet.

    Short words keep their endings: many are abbreviations, and "иту" is no form of "ит".
    """
    return tuple(
        romanised(word) if len(word) <= LONGEST_ABBREVIATION else word_of(word).key for word in words
    )


def _distinct_phrasings(entry: FaqEntry) -> dict[tuple[str, ...], int]:
    """Its phrasings as words, in order, each with its number; of those with the same words only the first."""
    distinct: dict[tuple[str, ...], int] = {}
    for number, text in enumerate(entry.phrasings()):
        distinct.setdefault(phrasing_words(text), number)
    return distinct


def _answer_words(entry: FaqEntry, phrasings: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    words = tuple(words_of(clean(entry.answer))[:ANSWER_WORDS])
    asked = {word for phrasing in phrasings for word in phrasing}
    return words if len(set(words) - asked) >= FEWEST_NEW_ANSWER_WORDS else ()


def _index_of(
    encoder: Encoder | None,
    entries: tuple[FaqEntry, ...],
    languages: NDArray[np.str_],
    vocabulary: Vocabulary,
    rows: Rows,
    exact: dict[tuple[str, ...], frozenset[str]],
) -> Index:
    """Build the index with what follows from its rows: rarity of words, length of rows, who has what."""
    words = rows.words
    row_of = np.repeat(np.arange(len(rows)), np.diff(words.indptr))
    keys = vocabulary.keys[words.indices]
    holders = np.bincount(keys[rows.asked[row_of]], minlength=len(vocabulary.key_positions)).astype(np.int32)
    phrasings = int(np.count_nonzero(rows.asked))
    cyrillic = np.zeros(len(holders), np.bool_)
    cyrillic[keys[rows.asked[row_of] & vocabulary.cyrillic[words.indices]]] = True
    expected = holders[vocabulary.keys] + BACKGROUND_PHRASINGS * vocabulary.chances
    rarity = -np.log(expected / (phrasings + BACKGROUND_PHRASINGS)).astype(np.float32)
    squares = np.bincount(row_of, rarity[words.indices] ** 2, minlength=len(rows))
    keys_of_rows = csr_array((words.data, keys, words.indptr), shape=(len(rows), len(holders)))
    return Index(
        encoder=encoder,
        entries=entries,
        languages=languages,
        vocabulary=vocabulary,
        rows=rows,
        exact=exact,
        phrasings=phrasings,
        holders=holders,
        cyrillic=cyrillic,
        rarity=rarity,
        lengths=np.sqrt(squares).astype(np.float32),
        rows_by_key=keys_of_rows.T.tocsr(),
        rows_by_pair=rows.pairs.T.tocsr(),
    )
