"""A comparison that could overlook something would make every storm look clean."""

from tests.chaos.comparison import Comparison, Copy, compare, copies_in

WRITTEN = ["[К1-1]", "[К1-2]", "[К1-3]"]


def copies(*texts: str) -> list[Copy]:
    return copies_in(texts, "повтор")


def test_finds_nothing_wrong_where_nothing_is() -> None:
    found = compare(WRITTEN, copies("вопрос [К1-1]", "[К1-2]\nи [К1-3]", "[К2-1]"))

    assert found == Comparison(written=3)
    assert found.is_clean


def test_finds_what_is_lost() -> None:
    assert compare(WRITTEN, copies("[К1-1]", "[К1-3]")).lost == ("[К1-2]",)


def test_finds_what_was_overtaken() -> None:
    found = compare(WRITTEN, copies("[К1-1]", "[К1-3]", "[К1-2]"))

    assert found.out_of_order == ("[К1-3]",)
    assert not found.is_clean


def test_finds_repeats_that_do_not_say_so() -> None:
    found = compare(WRITTEN, copies("[К1-1]", "[К1-1]", "[К1-2]", "повтор: [К1-2]", "[К1-3]"))

    assert found.unmarked_repeats == ("[К1-1]",)
    assert found.marked_repeats == 1


def test_lets_the_parked_be_missing_or_late_but_not_twice() -> None:
    assert compare(WRITTEN, copies("[К1-1]", "[К1-3]"), parked={"[К1-2]"}).is_clean
    assert compare(WRITTEN, copies("[К1-1]", "[К1-3]", "[К1-2]"), parked={"[К1-2]"}).is_clean
    twice = compare(WRITTEN, copies("[К1-2]", "[К1-1]", "[К1-3]", "[К1-2]"), parked={"[К1-2]"})
    assert twice.unmarked_repeats == ("[К1-2]",)
    assert twice.parked == ("[К1-2]",)
