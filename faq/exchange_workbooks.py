"""FAQ files that are XLSX workbooks. Imported only when one is read or written: its library is large."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from faq.entry import FaqEntry
from faq.exchange_columns import COLUMNS
from faq.exchange_rows import Fault, FaultKind, RawRow
from faq.exchange_tables import cells_of, table_rows

# How workbooks write characters that XML cannot hold: `_x000D_` is the carriage return of a text that was
# pasted on Windows. The library leaves that to us.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

MAX_UNPACKED_BYTES = 64 * 1024 * 1024
MAX_COLUMNS = 50


def read_xlsx(data: bytes, faults: list[Fault]) -> Iterator[RawRow]:
    """Read the first sheet; formulas count as text, and nothing is computed."""
    reason = _refusal(data)
    if reason is not None:
        faults.append(reason)
        return
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as error:
        faults.append(Fault(FaultKind.UNREADABLE, detail=f"no XLSX workbook ({type(error).__name__})"))
        return
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)
        yield from table_rows(
            enumerate(([_plain(cell) for cell in cells] for cells in rows), start=1), faults
        )
    except (IndexError, KeyError, ValueError, SyntaxError, zipfile.BadZipFile) as error:
        faults.append(Fault(FaultKind.UNREADABLE, detail=f"no XLSX workbook ({type(error).__name__})"))
    finally:
        book.close()


def _refusal(data: bytes) -> Fault | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        return Fault(FaultKind.UNREADABLE, detail=f"no XLSX workbook ({type(error).__name__})")
    if unpacked > MAX_UNPACKED_BYTES:
        return Fault(FaultKind.TOO_LARGE, detail=f"{MAX_UNPACKED_BYTES // 2**20} MB unpacked at most")
    return None


def _plain(cell: object) -> object:
    """A number, date or time of day as people type it."""
    match cell:
        case str():
            return _ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), cell)
        case float():
            return str(int(cell)) if cell.is_integer() else str(cell)
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime():
            return cell.isoformat(" ", "minutes")
        case time():
            return cell.isoformat("minutes")
        case date():
            return cell.isoformat()
    return cell


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
