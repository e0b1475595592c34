"""The verdict of the search on a question."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from faq.entry import FaqEntry

VerdictKind = Literal["answer", "suggest", "unknown"]
# More choices than this are read as a list, and none is pressed.
MOST_CHOICES = 3
# A choice that is right less than once in twenty times only tires.
WORTH_OFFERING = 0.05


class Doubt(StrEnum):
    """The reason why a likely entry is offered, not sent (`faq.doubt`, `faq.compound`)."""

    ONE_WORD = "one-word"
    SMALL_FAQ = "small-faq"
    SHARED = "shared"
    TITLE = "title"
    OPPOSITE = "opposite"
    DENIAL = "denial"
    TWO_REQUESTS = "two-requests"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may fit; `score` (0..1) is the chance that it is the right one.

    `phrasing` is the one of the entry's phrasings that is nearest to the question. A `doubt` took the chance
    down to what is offered and not sent.
    """

    entry: FaqEntry
    score: float
    phrasing: str = ""
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do, and with which entries.

    `answer`: the first candidate is sure enough to be sent by itself.
    `suggest`: the candidates, `MOST_CHOICES` at most, are the nearest, and `choices` are worth offering.
    `unknown`: nothing fits; the candidates are the nearest, for people who decide.
    `read_as`: the words that the text was taken for: politeness gone, layout and misspellings mended.
    """

    kind: VerdictKind
    candidates: tuple[Candidate, ...] = ()
    read_as: tuple[str, ...] = ()

    @property
    def choices(self) -> tuple[Candidate, ...]:
        """The candidates to offer: the first, and others that are likely enough."""
        return self.candidates[:1] + tuple(
            candidate for candidate in self.candidates[1:] if candidate.score >= WORTH_OFFERING
        )
