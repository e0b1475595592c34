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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks._faq_observations import (
    CUT_WEIGHT,
    NEAR_DOMAIN_WEIGHT,
    Floats,
    Observations,
    at_most,
    observe,
    unseen_sets,
    weighed_sets,
)
from benchmarks._faq_sets import LabelledSet
from faq.encoder import load_encoder

DATA = Path(__file__).parent.parent / "faq" / "data"
PENALTY = 1e-4
# So many of the questions next to the domain have this chance, before `faq.doubt` takes some back.
SETTLED_CHANCE, NEAR_DOMAIN_ANSWERED = 0.91, 0.056
BAR = 40
SHOWN_THRESHOLDS = (0.85, 0.88, 0.91, 0.94)
RELIABILITY_BINS = (0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


@dataclass(frozen=True, slots=True)
class Fit:
    """A logistic function of the signs."""

    signs: Floats
    none: float

    def chances(self, signs: Floats) -> Floats:
        chances: Floats = 1 / (1 + np.exp(-(signs @ self.signs + self.none)))
        return chances


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
    bar = math.log(SETTLED_CHANCE / (1 - SETTLED_CHANCE))
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
