"""The phrasings of the knowledge base, one row in each matrix: words, pairs of words, meaning."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from faq.encoder import Encoder
from faq.pairs import PAIRS, pairs_of
from faq.vocabulary import Floats, Vocabulary

ANSWER_ROW = -1

Ints = NDArray[np.signedinteger]
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows in the order of their entries; they never change."""

    words: csr_array  # rows x words of the vocabulary, 1 where the row has the word
    pairs: csr_array  # rows x pairs of neighbouring words, likewise
    sentences: Floats  # the encoder's vector of each row; no columns without an encoder
    owners: Ints  # position of each row's entry
    numbers: Ints  # which of its entry's phrasings the row is; `ANSWER_ROW`: the answer's beginning

    @classmethod
    def empty(cls) -> "Rows":
        """No rows yet."""
        return cls(
            csr_array((0, 0), dtype=np.float32),
            csr_array((0, PAIRS), dtype=np.float32),
            np.empty((0, 0), np.float32),
            np.empty(0, np.int32),
            np.empty(0, np.int32),
        )

    def __len__(self) -> int:
        return len(self.owners)

    @property
    def asked(self) -> NDArray[np.bool_]:
        """For each row, True if it is a phrasing of the question, not the beginning of the answer."""
        asked: NDArray[np.bool_] = self.numbers != ANSWER_ROW
        return asked

    def with_texts(
        self,
        texts: Sequence[Words],
        owners: Sequence[int],
        numbers: Sequence[int],
        vocabulary: Vocabulary,
        encoder: Encoder | None,
    ) -> "Rows":
        """These rows followed by those of the texts, whose words must be in the vocabulary."""
        return Rows(
            _stacked(self.words, [_distinct(words, vocabulary) for words in texts], len(vocabulary.words)),
            _stacked(self.pairs, [pairs_of(words) for words in texts], PAIRS),
            _encoded(self.sentences, texts, encoder),
            np.concatenate([self.owners, np.array(owners, np.int32)]),
            np.concatenate([self.numbers, np.array(numbers, np.int32)]),
        )

    def without_owner(self, position: int) -> "Rows":
        """The rows of the other entries; those after it move up by one."""
        kept = np.flatnonzero(self.owners != position)
        owners = self.owners[kept]
        return Rows(
            self.words[kept],
            self.pairs[kept],
            self.sentences[kept],
            owners - (owners > position),
            self.numbers[kept],
        )


def columns_of(matrix: csr_array, row: int | np.signedinteger) -> Ints:
    """The columns of the row that are set."""
    columns: Ints = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
    return columns


def _stacked(rows: csr_array, columns: Sequence[Sequence[int]], width: int) -> csr_array:
    """The rows, followed by new ones with 1 in these columns."""
    starts = np.cumsum([0, *map(len, columns)], dtype=np.int32)
    indices = np.array([column for row in columns for column in row], dtype=np.int32)
    new = csr_array((np.ones(len(indices), np.float32), indices, starts), shape=(len(columns), width))
    if not rows.shape[0]:
        return new
    widened = csr_array((rows.data, rows.indices, rows.indptr), shape=(rows.shape[0], width))
    return vstack([widened, new], format="csr")


def _encoded(sentences: Floats, texts: Sequence[Words], encoder: Encoder | None) -> Floats:
    if encoder is None or not texts:
        return np.concatenate([sentences, np.empty((len(texts), sentences.shape[1]), np.float32)])
    new = encoder.encode([" ".join(words) for words in texts])
    return np.concatenate([sentences, new]) if len(sentences) else new


def _distinct(words: Iterable[str], vocabulary: Vocabulary) -> list[int]:
    """The positions of the words, one for all forms of a word."""
    by_key: dict[int, int] = {}
    for word in words:
        position = vocabulary.positions[word]
        by_key.setdefault(int(vocabulary.keys[position]), position)
    return sorted(by_key.values())
