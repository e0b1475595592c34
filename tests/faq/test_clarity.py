"""How far strengths can be trusted, told from phrasings that are left out."""

import math
from collections.abc import Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from faq import FaqEntry
from faq.clarity import USUAL_STRENGTH, USUALLY_FOUND, alikeness_of, clarity_of
from faq.index import Index
from faq.ranking import RIDGE, Ranked, rank
from faq.reading import read_words

OWNERS = np.array([0, 0, 0, 1, 1, 2])
ALL_ASKED = np.ones(len(OWNERS), dtype=bool)
TOPICS = {
    "card": ("I lost my card", "my card is lost", "lost the card abroad"),
    "visa": ("do I need a visa", "which visa is needed", "visa for Spain needed?"),
    "rate": ("what is the exchange rate", "exchange rate today", "rate of exchange for euros"),
}
ALIKE = {
    "late": ("my transfer has not arrived", "transfer did not arrive yet", "where is my transfer"),
    "pending": ("my transfer is still pending", "transfer pending for days", "why is my transfer pending"),
    "failed": ("my transfer was declined", "transfer did not go through", "why did my transfer fail"),
}


def some_kernel(seed: int) -> NDArray[np.float32]:
    """Of six texts at random, with the ridge."""
    vectors = np.random.default_rng(seed).normal(size=(len(OWNERS), 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    near = np.maximum(vectors @ vectors.T, 0)
    return near * near + np.float32(RIDGE) * np.eye(len(OWNERS), dtype=np.float32)


def clarity_by_leaving_out(kernel: NDArray[np.float32], asked: NDArray[np.bool_]) -> float:
    """The same by solving the competition anew without each of the rows."""
    found, strength = USUALLY_FOUND, USUAL_STRENGTH
    siblings = np.bincount(OWNERS, weights=asked)[OWNERS] > 1
    for row in np.flatnonzero(asked & siblings):
        rest = np.delete(np.arange(len(OWNERS)), row)
        parts = np.linalg.solve(kernel[np.ix_(rest, rest)], kernel[rest, row])
        strengths = np.bincount(OWNERS[rest], weights=parts, minlength=3)
        found += int(strengths[OWNERS[row]] > np.delete(strengths, OWNERS[row]).max() + 1e-6)
        strength += min(1.0, max(0.0, float(strengths.max())))
    return math.log(found / strength)


def first_in(topics: Mapping[str, tuple[str, ...]], text: str) -> Ranked:
    """What speaks for the entry that a question finds in an FAQ of these topics."""
    index = Index.of(
        FaqEntry(id=name, question=question, alternatives=tuple(others))
        for name, (question, *others) in topics.items()
    )
    return rank(index, read_words(text, index), "en", limit=6)[0]


class TestPhrasingsLeftOut:
    @pytest.mark.parametrize("seed", range(20))
    def test_are_judged_as_if_the_competition_were_solved_without_them(self, seed: int) -> None:
        kernel = some_kernel(seed)

        clarity = clarity_of(kernel, OWNERS, ALL_ASKED)

        assert clarity == pytest.approx(clarity_by_leaving_out(kernel, ALL_ASKED), abs=1e-4)

    def test_are_never_the_beginnings_of_answers(self) -> None:
        kernel, asked = some_kernel(1), np.array([True, True, False, True, False, True])

        clarity = clarity_of(kernel, OWNERS, asked)

        assert clarity == pytest.approx(clarity_by_leaving_out(kernel, asked), abs=1e-4)

    def test_are_none_where_every_entry_has_one(self) -> None:
        owners = np.arange(len(OWNERS))

        assert clarity_of(some_kernel(1), owners, ALL_ASKED) == math.log(USUALLY_FOUND / USUAL_STRENGTH)


class TestAQuestion:
    def test_meets_more_clarity_where_entries_are_far_apart(self) -> None:
        assert first_in(TOPICS, "lost card").clarity > first_in(ALIKE, "where is my money transfer").clarity

    def test_meets_more_alikeness_where_phrasings_repeat_each_other(self) -> None:
        repeated = {name: (first, f"{first} now", f"and {first}") for name, (first, *_) in TOPICS.items()}

        assert first_in(repeated, "lost card").alikeness > first_in(TOPICS, "lost card").alikeness


class TestAlikeness:
    def test_is_the_mean_of_how_near_rows_of_one_entry_are(self) -> None:
        kernel = some_kernel(3)

        alike = (kernel[0, 1] + kernel[0, 2] + kernel[1, 2] + kernel[3, 4]) / 4

        assert alikeness_of(kernel, OWNERS) == pytest.approx(float(alike), abs=1e-5)

    def test_is_nothing_where_every_entry_has_one_row(self) -> None:
        assert alikeness_of(some_kernel(1), np.arange(len(OWNERS))) == 0.0
