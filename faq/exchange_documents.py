"""FAQ files that are lists of records: YAML and JSONL."""

import io
import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.representer import SafeRepresenter

from faq.entry import FaqEntry
from faq.exchange_columns import COLUMNS, column_named
from faq.exchange_rows import Fault, FaultKind, RawRow

_TEXT_TAG = "tag:yaml.org,2002:str"
_WHOLE_TAG = "tag:yaml.org,2002:int"
_EMPTY_TAG = "tag:yaml.org,2002:null"


class _BlockRepresenter(SafeRepresenter):
    """Writes texts of several lines as blocks if YAML can: people edit these files."""

    def represent_text(self, text: str) -> ScalarNode:
        return self.represent_scalar(_TEXT_TAG, text, style="|" if "\n" in text else None)


_BlockRepresenter.add_representer(str, _BlockRepresenter.represent_text)


def read_jsonl(text: str, faults: list[Fault]) -> Iterator[RawRow]:
    """Read one JSON object per line; `row` is the line."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            faults.append(Fault(FaultKind.UNREADABLE, number, detail=f"no JSON ({error})"))
            continue
        if not isinstance(record, dict):
            faults.append(Fault(FaultKind.WRONG_TYPE, number, detail="an object with question and answer"))
            continue
        cells = (_Cell(heading, value) for heading, value in record.items())
        yield _row(number, cells, faults)


def read_yaml(text: str, faults: list[Fault]) -> Iterator[RawRow]:
    """Read a list of mappings; `row` counts its items. Only the plain types of YAML are read."""
    try:
        root = YAML(typ="safe", pure=True).compose(io.StringIO(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        # What ends too early is noticed below the last line.
        line = min(mark.line + 1, len(text.splitlines()) or 1) if mark else None
        faults.append(Fault(FaultKind.UNREADABLE, detail=f"no YAML ({error.problem})", line=line))
        return
    except (YAMLError, RecursionError, ValueError) as error:
        faults.append(Fault(FaultKind.UNREADABLE, detail=f"no YAML ({_first_line(error)})"))
        return
    if root is None:
        return
    if not isinstance(root, SequenceNode):
        faults.append(
            Fault(FaultKind.WRONG_TYPE, 1, detail="a list of entries, each begun with '- question:'")
        )
        return
    for number, item in enumerate(root.value, start=1):
        line = item.start_mark.line + 1
        if not isinstance(item, MappingNode):
            faults.append(
                Fault(FaultKind.WRONG_TYPE, number, detail="a mapping with question and answer", line=line)
            )
            continue
        yield _row(number, _cells(item), faults, line)


class _Cell(NamedTuple):
    """A value with its heading as written, and the line of the heading if it is known."""

    heading: str
    value: object
    line: int | None = None


def _cells(item: MappingNode) -> Iterator[_Cell]:
    for key, value in item.value:
        heading = str(key.value) if isinstance(key, ScalarNode) else "?"
        yield _Cell(heading, _value(value), key.start_mark.line + 1)


def _row(number: int, cells: Iterable[_Cell], faults: list[Fault], line: int | None = None) -> RawRow:
    values: dict[str, object] = {}
    headings: dict[str, str] = {}
    for cell in cells:
        column = column_named(cell.heading)
        if column is None:
            faults.append(Fault(FaultKind.UNKNOWN_COLUMN, number, cell.heading, line=cell.line))
        elif column in values:
            faults.append(Fault(FaultKind.REPEATED_COLUMN, number, cell.heading, line=cell.line))
        else:
            values[column], headings[column] = cell.value, cell.heading
    if values.get("id"):
        # It comes from an export, which leaves out what is empty: it has every column.
        values = {**dict.fromkeys(COLUMNS), **values}
    return RawRow(number, values, line, headings)


def _value(node: Node) -> object:
    """The node as a text, None or a list of these; any other node is returned as it is, to be refused."""
    return [_scalar(item) for item in node.value] if isinstance(node, SequenceNode) else _scalar(node)


def _scalar(node: Node) -> object:
    if not isinstance(node, ScalarNode):
        return node
    if node.tag in {_TEXT_TAG, _WHOLE_TAG}:
        return str(node.value)
    return None if node.tag == _EMPTY_TAG else node


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0] or type(error).__name__


def write_jsonl(entries: Iterable[FaqEntry]) -> bytes:
    """Write one object per line, without empty keys."""
    lines = (json.dumps(_record(entry), ensure_ascii=False) + "\n" for entry in entries)
    return "".join(lines).encode()


def write_yaml(entries: Iterable[FaqEntry]) -> bytes:
    """Write a list of mappings that people can edit: texts of several lines become blocks."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Representer = _BlockRepresenter
    yaml.default_flow_style = False
    yaml.representer.sort_base_mapping_type_on_output = False
    yaml.width = 4096
    stream = io.BytesIO()
    yaml.dump([_record(entry) for entry in entries], stream)
    return stream.getvalue()


def _record(entry: FaqEntry) -> dict[str, object]:
    record = {
        "id": entry.id,
        "question": entry.question,
        "alternatives": list(entry.alternatives),
        "category": entry.category,
        "language": entry.language,
        "answer": entry.answer,
    }
    return {key: value for key, value in record.items() if value}
