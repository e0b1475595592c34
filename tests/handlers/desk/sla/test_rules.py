"""What is promised to whom."""

from datetime import timedelta

import pytest

from handlers.desk.sla.rules import DEFAULT_TERMS, SlaTable
from storage.records.sla import SlaPolicy, SlaTerms, SlaTime

QUICK = SlaTerms(SlaTime(timedelta(minutes=5), round_the_clock=True), SlaTime(timedelta(hours=1)))


def terms(first_response: float, resolution: float, *, round_the_clock: bool = False) -> SlaTerms:
    return SlaTerms(
        SlaTime(timedelta(hours=first_response), round_the_clock),
        SlaTime(timedelta(hours=resolution), round_the_clock),
    )


class TestADeskWithoutPoliciesOfItsOwn:
    @pytest.mark.parametrize(
        ("priority", "promised"),
        [
            (1, terms(0.25, 4, round_the_clock=True)),
            (2, terms(0.5, 4)),
            (3, terms(1, 8)),
            (4, terms(4, 24)),
        ],
    )
    def test_promises_by_priority_alone(self, priority: int, promised: SlaTerms) -> None:
        assert SlaTable().terms("standard", priority) == promised
        assert SlaTable().terms("vip", priority) == promised

    def test_knows_two_tiers(self) -> None:
        assert SlaTable().tiers == ("standard", "vip")

    def test_shows_the_defaults(self) -> None:
        assert [(row.tier, row.priority, row.terms) for row in SlaTable().rows()] == [
            ("standard", priority, DEFAULT_TERMS[priority]) for priority in (1, 2, 3, 4)
        ]


class TestAPolicyOfTheManagers:
    def test_for_a_tier_is_for_that_tier_alone(self) -> None:
        table = SlaTable.of((SlaPolicy("gold", 2, QUICK),))
        assert table.terms("gold", 2) == QUICK
        assert table.terms("gold", 3) == table.terms("vip", 3) == DEFAULT_TERMS[3]
        assert table.tiers == ("standard", "gold", "vip")
        assert table.rows()[-1] == SlaPolicy("gold", 2, QUICK)

    def test_for_the_standard_tier_serves_all_that_have_none(self) -> None:
        table = SlaTable.of((SlaPolicy("standard", 2, QUICK),))
        assert table.terms("vip", 2) == table.terms("a tier that was removed", 2) == QUICK
