"""What holds for any text and any knowledge base."""

import threading
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq import FaqEntry, FaqMatcher, Verdict
from tests.faq.shop import ENTRY, FTP, SHOP

matcher = FaqMatcher.build([*SHOP, FTP])

scraps = st.sampled_from(
    [
        "заказ",
        "оплатить",
        "как",
        "доставка",
        "password",
        "my",
        "size",
        "ftp",
        "фтп",
        "ащкпще",
        "ghbdtn",
        "не",
        "возврт",
    ]
)
chatter = st.lists(scraps | st.text(max_size=12), max_size=12).map(" ".join)
anything = chatter | st.text() | st.text("абвгдеёжabcdefg 123.,!\u0301\u200d\ud83d\U0001f642", max_size=80)


class TestAnyText:
    @given(anything)
    @settings(max_examples=200, deadline=None)
    def test_gets_a_verdict_and_always_the_same(self, text: str) -> None:
        verdict = matcher.ask(text)

        assert verdict == matcher.ask(text)
        assert (verdict.kind == "unknown") or verdict.candidates
        assert len(verdict.candidates) <= 3
        assert all(0 <= candidate.score <= 1 for candidate in verdict.candidates)
        assert all(candidate.phrasing in candidate.entry.phrasings() for candidate in verdict.candidates)

    @given(anything)
    @settings(max_examples=50, deadline=None)
    def test_may_be_an_entry(self, text: str) -> None:
        small = FaqMatcher.build([FaqEntry(id="1", question=text, answer=text)])

        assert small.ask("заказ").kind in {"answer", "suggest", "unknown"}
        assert all(candidate.entry.id == "1" for candidate in small.ask(text).candidates)

    @pytest.mark.parametrize(
        "text",
        [
            "как оплатить " * 770,
            "щ" * 10_000,
            "qwzx " * 2000,
            "\U0001f642" * 10_000,
            "".join(map(chr, range(10_000))),
        ],
    )
    def test_of_ten_thousand_characters_is_read_too(self, text: str) -> None:
        assert matcher.ask(text[:10_000]).kind in {"answer", "suggest", "unknown"}

    @pytest.mark.parametrize("text", ["\ud800", "а\u0000б", "\u202eпривет", "ﬁle №①", "İ", "ǅ" * 50])
    def test_of_odd_characters_is_read_too(self, text: str) -> None:
        assert matcher.ask(text).kind in {"answer", "suggest", "unknown"}


class TestCaseAndSpaces:
    @given(chatter)
    @settings(max_examples=100, deadline=None)
    def test_change_nothing(self, text: str) -> None:
        plain = " ".join(text.lower().split())

        assert matcher.ask(f"  {plain} \n") == matcher.ask(plain)


class TestAddingThenRemoving:
    @given(entry=st.builds(FaqEntry, id=st.just("new"), question=chatter, answer=chatter), text=chatter)
    @settings(max_examples=60, deadline=None)
    def test_restores_every_verdict(self, entry: FaqEntry, text: str) -> None:
        changing = FaqMatcher.build(SHOP)
        before = changing.ask(text)

        changing.add(entry)
        changing.remove("new")

        assert changing.ask(text) == before


class TestReadersInOtherThreads:
    def test_see_the_faq_before_a_change_or_after_it(self) -> None:
        changing = FaqMatcher.build(SHOP)
        before = changing.ask("подарочные карты")
        changing.add(ENTRY)
        after = changing.ask("подарочные карты")
        seen: list[Verdict] = []
        done = threading.Event()

        def read() -> Iterator[Verdict]:
            while not done.is_set():
                yield changing.ask("подарочные карты")

        reader = threading.Thread(target=lambda: seen.extend(read()))
        reader.start()
        for _ in range(20):
            changing.remove(ENTRY.id)
            changing.add(ENTRY)
        done.set()
        reader.join()

        assert seen
        assert all(verdict in (before, after) for verdict in seen)
