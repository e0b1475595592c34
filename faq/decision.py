"""How likely a ranked entry is right, and what follows from it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from faq.ranking import Ranked
from faq.verdict import VerdictKind

EXACT_CHANCE = 0.99


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Chances from which the bot answers by itself, or offers choices."""

    answer: float = 0.8
    suggest: float = 0.2


def chance(ranked: Sequence[Ranked], position: int) -> float:
    """Chance (0..1) that the entry at the position of the ranking is the right one."""
    entry = ranked[position]
    rivals = [other.strength for n, other in enumerate(ranked) if n != position]
    margin = entry.strength - max(rivals, default=0.0)
    logit = -6.5 + 3.0 * entry.similarity + 4.0 * entry.asked + 1.0 * entry.answered + 8.0 * margin
    return 1 / (1 + math.exp(-logit))


def kind_of(best: float, thresholds: Thresholds) -> VerdictKind:
    """What to do when the best candidate has this chance."""
    if best >= thresholds.answer:
        return "answer"
    return "suggest" if best >= thresholds.suggest else "unknown"
