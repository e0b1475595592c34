"""FAQ files that are tables: CSV, and what it shares with workbooks."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from faq.entry import FaqEntry
from faq.exchange_columns import COLUMNS, REQUIRED_COLUMNS, column_named
from faq.exchange_rows import (
    UNCOMPUTED,
    Fault,
    FaultKind,
    RawRow,
    join_alternatives,
    split_alternatives,
)

# Spreadsheets run cells that begin so. An apostrophe before them, as spreadsheets themselves write it,
# makes them texts; reading takes that one apostrophe away again.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MARKED_FORMULA = re.compile(r"'+[=+\-@\t\r]")

# Excel's own way to tell the separator: a line above the header.
_SEPARATOR_LINE = re.compile(r"\Asep=([,;\t])\r?\n", re.IGNORECASE)

_SEPARATORS = ",;\t"

Cells = Sequence[object]


def read_csv(text: str, faults: list[Fault]) -> Iterator[RawRow]:
    """Read a CSV text separated by commas, semicolons or tabs; `row` is the line where the row begins."""
    told = _SEPARATOR_LINE.match(text)
    delimiter = told[1] if told else _delimiter(text)
    table = _SEPARATOR_LINE.sub("\n", text)  # the line stays: rows are counted with it
    reader = csv.reader(io.StringIO(table, newline=""), delimiter=delimiter, strict=True)
    yield from table_rows(_numbered(reader, faults), faults)


def _numbered(reader: Iterable[list[str]], faults: list[Fault]) -> Iterator[tuple[int, Cells]]:
    line = 1
    try:
        for cells in reader:
            yield line, [_without_mark(cell) for cell in cells]
            line = reader.line_num + 1  # type: ignore[attr-defined]  # csv.reader's type has no public name
    except csv.Error as error:
        faults.append(Fault(FaultKind.UNREADABLE, line, detail=str(error)))


def _delimiter(text: str) -> str:
    """The separator that yields the most known columns in the first line that is not empty."""
    lines = io.StringIO(text, newline=None)
    header = next((line for line in lines if line.strip(f'" \n{_SEPARATORS}')), "")
    return max(
        _SEPARATORS,
        key=lambda mark: sum(column_named(name.strip(' "\n')) is not None for name in header.split(mark)),
    )


def table_rows(numbered: Iterable[tuple[int, Cells]], faults: list[Fault]) -> Iterator[RawRow]:
    """The rows below the header; faults of the header are faults of its row."""
    header: _Header | None = None
    for row, cells in numbered:
        if all(map(_is_blank, cells)):
            continue
        if header is None:
            header = _Header.of(cells)
            found = header.faults(row)
            faults.extend(found)
            if any(fault.kind is FaultKind.MISSING_COLUMN for fault in found):
                return
            continue
        if header.has_outside(cells):
            faults.append(Fault(FaultKind.EXTRA_CELL, row))
        yield RawRow(row, header.by_column(cells), headings=header.headings)


@dataclass(frozen=True, slots=True)
class _Header:
    """The names of a table's columns as written, and our column for each; an empty name is none."""

    names: Sequence[str]
    columns: Sequence[str | None]

    @classmethod
    def of(cls, cells: Cells) -> "_Header":
        names = ["" if cell is None else str(cell).strip() for cell in cells]
        return cls(names, [column_named(name) for name in names])

    @property
    def headings(self) -> dict[str, str]:
        """The file's own names of its columns."""
        return {column: name for name, column in zip(self.names, self.columns, strict=True) if column}

    def faults(self, row: int) -> list[Fault]:
        """Missing, unknown and repeated columns."""
        missing = [column for column in REQUIRED_COLUMNS if column not in self.columns]
        found = [Fault(FaultKind.MISSING_COLUMN, row, column) for column in missing]
        for place, (name, column) in enumerate(zip(self.names, self.columns, strict=True)):
            if name and column is None:
                found.append(Fault(FaultKind.UNKNOWN_COLUMN, row, name))
            elif column and column in self.columns[:place]:
                found.append(Fault(FaultKind.REPEATED_COLUMN, row, name))
        return found

    def by_column(self, cells: Cells) -> dict[str, object]:
        """The cells of a row by column; cells missing at its end are empty."""
        found: dict[str, object] = {
            column: cell for column, cell in zip_longest(self.columns, cells) if column is not None
        }
        alternatives = found.get("alternatives")
        if alternatives is not None and alternatives is not UNCOMPUTED:
            found["alternatives"] = split_alternatives(str(alternatives))
        return found

    def has_outside(self, cells: Cells) -> bool:
        """Return True if a cell has a value but no column name."""
        placed = zip_longest(self.names, cells)
        return any(not name and not _is_blank(cell) for name, cell in placed)


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def write_csv(entries: Iterable[FaqEntry]) -> bytes:
    """Write a CSV file with a byte order mark, without which spreadsheets misread Russian."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([_with_mark(cell) for cell in cells_of(entry)] for entry in entries)
    return text.getvalue().encode("utf-8-sig")


def cells_of(entry: FaqEntry) -> tuple[str, ...]:
    """The cells of the entry's row, in the order of `COLUMNS`."""
    return (
        entry.id,
        entry.question,
        entry.answer,
        join_alternatives(entry.alternatives),
        entry.category or "",
        entry.language or "",
    )


def _with_mark(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _without_mark(cell: str) -> str:
    return cell[1:] if _MARKED_FORMULA.match(cell) else cell
