"""Counts of texts that could not be said; the process publishes them."""

from typing import Protocol


class WordingCounters(Protocol):
    """Told of each text that gave way to another one."""

    def template_failed(self) -> None:
        """A manager's template could not be used; the shipped text replaces it."""
        ...

    def acknowledgement_violated(self) -> None:
        """An acknowledgement broke its criteria; another text went out instead."""
        ...


class _Uncounted:
    def template_failed(self) -> None:
        """Count nothing."""

    def acknowledgement_violated(self) -> None:
        """Count nothing."""


UNCOUNTED: WordingCounters = _Uncounted()
"""For a desk whose counts nobody reads."""
