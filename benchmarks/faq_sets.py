"""Labelled question sets for the search: reading them and cutting them to size.

A set is a folder with `entries.jsonl` ({"id", "question", "alternatives", "answer"} a line) and
`queries.jsonl` ({"text", "expected"} a line, null for questions that must not be answered).
"""

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from faq import FaqEntry


@dataclass(frozen=True, slots=True)
class Query:
    """A question and the id of the entry that answers it, if any."""

    text: str
    expected: str | None


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """A knowledge base and questions for it."""

    name: str
    entries: tuple[FaqEntry, ...]
    queries: tuple[Query, ...]


def read_set(folder: Path, phrasings: int | None = None, queries: str = "queries.jsonl") -> LabelledSet:
    """The set of a folder, with so many alternatives of each entry (all by default)."""
    entries = tuple(
        FaqEntry(
            id=record["id"],
            question=record["question"],
            answer=record.get("answer", ""),
            alternatives=tuple(record["alternatives"][:phrasings]),
        )
        for record in _records(folder / "entries.jsonl")
    )
    asked = tuple(Query(record["text"], record["expected"]) for record in _records(folder / queries))
    return LabelledSet(folder.name, entries, asked)


def cut(labelled: LabelledSet, size: int, chance: random.Random) -> LabelledSet:
    """A small knowledge base of some entries; as many questions without an entry there as with one."""
    entries = tuple(chance.sample(labelled.entries, size))
    ids = {entry.id for entry in entries}
    inside = [query for query in labelled.queries if query.expected in ids][:150]
    near = [
        Query(query.text, None) for query in labelled.queries if query.expected and query.expected not in ids
    ]
    far = [query for query in labelled.queries if query.expected is None]
    half = max(10, len(inside) // 2)
    outside = [*chance.sample(near, min(half, len(near))), *chance.sample(far, min(half, len(far)))]
    return LabelledSet(f"{labelled.name}/{size}", entries, (*inside, *outside))


def _records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
