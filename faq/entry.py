"""An entry of the knowledge base, with all that the search may use."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FaqEntry:
    """An answer, its question, and other ways of asking it."""

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
