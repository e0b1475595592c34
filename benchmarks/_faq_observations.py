"""What the search makes of the labelled sets that its decision is fitted on, or judged on.

Sets are used whole, with a third of their entries taken out (their questions then lie near the domain and
have no entry), and some cut to small knowledge bases.
"""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks._faq_sets import LabelledSet, cut, lacking, read_set
from faq.decision import signs_of
from faq.encoder import Encoder
from faq.index import Index, exact_key, language_of
from faq.ranking import rank
from faq.reading import read_words

# Sets, each with the numbers of phrasings an entry that it is used with (None: all).
Names = tuple[tuple[str, tuple[int | None, ...]], ...]
Floats = NDArray[np.float64]

WHOLE_SETS: Names = (
    ("rutube_ru", (0,)),
    ("rutube_ru_alts", (1, None)),
    ("banking77", (0, 1, 3, 5, 10)),
    ("clinc150", (1, 3, 5, 10)),
    ("banking77_near_oos", (5, 10)),
)
LACKING_SETS: Names = (
    ("rutube_ru", (0,)),
    ("rutube_ru_alts", (None,)),
    ("banking77", (3, 10)),
    ("clinc150", (3, 10)),
)
# Families that the weights which are written never see: they show what these are worth elsewhere. All others
# are judged by weights that were fitted on these, too.
UNSEEN_SETS: Names = (
    ("hwu64", (1, 3, 5, 10)),
    ("hint3_curekart", (3, 10, None)),
    ("hint3_powerplay11", (3, 10, None)),
    ("hint3_sofmattress", (3, 10, None)),
)
UNSEEN_LACKING_SETS: Names = (
    ("hwu64", (3, 10)),
    ("hint3_curekart", (10,)),
    ("hint3_powerplay11", (10,)),
    ("hint3_sofmattress", (10,)),
)
LACKING_SHARE = 1 / 3
CUT_SETS: Names = (
    ("rutube_ru", (0,)),
    ("rutube_ru_alts", (None,)),
    ("banking77", (3, 10)),
    ("clinc150", (3,)),
)
CUT_SIZES = (1, 2, 4, 8, 20, 50)
CUTS = 3
RANKED = 6
# Small knowledge bases and lower ranks inform the fit without ruling it; wrong answers to questions near the
# domain are the dearest.
CUT_WEIGHT, LOWER_RANK_WEIGHT, NEAR_DOMAIN_WEIGHT = 0.15, 0.3, 4.0


@dataclass(frozen=True, slots=True)
class Observations:
    """Signs of ranked entries (a row each) with what is known of them."""

    name: str
    signs: Floats
    right: Floats
    first: NDArray[np.bool_]
    inside: NDArray[np.bool_]
    weight: float

    @property
    def family(self) -> str:
        """Sets of one family have the same name up to the first digit or underscore."""
        return re.split(r"[\d_]", self.name, maxsplit=1)[0]

    @property
    def is_whole(self) -> bool:
        """Whether the set is as it was published, and not about subjects that its entries lack."""
        return "near" not in self.name and "lacking" not in self.name

    def weights(self) -> Floats:
        return np.where(self.first, 1.0, LOWER_RANK_WEIGHT) * self.weight / len(self.right)


def observe(labelled: LabelledSet, weight: float, encoder: Encoder | None) -> Observations:
    """Rank every question of a set that is no exact match, and note the signs of the first three."""
    index = Index.of(labelled.entries, encoder)
    signs, right, first, inside = [], [], [], []
    for query in labelled.queries:
        words = read_words(query.text, index)
        if exact_key(words) in index.exact:
            continue
        ranked = rank(index, words, language_of(query.text), RANKED)
        for position, found in enumerate(ranked[:3]):
            signs.append(signs_of(ranked, position))
            right.append(float(index.entries[found.entry].id == query.expected))
            first.append(position == 0)
            inside.append(query.expected is not None)
    return Observations(
        labelled.name, np.array(signs), np.array(right), np.array(first), np.array(inside), weight
    )


def weighed_sets(directory: Path) -> Iterator[tuple[LabelledSet, float]]:
    """What the weights are fitted on: whole sets, then such as lack entries, then small ones."""
    chance = random.Random(1)
    for whole in whole_sets(directory, WHOLE_SETS):
        yield whole, NEAR_DOMAIN_WEIGHT if "near" in whole.name else 1.0
    for whole in whole_sets(directory, LACKING_SETS):
        yield lacking(whole, LACKING_SHARE, chance), 1.0
    for whole in whole_sets(directory, CUT_SETS):
        for size in CUT_SIZES:
            for _ in range(CUTS):
                yield cut(whole, size, chance), CUT_WEIGHT


def unseen_sets(directory: Path) -> Iterator[tuple[LabelledSet, float]]:
    """What they are judged on besides."""
    chance = random.Random(1)
    for whole in whole_sets(directory, UNSEEN_SETS):
        yield whole, 1.0
    for whole in whole_sets(directory, UNSEEN_LACKING_SETS):
        yield lacking(whole, LACKING_SHARE, chance), 1.0


def at_most(labelled: LabelledSet, weight: float, questions: int) -> LabelledSet:
    """The set with so many of its questions; all of those that the written weights are moved by."""
    return (
        labelled if weight == NEAR_DOMAIN_WEIGHT else replace(labelled, queries=labelled.queries[:questions])
    )


def whole_sets(directory: Path, names: Iterable[tuple[str, Sequence[int | None]]]) -> Iterator[LabelledSet]:
    """The sets of these names with each number of phrasings, their questions in a fixed random order."""
    for name, all_phrasings in names:
        for phrasings in all_phrasings:
            whole = read_set(directory / name, phrasings)
            queries = random.Random(0).sample(whole.queries, len(whole.queries))
            yield LabelledSet(f"{name} k={phrasings}", whole.entries, tuple(queries))
