"""Parses the thresholds for answers and offers as managers type them."""

import re
from collections.abc import Mapping
from dataclasses import replace

from faq import Thresholds

# Below an even chance an answer is a guess. An exact match has 0.99: beyond it nothing would be answered.
LOWEST_ANSWER, HIGHEST_ANSWER = 0.5, 0.99
# A less likely choice is only a nuisance.
LOWEST_SUGGEST = 0.05

_CHANCE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(%?)")
_TRIED = re.compile(r"(answer|suggest)\s*=\s*(\S+)\s*", re.IGNORECASE)
_MOST_DIGITS = 10


def chance_in(text: str) -> float | None:
    """A chance from 0 to 1: `0.95`, `0,95`, `95 %` or `95`; None for anything else.

    Without a percent sign, a number up to 1 is a share, and a greater one a percentage.
    """
    found = _CHANCE.fullmatch(text.strip())
    if found is None or len(found[1]) > _MOST_DIGITS:
        return None
    number = float(found[1].replace(",", "."))
    chance = number / 100 if found[2] or number > 1 else number
    return chance if 0 <= chance <= 1 else None


def fault_of(thresholds: Thresholds) -> str | None:
    """The key of the phrase that says why the thresholds are refused; None if they are fine."""
    if not LOWEST_ANSWER <= thresholds.answer <= HIGHEST_ANSWER:
        return "faq-threshold-answer-range"
    if not LOWEST_SUGGEST <= thresholds.suggest < thresholds.answer:
        return "faq-threshold-suggest-range"
    return None


def moved(thresholds: Thresholds, name: str, chance: float) -> Thresholds:
    """The thresholds with the named one (`answer` or `suggest`) changed."""
    return replace(thresholds, answer=chance) if name == "answer" else replace(thresholds, suggest=chance)


def read_trial(text: str, thresholds: Thresholds) -> tuple[Thresholds | None, str]:
    """Parse `answer=0.9 suggest=0.2 TEXT` into thresholds and text; None for an invalid chance."""
    while given := _TRIED.match(text):
        chance = chance_in(given[2])
        if chance is None:
            return None, text
        thresholds, text = moved(thresholds, given[1].lower(), chance), text[given.end() :]
    return thresholds, text


def moved_as_typed(thresholds: Thresholds, typed: Mapping[str, str]) -> Thresholds | None:
    """The thresholds with typed ones replaced; None for an invalid chance."""
    for name in ("answer", "suggest"):
        if typed.get(name, "").strip():
            chance = chance_in(typed[name])
            if chance is None:
                return None
            thresholds = moved(thresholds, name, chance)
    return thresholds


def percent(chance: float) -> str:
    """`93 %`, `94.83 %`: all digits of the score, so that none looks like a threshold that it missed."""
    return f"{round(100 * chance, 2):g} %"
