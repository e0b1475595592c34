"""One row of a FAQ file: what it must hold, and all its possible faults."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from faq.entry import FaqEntry
from faq.exchange_columns import COLUMNS, OPTIONAL_COLUMNS, REQUIRED_COLUMNS, columns_told

MAX_CHARACTERS = {"id": 64, "question": 1000, "answer": 20_000, "category": 200, "language": 35}
MAX_ALTERNATIVE_CHARACTERS = 1000
# A cell of a spreadsheet holds 32,767 characters at most, and alternatives share one.
MAX_ALTERNATIVES_CHARACTERS = 30_000

# What XML, and so a workbook, cannot hold, and what no screen shows. Characters that this Python has no name
# for are none of these: they may be the emoji of later years.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

LANGUAGE_CODE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
_LANGUAGE = re.compile(LANGUAGE_CODE)


UNCOMPUTED = object()
"""Stands in a cell for the value that its formula would have."""


class FaultKind(StrEnum):
    """The kind of a fault; each has its own sentence."""

    MISSING = "missing"
    MISSING_COLUMN = "missing_column"
    UNKNOWN_COLUMN = "unknown_column"
    REPEATED_COLUMN = "repeated_column"
    EXTRA_CELL = "extra_cell"
    DUPLICATE_ID = "duplicate_id"
    SAME_QUESTION = "same_question"
    WRONG_TYPE = "wrong_type"
    NO_VALUE = "no_value"
    TOO_LONG = "too_long"
    BAD_CHARACTER = "bad_character"
    BAD_LANGUAGE = "bad_language"
    BAD_ENCODING = "bad_encoding"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    NO_ROWS = "no_rows"


_SENTENCES = {
    FaultKind.MISSING: "is missing: fill it in",
    FaultKind.MISSING_COLUMN: "the first row must name the columns, and this one is not there: add it",
    FaultKind.UNKNOWN_COLUMN: f"is no column of a FAQ file: use {columns_told()}",
    FaultKind.REPEATED_COLUMN: "stands twice: keep one",
    FaultKind.EXTRA_CELL: (
        "a cell stands under no name of a column: name the column, or quote the text that has the separator"
    ),
    FaultKind.DUPLICATE_ID: "is used already: {detail}",
    FaultKind.SAME_QUESTION: "is asked already: {detail}",
    FaultKind.WRONG_TYPE: "must be {detail}",
    FaultKind.NO_VALUE: "is a formula that nothing has computed: save the file in Excel, or write the text",
    FaultKind.TOO_LONG: "is too long: {detail} characters at most",
    FaultKind.BAD_CHARACTER: "has a character that cannot be shown ({detail}): remove it",
    FaultKind.BAD_LANGUAGE: 'is no language code: write it like "ru" or "en"',
    FaultKind.BAD_ENCODING: 'the file is not in UTF-8: save it as UTF-8, in Excel as "CSV UTF-8" ({detail})',
    FaultKind.UNREADABLE: "the file cannot be read: {detail}",
    FaultKind.TOO_LARGE: "the file is too large: {detail}",
    FaultKind.NO_ROWS: "the file has no entries",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault and its place, as people see it in the file.

    `row` is the line of a CSV or JSONL file, the row of a spreadsheet, the item of a YAML list (whose `line`
    is told too); None for the file as a whole.
    """

    kind: FaultKind
    row: int | None = None
    column: str | None = None
    detail: str = ""
    line: int | None = None

    def __str__(self) -> str:
        row = f"row {self.row}" if self.row is not None else ""
        line = f"line {self.line}" if self.line is not None else ""
        where = f"{row} ({line})" if row and line else row or line
        place = ", ".join(part for part in (where, self.column and f'"{self.column}"') if part)
        sentence = _SENTENCES[self.kind].format(detail=self.detail)
        return f"{place}: {sentence}" if place else sentence


@dataclass(frozen=True, slots=True)
class FaqRow:
    """A row without faults; no `id` means a new entry.

    `absent`: the optional columns that the file does not have, which is not the same as an empty cell.
    """

    row: int
    id: str | None
    question: str
    answer: str
    alternatives: tuple[str, ...] = ()
    category: str | None = None
    language: str | None = None
    absent: frozenset[str] = frozenset()

    def to_entry(self, entry_id: str) -> FaqEntry:
        """Return the row as an entry with this id."""
        return FaqEntry(
            id=entry_id,
            question=self.question,
            answer=self.answer,
            alternatives=self.alternatives,
            category=self.category,
            language=self.language,
        )


@dataclass(frozen=True, slots=True)
class RawRow:
    """Cells by column, as the format gave them: texts, numbers, lists or anything else.

    An empty cell is None; a column that the file does not have is no key. `headings` are the names that the
    file has for its columns.
    """

    row: int
    cells: Mapping[str, object]
    line: int | None = None
    headings: Mapping[str, str] = field(default_factory=dict)

    def fault(self, kind: FaultKind, column: str, detail: str = "") -> Fault:
        """Return a fault of this cell of the row."""
        return Fault(kind, self.row, self.headings.get(column, column), detail, self.line)


@dataclass(slots=True)
class RowChecker:
    """Turns raw rows into rows; collects their faults, and each id with the first row that has it.

    `as_new`: ids are another installation's, so they are left out.
    """

    as_new: bool = False
    faults: list[Fault] = field(default_factory=list)
    rows_by_id: dict[str, RawRow] = field(default_factory=dict)
    _rows_by_question: dict[str, tuple[int, bool]] = field(default_factory=dict)

    def check(self, raw_rows: Iterable[RawRow]) -> Iterator[FaqRow]:
        """Yield the rows without faults; the faults of the others are in `faults`."""
        for raw in raw_rows:
            before = len(self.faults)
            row = self._row(raw)
            if len(self.faults) == before:
                yield row

    def _row(self, raw: RawRow) -> FaqRow:
        texts = {column: self._text(raw, column) for column in COLUMNS if column != "alternatives"}
        for column in REQUIRED_COLUMNS:
            if texts[column] == "":
                self._fault(raw, FaultKind.MISSING, column)
        row = FaqRow(
            row=raw.row,
            id=None if self.as_new else texts["id"] or None,
            question=texts["question"] or "",
            answer=texts["answer"] or "",
            alternatives=self._alternatives(raw),
            category=texts["category"] or None,
            language=texts["language"] or None,
            absent=frozenset(OPTIONAL_COLUMNS) - raw.cells.keys(),
        )
        if row.language and not _LANGUAGE.fullmatch(row.language):
            self._fault(raw, FaultKind.BAD_LANGUAGE, "language")
        self._check_unique(raw, row)
        return row

    def _check_unique(self, raw: RawRow, row: FaqRow) -> None:
        if row.id is not None:
            first_having_it = self.rows_by_id.setdefault(row.id, raw)
            if first_having_it is not raw:
                self._fault(raw, FaultKind.DUPLICATE_ID, "id", f"row {first_having_it.row}")
        if row.question:
            # Two entries that have ids of their own may share a question: an export must be importable.
            key = " ".join(row.question.casefold().split())
            first, has_id = self._rows_by_question.setdefault(key, (row.row, row.id is not None))
            if first != row.row and not (has_id and row.id is not None):
                self._fault(raw, FaultKind.SAME_QUESTION, "question", f"row {first}")

    def _text(self, raw: RawRow, column: str) -> str | None:
        """The cell as text; None if it has a fault, which is added to `faults`."""
        value = raw.cells.get(column)
        if value is None:
            return ""
        if value is UNCOMPUTED:
            self._fault(raw, FaultKind.NO_VALUE, column)
            return None
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            self._fault(raw, FaultKind.WRONG_TYPE, column, "a text")
            return None
        return self._checked(raw, column, value, MAX_CHARACTERS[column])

    def _alternatives(self, raw: RawRow) -> tuple[str, ...]:
        value = raw.cells.get("alternatives")
        if value is None:
            return ()
        if value is UNCOMPUTED:
            self._fault(raw, FaultKind.NO_VALUE, "alternatives")
            return ()
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            self._fault(raw, FaultKind.WRONG_TYPE, "alternatives", "a list of texts")
            return ()
        if len(join_alternatives(value)) > MAX_ALTERNATIVES_CHARACTERS:
            self._fault(raw, FaultKind.TOO_LONG, "alternatives", str(MAX_ALTERNATIVES_CHARACTERS))
            return ()
        checked = (self._checked(raw, "alternatives", text, MAX_ALTERNATIVE_CHARACTERS) for text in value)
        return tuple(dict.fromkeys(text for text in checked if text))

    def _checked(self, raw: RawRow, column: str, value: str, limit: int) -> str | None:
        text = normal_text(value)
        if len(text) > limit:
            self._fault(raw, FaultKind.TOO_LONG, column, str(limit))
            return None
        unshown = _UNSHOWN.search(text)
        if unshown is not None:
            self._fault(raw, FaultKind.BAD_CHARACTER, column, f"U+{ord(unshown[0]):04X}")
            return None
        return text

    def _fault(self, raw: RawRow, kind: FaultKind, column: str, detail: str = "") -> None:
        self.faults.append(raw.fault(kind, column, detail))


def normal_text(text: str) -> str:
    """The text as it is stored: lines end with a line feed, white space around it is removed."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def shown_text(text: str) -> str:
    """The text as a file can hold it: as it is stored, without characters that cannot be shown."""
    return normal_text(_UNSHOWN.sub("", normal_text(text)))


def join_alternatives(alternatives: Iterable[str]) -> str:
    """Join alternatives for one cell with `|`; a `|` or a backslash inside gets a backslash before it."""
    return "|".join(text.replace("\\", "\\\\").replace("|", "\\|") for text in alternatives)


def split_alternatives(cell: str) -> list[str]:
    """Split a cell that `join_alternatives` or a person wrote into alternatives."""
    pieces = re.findall(r"(?:\\[\\|]|[^|])+", cell)
    return [re.sub(r"\\([\\|])", r"\1", piece) for piece in pieces]
