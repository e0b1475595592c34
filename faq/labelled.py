"""Labelled questions and the entries that they are about, as JSON Lines."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from faq.entry import FaqEntry

_Line = TypeVar("_Line")


@dataclass(frozen=True, slots=True)
class LineFault:
    """A faulty line of a labelled file."""

    line: int
    expected: str

    def __str__(self) -> str:
        return f"line {self.line}: expected {self.expected}"


class LabelledFileError(ValueError):
    """A labelled file has faulty lines: all of them are in `faults`.

    `is_another_format`: none of its lines is a JSON object.
    """

    def __init__(self, faults: Sequence[LineFault], *, is_another_format: bool = False) -> None:
        self.faults = tuple(faults)
        self.is_another_format = is_another_format
        super().__init__("; ".join(map(str, faults)))


@dataclass(frozen=True, slots=True)
class LabelledQuery:
    """A question and the id of the entry that answers it; None: it must not be answered."""

    text: str
    expected: str | None


def read_entries(text: str) -> tuple[FaqEntry, ...]:
    """Read entries from a JSONL text. Raises `LabelledFileError`."""
    seen: dict[str, int] = {}

    def entry(line: int, record: dict[str, object]) -> FaqEntry:
        read = _entry(record)
        first = seen.setdefault(read.id, line)
        if first != line:
            raise _NotExpected(f'an "id" of its own: line {first} has {read.id!r}')
        return read

    return tuple(_each(text, entry))


def with_first_phrasings(entries: Iterable[FaqEntry], count: int | None) -> tuple[FaqEntry, ...]:
    """The entries with their first `count` alternatives only; None: with all."""
    return tuple(replace(entry, alternatives=entry.alternatives[:count]) for entry in entries)


def read_queries(text: str) -> tuple[LabelledQuery, ...]:
    """Read labelled questions from a JSONL text. Raises `LabelledFileError`."""
    return tuple(_each(text, lambda _line, record: _query(record)))


def unknown_ids(queries: Iterable[LabelledQuery], entries: Iterable[FaqEntry]) -> tuple[str, ...]:
    """Expected ids that no entry has: their questions can only be missed."""
    known = {entry.id for entry in entries}
    expected = (query.expected for query in queries if query.expected is not None)
    return tuple(dict.fromkeys(entry_id for entry_id in expected if entry_id not in known))


class _NotExpected(Exception):
    """The line is not what was expected; the message says what was."""


def _each(text: str, read: Callable[[int, dict[str, object]], _Line]) -> list[_Line]:
    """Apply `read` to the number and the object of each line that is not blank."""
    found: list[_Line] = []
    faults: list[LineFault] = []
    lines = enumerate(text.removeprefix("\ufeff").split("\n"), start=1)
    records = [(line, _object(content)) for line, content in lines if content.strip()]
    for line, record in records:
        try:
            if record is None:
                raise _NotExpected("a JSON object")
            found.append(read(line, record))
        except _NotExpected as fault:
            faults.append(LineFault(line, str(fault)))
    if faults:
        raise LabelledFileError(faults, is_another_format=all(record is None for _, record in records))
    return found


def _object(content: str) -> dict[str, object] | None:
    """The JSON object of a line; None if it is something else."""
    try:
        record = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _entry(record: dict[str, object]) -> FaqEntry:
    entry_id, question = record.get("id"), record.get("question")
    answer, alternatives = record.get("answer", ""), record.get("alternatives", [])
    if not isinstance(entry_id, str | int) or not isinstance(question, str) or not isinstance(answer, str):
        raise _NotExpected('texts "id", "question" and "answer"')
    if not question.strip():
        raise _NotExpected('a "question" that is not empty')
    if not isinstance(alternatives, list) or not all(isinstance(text, str) for text in alternatives):
        raise _NotExpected('"alternatives" as a list of texts')
    return FaqEntry(id=str(entry_id), question=question, answer=answer, alternatives=tuple(alternatives))


def _query(record: dict[str, object]) -> LabelledQuery:
    text, expected = record.get("text"), record.get("expected")
    if not isinstance(text, str) or "expected" not in record:
        raise _NotExpected('"text" and "expected" (an id, or null)')
    return LabelledQuery(text, None if expected is None else str(expected))
