"""The chance that a ranked entry is right, and what to do with it.

The chance is a logistic function of a few signs, each of which can only speak for the entry: so the weights,
fitted on some knowledge bases (`benchmarks/_faq_weights.py`), hold for others.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from faq.ranking import Ranked
from faq.verdict import VerdictKind

# Short of certain: 3 of the 63 exact matches in the labelled sets (docs/search.md) are labelled otherwise.
EXACT_CHANCE = 0.99
CHANCE_DIGITS = 4
_WEAKEST = 0.02
# The most for an entry that is offered and not sent (`faq.doubt`).
EVEN_CHANCE = 0.5


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The chances from which the bot answers, or offers choices.

    The defaults keep 95 of 100 automatic answers right on sets of help desks, banks and assistants
    (docs/search.md).
    """

    answer: float = 0.9
    suggest: float = 0.15


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each sign, and the constant."""

    signs: tuple[float, ...]
    none: float


def signs_of(ranked: Sequence[Ranked], position: int) -> tuple[float, ...]:
    """The signs in favour of the entry at this position of the ranking, compared with the others."""
    entry = ranked[position]
    others = [other for n, other in enumerate(ranked) if n != position]
    margin = entry.strength - max((other.strength for other in others), default=0.0)
    all_strength = sum(max(0.0, other.strength) for other in ranked)
    share = max(0.0, entry.strength) / all_strength if all_strength else 0.0
    return (
        math.log(max(_WEAKEST, entry.strength)) + entry.clarity,
        margin,
        min(0.0, margin),
        entry.answered * share,
        entry.asked - max((other.asked for other in others), default=0.0),
        math.log1p(entry.said),
        entry.meant,
        entry.manner,
        -entry.alikeness,
    )


def chance(ranked: Sequence[Ranked], position: int, weights: Weights) -> float:
    """The chance (0..1) that the entry at this position of the ranking is right."""
    signs = signs_of(ranked, position)
    logit = weights.none + sum(weight * sign for weight, sign in zip(weights.signs, signs, strict=True))
    return round(1 / (1 + math.exp(-logit)), CHANCE_DIGITS)


def kind_of(best: float, thresholds: Thresholds) -> VerdictKind:
    """What to do if the best candidate has this chance."""
    if best >= thresholds.answer:
        return "answer"
    return "suggest" if best >= thresholds.suggest else "unknown"


@lru_cache(maxsize=2)
def weights_of(*, semantic: bool) -> Weights:
    """The weights that were fitted with an encoder, or without one."""
    name = "decision_semantic.json" if semantic else "decision.json"
    fitted = json.loads(files("faq").joinpath("data", name).read_text(encoding="utf-8"))
    return Weights(tuple(fitted["signs"]), fitted["none"])
