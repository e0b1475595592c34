"""The thresholds of an evaluation: given, from the database, or as shipped."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.commands.performing import open_database, say_error
from bot.settings import Draft
from faq import Thresholds
from handlers.desk.knowledge.thresholds import percent
from storage.errors import NoDatabase, StorageError
from storage.faq.thresholds import StoredThresholds

GIVEN, DATABASE, SHIPPED, BOUNDED = "given", "database", "shipped", "bounded"
_TOLD = {
    GIVEN: "as given",
    DATABASE: "as managers set it",
    SHIPPED: "as shipped",
    BOUNDED: "not above the answers",
}


class ChoicesAboveAnswers(Exception):
    """The threshold of offers is above that of answers, so nothing could be offered."""

    def __init__(self, thresholds: Thresholds) -> None:
        above = f"{thresholds.suggest:g} is above the answers ({thresholds.answer:g})"
        super().__init__(f"choices cannot begin there: {above}: give a lower --suggest")


@dataclass(frozen=True, slots=True)
class ChosenThresholds:
    """The thresholds, and where each comes from."""

    thresholds: Thresholds
    sources: Mapping[str, str]

    def __str__(self) -> str:
        chances = {"answer": self.thresholds.answer, "suggest": self.thresholds.suggest}
        told = {name: f"{percent(chance)} ({_TOLD[self.sources[name]]})" for name, chance in chances.items()}
        return f"thresholds: answers from {told['answer']}, offers from {told['suggest']}"

    def to_json(self) -> dict[str, float | str]:
        """`answer` and `suggest` (0..1), and where each comes from."""
        return {
            "answer": self.thresholds.answer,
            "answer_from": self.sources["answer"],
            "suggest": self.thresholds.suggest,
            "suggest_from": self.sources["suggest"],
        }


async def choose_thresholds(draft: Draft, answer: float | None, suggest: float | None) -> ChosenThresholds:
    """Prefer given thresholds, then those of the database. Raises `ChoicesAboveAnswers`.

    A stored threshold of offers is lowered to a given one of answers: trying answers from 0.1 on asks for no
    other offers.
    """
    if answer is not None and suggest is not None:
        return _checked(Thresholds(answer, suggest), {"answer": GIVEN, "suggest": GIVEN})
    stored = await _standing(draft)
    own = Thresholds(stored.answer, stored.suggest) if stored else Thresholds()
    sources = dict.fromkeys(("answer", "suggest"), DATABASE if stored else SHIPPED)
    if answer is not None:
        is_bounded = own.suggest > answer
        sources |= {"answer": GIVEN} | ({"suggest": BOUNDED} if is_bounded else {})
        return _checked(Thresholds(answer, min(own.suggest, answer)), sources)
    if suggest is not None:
        return _checked(Thresholds(own.answer, suggest), sources | {"suggest": GIVEN})
    return _checked(own, sources)


def _checked(thresholds: Thresholds, sources: Mapping[str, str]) -> ChosenThresholds:
    if thresholds.suggest > thresholds.answer:
        raise ChoicesAboveAnswers(thresholds)
    return ChosenThresholds(thresholds, sources)


async def _standing(draft: Draft) -> StoredThresholds | None:
    """The managers' thresholds; None if they set none or the database cannot be read."""
    if draft.faults:
        say_error("The settings have faults (`otboinik check` tells them), so the database is left alone.")
        return None
    try:
        async with (
            open_database(draft.settings, made_already=True, dry=True) as database,
            database.reading() as books,
        ):
            return await books.faq_thresholds.current()
    except NoDatabase:
        return None
    except StorageError as error:
        say_error(f"The thresholds in the database cannot be read: {error}")
        return None
