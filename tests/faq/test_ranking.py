"""The order of the entries that fit a question, and what speaks for each of them."""

import pytest

from faq import FaqEntry, ranking
from faq.index import Index
from faq.ranking import Ranked, rank
from faq.reading import read_words

CARDS = (
    FaqEntry(id="block", question="block my card"),
    FaqEntry(
        id="lost",
        question="I lost my card",
        alternatives=("card lost abroad", "lost the card at home", "card lost in a taxi"),
    ),
    FaqEntry(id="order", question="order a card"),
)
IDENTITY = (
    FaqEntry(
        id="why",
        question="why verify identity",
        alternatives=("why do you check my identity", "why does the bank need my identity"),
    ),
    FaqEntry(
        id="how", question="how to top up", alternatives=("how do I add money", "how can I put money in")
    ),
)


def ranked_by_id(entries: tuple[FaqEntry, ...], text: str) -> dict[str, Ranked]:
    """The entries that fit, best first."""
    index = Index.of(entries)
    found = rank(index, read_words(text, index), "en", limit=6)
    return {entries[each.entry].id: each for each in found}


class TestAnEntryWhosePhrasingsAreTooFarForTheFirstCompetition:
    TEXT = "lost card block it"

    @pytest.fixture(autouse=True)
    def few_phrasings_compete(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ranking, "FEWEST_COMPETING", 3)

    def test_is_heard_in_the_second_among_the_finalists(self) -> None:
        found = ranked_by_id(CARDS, self.TEXT)

        assert found["lost"].strength < found["block"].strength
        assert next(iter(found)) == "lost"

    def test_stays_behind_where_it_is_no_finalist(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ranking, "FINALISTS", 1)

        assert next(iter(ranked_by_id(CARDS, self.TEXT))) == "block"


class TestPlainWords:
    def test_speak_for_the_entry_that_asks_in_the_same_manner(self) -> None:
        why = ranked_by_id(IDENTITY, "why do I verify my identity")["why"]
        how = ranked_by_id(IDENTITY, "how can I verify my identity")["why"]

        assert why.manner > 0 > how.manner

    def test_of_which_the_faq_has_none_say_nothing(self) -> None:
        assert ranked_by_id(IDENTITY, "verify identity now")["why"].manner == 0


class TestWords:
    def test_speak_for_the_entry_that_has_them_and_against_one_that_lacks_them(self) -> None:
        found = ranked_by_id(CARDS, "I lost my card in a taxi")

        assert found["lost"].meant > found["order"].meant

    def test_that_no_phrasing_has_leave_less_to_be_said_by_the_others(self) -> None:
        known = ranked_by_id(CARDS, "lost card")["lost"]
        stranger = ranked_by_id(CARDS, "lost card zeppelin")["lost"]

        assert 0 < stranger.meant < known.meant
