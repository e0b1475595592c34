"""FAQ files that are XLSX workbooks. Imported only when one is read or written: its library is large."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from faq.entry import FaqEntry
from faq.exchange_columns import COLUMNS
from faq.exchange_rows import UNCOMPUTED, Fault, FaultKind, RawRow
from faq.exchange_tables import cells_of, table_rows

# How workbooks write characters that XML cannot hold: `_x000D_` is the carriage return of a text that was
# pasted on Windows. The library leaves that to us.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

_FORMULA = re.compile(rb"<f[ >/]")
_Cell = ReadOnlyCell | EmptyCell
_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    IndexError,
    KeyError,
    ValueError,
    OSError,
    SyntaxError,
)

PERCENT_DIGITS = 10  # behind these, a percentage differs from what was typed
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
MAX_COLUMNS = 50


def read_xlsx(data: bytes, faults: list[Fault]) -> Iterator[RawRow]:
    """Read the first sheet as it is shown: of a formula the value that was computed when it was saved."""
    reason = _refusal(data)
    if reason is not None:
        faults.append(reason)
        return
    try:
        yield from table_rows(enumerate(_rows(data), start=1), faults)
    except _BROKEN as error:
        faults.append(Fault(FaultKind.UNREADABLE, detail=f"no XLSX workbook ({type(error).__name__})"))


def _rows(data: bytes) -> Iterator[list[object]]:
    """The cells of each row; formulas that were never computed are `UNCOMPUTED`."""
    with _first_sheet(data, formulas=False) as shown:
        if not _has_formulas(data):
            for cells in shown:
                yield [_plain(cell) for cell in cells]
            return
        with _first_sheet(data, formulas=True) as written:
            for cells, sources in zip(shown, written, strict=True):
                yield [_computed(cell, source) for cell, source in zip(cells, sources, strict=True)]


@contextmanager
def _first_sheet(data: bytes, *, formulas: bool) -> Iterator[Iterator[tuple[_Cell, ...]]]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=not formulas, keep_links=False)
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        yield sheet.iter_rows(max_col=MAX_COLUMNS)  # type: ignore[misc]  # the type is that of other books
    finally:
        book.close()


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = (name for name in archive.namelist() if name.startswith("xl/worksheets/"))
        return any(_FORMULA.search(archive.read(name)) for name in sheets)


def _computed(cell: _Cell, source: _Cell) -> object:
    return UNCOMPUTED if cell.value is None and source.value is not None else _plain(cell)


def _refusal(data: bytes) -> Fault | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        return Fault(FaultKind.UNREADABLE, detail=f"no XLSX workbook ({type(error).__name__})")
    if unpacked > MAX_UNPACKED_BYTES:
        return Fault(FaultKind.TOO_LARGE, detail=f"{MAX_UNPACKED_BYTES // 2**20} MB unpacked at most")
    return None


def _plain(cell: _Cell) -> object:
    """A text, or a number, date or time of day as people type it."""
    match cell.value:
        case str() as text:
            return _ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), text)
        case bool() as truth:
            return truth
        case int() | float() as number if "%" in cell.number_format:
            return f"{_digits(round(number * 100, PERCENT_DIGITS))}%"
        case float() as number:
            return _digits(number)
        case datetime() as moment if moment.time() == time():
            return moment.date().isoformat()
        case datetime() as moment:
            return moment.isoformat(" ", "minutes")
        case time() as moment:
            return moment.isoformat("minutes")
        case date() as day:
            return day.isoformat()
    return cell.value


def _digits(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else str(number)


def _escaped(text: str) -> str:
    """Escape the `_` of what only looks like an escaped character."""
    return _LOOKS_ESCAPED.sub("_x005F_", text)


def write_xlsx(entries: Iterable[FaqEntry]) -> bytes:
    """Write a workbook of one sheet; all cells are text, even those that look like formulas."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("FAQ")
    sheet.append(COLUMNS)
    for entry in entries:
        cells = []
        for text in cells_of(entry):
            cell = WriteOnlyCell(sheet, _escaped(text))
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
