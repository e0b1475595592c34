"""Labelled question sets for the search: reading them and cutting them to size.

A set is a folder with `entries.jsonl` ({"id", "question", "alternatives", "answer"} a line) and
`queries.jsonl` ({"text", "expected"} a line, null for questions that must not be answered).
"""

import random
from dataclasses import dataclass
from pathlib import Path

from faq import FaqEntry
from faq.labelled import LabelledQuery, read_entries, read_queries, with_first_phrasings


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """A knowledge base and questions for it."""

    name: str
    entries: tuple[FaqEntry, ...]
    queries: tuple[LabelledQuery, ...]


def read_set(folder: Path, phrasings: int | None = None) -> LabelledSet:
    """The set of a folder, with so many alternatives of each entry (all by default)."""
    everything = read_entries((folder / "entries.jsonl").read_text(encoding="utf-8"))
    entries = with_first_phrasings(everything, phrasings)
    return LabelledSet(
        folder.name, entries, read_queries((folder / "queries.jsonl").read_text(encoding="utf-8"))
    )


def lacking(labelled: LabelledSet, share: float, chance: random.Random) -> LabelledSet:
    """The set without that share of its entries, whose questions must not be answered any more."""
    entries = tuple(chance.sample(labelled.entries, round(len(labelled.entries) * (1 - share))))
    ids = {entry.id for entry in entries}
    queries = (
        LabelledQuery(query.text, query.expected if query.expected in ids else None)
        for query in labelled.queries
        if query.expected is not None
    )
    return LabelledSet(f"{labelled.name} lacking", entries, tuple(queries))


def cut(labelled: LabelledSet, size: int, chance: random.Random) -> LabelledSet:
    """A small knowledge base of some entries; as many questions without an entry there as with one."""
    entries = tuple(chance.sample(labelled.entries, size))
    ids = {entry.id for entry in entries}
    inside = [query for query in labelled.queries if query.expected in ids][:150]
    near = [
        LabelledQuery(query.text, None)
        for query in labelled.queries
        if query.expected and query.expected not in ids
    ]
    far = [query for query in labelled.queries if query.expected is None]
    half = max(10, len(inside) // 2)
    outside = [*chance.sample(near, min(half, len(near))), *chance.sample(far, min(half, len(far)))]
    return LabelledSet(f"{labelled.name}/{size}", entries, (*inside, *outside))
