"""Fit the decision of the search (`faq/data/decision.json`) on labelled sets.

    python -m benchmarks._faq_weights DIRECTORY [--semantic] [--questions 800]

The directory holds the public sets rutube_ru, rutube_ru_alts, banking77, banking77_near_oos and clinc150, and
hwu64 and hint3_* (`benchmarks/_faq_published.py`); sources and licences: docs/search.md. Each is used with
several numbers of phrasings, with a third of its entries taken out (their questions then lie near the domain
and have no entry), and some cut to small knowledge bases of 1 to 50 entries. `--questions` asks at most so
many of each, picked at random (but all of banking77_near_oos); `--semantic` fits the search with the encoder
that is installed (`faq/data/decision_semantic.json`).

Signs may only speak for an entry (no negative weights), and families of sets count equally. Each family is
judged by weights that were fitted on all others. The weights that are written are fitted without hwu64 and
hint3, on which they are judged, too, and moved until few enough questions next to the domain
(banking77_near_oos) are answered.
"""

import argparse
import json
import math
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks._faq_sets import LabelledSet, cut, lacking, read_set
from faq.decision import Thresholds, signs_of
from faq.encoder import Encoder, load_encoder
from faq.index import Index, exact_key, language_of
from faq.ranking import rank
from faq.reading import read_words

DATA = Path(__file__).parent.parent / "faq" / "data"
WHOLE_SETS: tuple[tuple[str, tuple[int | None, ...]], ...] = (
    ("rutube_ru", (0,)),
    ("rutube_ru_alts", (1, None)),
    ("banking77", (0, 1, 3, 5, 10)),
    ("clinc150", (1, 3, 5, 10)),
    ("banking77_near_oos", (5, 10)),
)
LACKING_SETS: tuple[tuple[str, tuple[int | None, ...]], ...] = (
    ("rutube_ru", (0,)),
    ("rutube_ru_alts", (None,)),
    ("banking77", (3, 10)),
    ("clinc150", (3, 10)),
)
# Families that the weights which are written never see: they show what these are worth elsewhere. All others
# are judged by weights that were fitted on these, too.
UNSEEN_SETS: tuple[tuple[str, tuple[int | None, ...]], ...] = (
    ("hwu64", (1, 3, 5, 10)),
    ("hint3_curekart", (3, 10, None)),
    ("hint3_powerplay11", (3, 10, None)),
    ("hint3_sofmattress", (3, 10, None)),
)
UNSEEN_LACKING_SETS = (
    ("hwu64", (3, 10)),
    ("hint3_curekart", (10,)),
    ("hint3_powerplay11", (10,)),
    ("hint3_sofmattress", (10,)),
)
LACKING_SHARE = 1 / 3
CUT_SETS: tuple[tuple[str, tuple[int | None, ...]], ...] = (
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
PENALTY = 1e-4
# So many of the questions next to the domain pass the default threshold, before `faq.doubt` takes some back:
# more than 6 % would be too many, and what holds for all such questions may lie a standard error away.
NEAR_DOMAIN_ANSWERED = 0.054
BAR = 40
SHOWN_THRESHOLDS = (0.85, 0.88, 0.91, 0.94)
RELIABILITY_BINS = (0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)

Floats = NDArray[np.float64]


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


@dataclass(frozen=True, slots=True)
class Fit:
    """A logistic function of the signs."""

    signs: Floats
    none: float

    def chances(self, signs: Floats) -> Floats:
        chances: Floats = 1 / (1 + np.exp(-(signs @ self.signs + self.none)))
        return chances


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


def fit(observed: Sequence[Observations]) -> Fit:
    """Weights, none negative, that make the observed labels likeliest; families of sets count the same."""
    totals: dict[str, float] = {}
    for part in observed:
        totals[part.family] = totals.get(part.family, 0.0) + float(part.weights().sum())
    signs = np.vstack([part.signs for part in observed])
    right = np.concatenate([part.right for part in observed])
    weights = np.concatenate([part.weights() / totals[part.family] for part in observed]) / len(totals)
    mean = np.average(signs, axis=0, weights=weights)
    spread = np.sqrt(np.average((signs - mean) ** 2, axis=0, weights=weights))
    design = np.hstack([(signs - mean) / spread, np.ones((len(signs), 1))])

    def loss(beta: Floats) -> tuple[float, Floats]:
        logits = design @ beta
        chances = 1 / (1 + np.exp(-logits))
        gradient = design.T @ (weights * (chances - right))
        gradient[:-1] += 2 * PENALTY * beta[:-1]
        likelihood = float(weights @ (np.logaddexp(0, logits) - right * logits))
        return likelihood + PENALTY * float(beta[:-1] @ beta[:-1]), gradient

    bounds = [(0.0, None)] * signs.shape[1] + [(None, None)]
    found = minimize(loss, np.zeros(design.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds).x
    scaled = found[:-1] / spread
    return Fit(scaled, float(found[-1] - scaled @ mean))


def settled(fitted: Fit, observed: Sequence[Observations]) -> Fit:
    """The fit, its chances moved until few enough questions next to the domain are answered, and no fewer."""
    bar = math.log(Thresholds().answer / (1 - Thresholds().answer))
    answered = [
        float(np.quantile(part.signs[part.first & ~part.inside] @ fitted.signs, 1 - NEAR_DOMAIN_ANSWERED))
        for part in observed
        if part.weight == NEAR_DOMAIN_WEIGHT
    ]
    return Fit(fitted.signs, bar - max(answered))


def show(observed: Observations, fitted: Fit) -> None:
    """Precision, and shares of questions with and without an entry that are answered, at some thresholds."""
    first = observed.first
    chances = fitted.chances(observed.signs[first])
    right, inside = observed.right[first], observed.inside[first]
    cells = []
    for threshold in SHOWN_THRESHOLDS:
        sure = chances >= threshold
        cells.append(" ".join(f"{_share(part):6.1%}" for part in (right[sure], sure[inside], sure[~inside])))
    print(f"{observed.name:32}", " | ".join(cells))


def _share(marks: NDArray[np.bool_] | Floats) -> float:
    return float(marks.mean()) if len(marks) else math.nan


def show_elsewhere(observed: Sequence[Observations]) -> None:
    """What weights are worth on each family if they were fitted on all others."""
    judged = []
    for family in sorted({part.family for part in observed}):
        print(f"-- fitted without {family}*")
        elsewhere = fit([part for part in observed if part.family != family])
        for part in observed:
            if part.family == family and part.weight != CUT_WEIGHT:
                show(part, elsewhere)
                judged.append((part, elsewhere))
    show_reliability([(part, fitted) for part, fitted in judged if part.is_whole])


def show_reliability(judged: list[tuple[Observations, Fit]]) -> None:
    """Predicted chance against observed share, of the first entry of every question."""
    chances = np.concatenate([fitted.chances(part.signs[part.first]) for part, fitted in judged])
    right = np.concatenate([part.right[part.first] for part, _ in judged])
    print("-- reliability: chances from weights fitted without the family of the set")
    print("| predicted | observed | questions | |\n| ---: | ---: | ---: | :--- |")
    for low, high in pairwise(RELIABILITY_BINS):
        inside = (chances >= low) & (chances < high)
        observed = right[inside].mean()
        bar = "█" * round(BAR * observed)
        print(f"| {chances[inside].mean():.2f} | {observed:.2f} | {inside.sum()} | {bar} |")


def main() -> None:
    """Judge weights on families that they were not fitted on, then fit and write those of the product."""
    parser = argparse.ArgumentParser(description="Fit the decision of the search on labelled sets.")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--semantic", action="store_true", help="with the encoder of otboinik[semantic]")
    parser.add_argument("--questions", type=int, default=800, help="ask at most so many of each set")
    arguments = parser.parse_args()
    encoder = load_encoder() if arguments.semantic else None

    def observed_on(sets: Iterable[tuple[LabelledSet, float]]) -> list[Observations]:
        return [
            observe(at_most(labelled, weight, arguments.questions), weight, encoder)
            for labelled, weight in sets
        ]

    known = observed_on(weighed_sets(arguments.directory))
    unseen = observed_on(unseen_sets(arguments.directory))
    print("precision, answered, answered out of scope, at", *SHOWN_THRESHOLDS)
    show_elsewhere([*known, *unseen])
    fitted = settled(fit(known), known)
    for heading, parts in (("the sets that it was fitted on", known), ("unseen sets", unseen)):
        print(f"-- as written, on {heading}")
        for part in parts:
            if part.weight != CUT_WEIGHT:
                show(part, fitted)
    weights = {"signs": [round(weight, 4) for weight in fitted.signs.tolist()], "none": round(fitted.none, 4)}
    target = DATA / ("decision_semantic.json" if arguments.semantic else "decision.json")
    target.write_text(json.dumps(weights) + "\n", encoding="utf-8")
    print(weights)


if __name__ == "__main__":
    main()
