"""Splits many rows into parts: statements limit their parameters, and others may work in between."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

_AT_ONCE = 500


def in_parts(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The items in order, a few hundred at a time."""
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))
