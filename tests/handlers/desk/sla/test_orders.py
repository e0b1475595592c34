"""What managers write after `/sla`."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.sla.orders import PolicyRemoved, read_sla_order, read_terms, write_terms
from handlers.errors import CommandRefused
from storage.records.sla import SlaPolicy, SlaTerms, SlaTime


def minutes(count: int, *, round_the_clock: bool = False) -> SlaTime:
    return SlaTime(timedelta(minutes=count), round_the_clock)


class TestAPolicy:
    @pytest.mark.parametrize(
        ("written", "policy"),
        [
            ("2 30m 4h", SlaPolicy("standard", 2, SlaTerms(minutes(30), minutes(240)))),
            ("standard 2 30m 4h", SlaPolicy("standard", 2, SlaTerms(minutes(30), minutes(240)))),
            (
                "VIP 1 10m 2h 24x7",
                SlaPolicy(
                    "vip",
                    1,
                    SlaTerms(minutes(10, round_the_clock=True), minutes(120, round_the_clock=True)),
                ),
            ),
            (
                "1 10m 24/7 4h",
                SlaPolicy("standard", 1, SlaTerms(minutes(10, round_the_clock=True), minutes(240))),
            ),
            (
                "золотой 4 1ч30м 2ч",
                SlaPolicy("золотой", 4, SlaTerms(minutes(90), minutes(120))),
            ),
        ],
    )
    def test_is_read(self, written: str, policy: SlaPolicy) -> None:
        assert read_sla_order(written.split()) == policy

    @pytest.mark.parametrize(
        ("written", "told"),
        [
            ("2", "sla-how"),
            ("vip", "sla-how"),
            ("5 30m 4h", "sla-how"),
            ("2 30m", "sla-how"),
            ("2 30m 4h 5h", "sla-how"),
            ("2 24x7 30m 4h", "sla-how"),
            ("2 30m 4h 24x7 working", "sla-how"),
            ("2 30 4h", "sla-bad-time"),
            ("2 0m 4h", "sla-bad-time"),
            ("2 30m 1001h", "sla-bad-time"),
            ("2 soon 4h", "sla-bad-time"),
            ("2 5h 4h", "sla-response-after-resolution"),
            ("a/b 2 30m 4h", "sla-bad-tier"),
            ("remove", "sla-how"),
            ("remove vip 1 10m", "sla-how"),
        ],
    )
    def test_that_is_none_is_refused_with_the_reason(self, written: str, told: str) -> None:
        with pytest.raises(CommandRefused) as refused:
            read_sla_order(written.split())
        assert refused.value.phrase == told

    def test_is_removed_by_tier_and_priority(self) -> None:
        assert read_sla_order(["remove", "vip", "1"]) == PolicyRemoved("vip", 1)
        assert read_sla_order(["remove", "2"]) == PolicyRemoved("standard", 2)


TIMES = st.builds(minutes, st.integers(1, 60_000), round_the_clock=st.booleans())


@given(TIMES, TIMES)
def test_what_is_written_is_read_again(one: SlaTime, other: SlaTime) -> None:
    first, second = sorted((one, other), key=lambda time: time.time)
    terms = SlaTerms(first, second)
    assert read_terms(write_terms(terms).split()) == terms
