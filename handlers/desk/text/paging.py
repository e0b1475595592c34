"""Long lists, a page at a time. Pure."""

from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def pages_of(items: Sequence[object], per_page: int) -> int:
    """How many pages there are; an empty list has one."""
    return max(1, -(-len(items) // per_page))


def on_page(items: Sequence[Item], page: int, per_page: int) -> Sequence[Item]:
    """The items of a page; the first page is 1."""
    return items[(page - 1) * per_page : page * per_page]
