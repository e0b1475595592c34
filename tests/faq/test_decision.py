"""From what speaks for an entry to the chance that it is right."""

from dataclasses import replace

import pytest

from faq.decision import Weights, chance, weights_of
from faq.ranking import Ranked

FIRST = Ranked(
    entry=0,
    strength=0.5,
    meant=1.0,
    manner=0.0,
    similarity=0.7,
    said=12.0,
    asked=0.6,
    answered=0.8,
    met=2,
    unmet=0.0,
    unsaid=0.0,
    clarity=0.6,
    alikeness=0.3,
)
SECOND = replace(FIRST, entry=1, strength=0.1, asked=0.3)
WEIGHTS = weights_of(semantic=False)


def chance_of_the_first(first: Ranked, weights: Weights = WEIGHTS) -> float:
    return chance([first, SECOND], 0, weights)


class TestAChance:
    @pytest.mark.parametrize(
        "surer",
        [
            replace(FIRST, strength=0.6),
            replace(FIRST, meant=2.0),
            replace(FIRST, manner=1.0),
            replace(FIRST, answered=0.9),
            replace(FIRST, asked=0.7),
            replace(FIRST, said=20.0),
            replace(FIRST, clarity=0.8),
            replace(FIRST, alikeness=0.2),
        ],
    )
    def test_rises_with_all_that_speaks_for_the_entry(self, surer: Ranked) -> None:
        assert chance_of_the_first(surer) > chance_of_the_first(FIRST)

    def test_falls_where_the_question_asks_in_another_manner(self) -> None:
        assert chance_of_the_first(replace(FIRST, manner=-1.5)) < chance_of_the_first(FIRST)

    def test_falls_with_a_stronger_rival(self) -> None:
        rival = replace(SECOND, strength=0.45)

        assert chance([FIRST, rival], 0, WEIGHTS) < chance_of_the_first(FIRST)

    @pytest.mark.parametrize("semantic", [False, True])
    def test_has_weights_that_speak_for_an_entry_alone(self, *, semantic: bool) -> None:
        assert all(weight >= 0 for weight in weights_of(semantic=semantic).signs)
