"""One question of the knowledge base, with everything the search may use."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FaqEntry:
    """An answer, the question it answers and the other ways in which people ask for it."""

    id: str
    question: str
    answer: str = ""
    alternatives: tuple[str, ...] = ()
    category: str | None = None
    language: str | None = None

    def phrasings(self) -> Iterator[str]:
        """The question, then its alternatives."""
        yield self.question
        yield from self.alternatives
