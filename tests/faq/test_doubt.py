"""Likely entries that are offered, and never sent."""

from dataclasses import replace

import pytest

from faq import Doubt, FaqEntry, FaqMatcher
from faq.doubt import FEW_PHRASINGS, SMALL_FAQ, SPECIFIC, doubt_of
from faq.ranking import Ranked

CREATE = Ranked(
    entry=0,
    strength=2.0,
    meant=1.0,
    manner=0.0,
    similarity=0.7,
    said=12.0,
    asked=0.9,
    answered=0.8,
    met=2,
    unmet=0.0,
    unsaid=6.0,
    clarity=0.6,
    alikeness=0.3,
)
DELETE = replace(CREATE, entry=1, strength=0.1)
ENTRIES = tuple(FaqEntry(id=str(number), question=f"Service {number}") for number in range(SMALL_FAQ))

TOPICS = (
    (
        "pay",
        "How do I pay for my order?",
        ("pay for an order", "how can I pay the order", "paying for orders"),
    ),
    ("wifi", "Why is the wifi not working?", ("wifi does not work", "no wifi", "wifi never connects")),
    ("move", "How do I move my website?", ("move a website to you", "moving my website here")),
    ("deadline", "Until when can I change the team?", ("when is the deadline for regular matches",)),
)


@pytest.fixture(scope="module")
def matcher() -> FaqMatcher:
    others = (
        FaqEntry(id=f"other {number}", question=f"What is service number {number}?", answer="It is.")
        for number in range(SMALL_FAQ)
    )
    own = (FaqEntry(id=id_, question=question, alternatives=more) for id_, question, more in TOPICS)
    return FaqMatcher.build([*own, *others])


def is_doubtful_beside(rival: Ranked) -> bool:
    return doubt_of(("mailbox", "please"), ENTRIES, [CREATE, rival], 0) is Doubt.SHARED


class TestAnEntryThatSharesWhatWasSaidWithAnother:
    def test_is_doubtful_where_what_tells_them_apart_was_not_said(self) -> None:
        assert is_doubtful_beside(DELETE)

    def test_is_not_where_the_other_has_less_of_the_question(self) -> None:
        assert not is_doubtful_beside(replace(DELETE, asked=0.7))

    def test_is_not_where_the_other_was_named_in_full(self) -> None:
        assert not is_doubtful_beside(replace(DELETE, unsaid=0.0))


class TestAnEntryThatKnowsOnlyItsSubject:
    """A title of one or two words does not tell what its answer says of the subject."""

    TITLE = FaqEntry(id="match", question="Price match")
    NAMED = replace(CREATE, unsaid=0.0, unmet=SPECIFIC)

    def doubt(self, entry: FaqEntry, ranked: Ranked) -> Doubt | None:
        return doubt_of(("price", "match", "afterwards"), (entry, *ENTRIES), [ranked], 0)

    def test_is_doubtful_where_more_is_asked(self) -> None:
        assert self.doubt(self.TITLE, self.NAMED) is Doubt.TITLE

    def test_is_not_where_nothing_rare_is_asked_beside(self) -> None:
        assert self.doubt(self.TITLE, replace(self.NAMED, unmet=SPECIFIC - 0.1)) is None

    def test_is_not_where_its_phrasing_is_a_question(self) -> None:
        assert self.doubt(FaqEntry(id="match", question="Do you match prices?"), self.NAMED) is None

    def test_is_not_where_many_phrasings_are_known(self) -> None:
        known = tuple(f"price match {number}" for number in range(FEW_PHRASINGS))

        assert self.doubt(replace(self.TITLE, alternatives=known), self.NAMED) is None


class TestACustomer:
    @pytest.mark.parametrize(
        ("text", "entry"),
        [
            ("how would I pay for the order", "pay"),
            ("wifi does not work again", "wifi"),
            ("no wifi here", "wifi"),
        ],
    )
    def test_is_answered_who_asks_what_an_entry_tells(
        self, matcher: FaqMatcher, text: str, entry: str
    ) -> None:
        verdict = matcher.ask(text)
        assert (verdict.kind, verdict.candidates[0].entry.id) == ("answer", entry)

    @pytest.mark.parametrize(
        "text", ["I cannot pay for my order", "order not paid", "can't pay for an order"]
    )
    def test_is_offered_how_it_is_done_who_says_that_it_is_not(self, matcher: FaqMatcher, text: str) -> None:
        verdict = matcher.ask(text)
        first = verdict.candidates[0]
        assert (verdict.kind, first.entry.id, first.doubt) == ("suggest", "pay", Doubt.DENIAL)

    @pytest.mark.parametrize(
        "text", ["wifi does work", "the wifi connects", "now the wifi is working on my laptop"]
    )
    def test_is_answered_with_no_trouble_who_says_that_there_is_none(
        self, matcher: FaqMatcher, text: str
    ) -> None:
        assert matcher.ask(text).kind != "answer"

    @pytest.mark.parametrize(
        "text", ["I don't know how to pay for my order", "we do not understand how to pay the order"]
    )
    def test_is_answered_who_only_does_not_know_how(self, matcher: FaqMatcher, text: str) -> None:
        verdict = matcher.ask(text)
        assert (verdict.kind, verdict.candidates[0].entry.id) == ("answer", "pay")

    @pytest.mark.parametrize("text", ["regular", "website", "please, website!"])
    def test_is_offered_what_speaks_of_it_who_says_one_word(self, matcher: FaqMatcher, text: str) -> None:
        assert matcher.ask(text).kind != "answer"


class TestAMessageThatAsksForTwoThings:
    @pytest.mark.parametrize(
        "text",
        [
            "how can I pay the order and moving my website here",
            "Wifi does not work again. How would I pay for the order?",
        ],
    )
    def test_is_offered_both(self, matcher: FaqMatcher, text: str) -> None:
        verdict = matcher.ask(text)
        asked = {choice.entry.id for choice in verdict.candidates[:2]}
        assert verdict.kind == "suggest"
        assert "pay" in asked
        assert asked < {"pay", "move", "wifi"}

    def test_says_so(self, matcher: FaqMatcher) -> None:
        verdict = matcher.ask("how can I pay the order and moving my website here")
        assert [choice.doubt for choice in verdict.candidates[:2]] == [Doubt.TWO_REQUESTS] * 2

    def test_is_one_whose_parts_ask_for_the_same(self, matcher: FaqMatcher) -> None:
        verdict = matcher.ask("I want to pay for an order, how can I pay the order?")
        first = verdict.candidates[0]
        assert (verdict.kind, first.entry.id, first.doubt) == ("answer", "pay", None)
