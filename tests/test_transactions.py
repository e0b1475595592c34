"""Who only reads keeps nobody from writing: `database.books()` is for what will be committed.

On SQLite it makes its holder the one writer, so that pages which ask for news would queue with customers'
messages. `database.reading()` is for the rest.
"""

import ast
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_books_that_are_never_committed_are_only_read() -> None:
    modules = {
        str(path.relative_to(ROOT)): ast.parse(path.read_text())
        for package in ("bot", "handlers")
        for path in sorted((ROOT / package).rglob("*.py"))
    }
    committing = _functions_that_commit([node for tree in modules.values() for node in ast.walk(tree)])

    idle = [
        f"{name}:{block.lineno}"
        for name, tree in modules.items()
        for block in ast.walk(tree)
        if isinstance(block, ast.AsyncWith) and _opens_books(block) and not _commits(block.body, committing)
    ]

    assert idle == [], "use database.reading() there"


def _functions_that_commit(nodes: Sequence[ast.AST]) -> set[str]:
    """The names of those that commit the books that they are given, or hand them on to one that does."""
    takers = [node for node in nodes if isinstance(node, Function) and _takes_books(node)]
    found: set[str] = set()
    while more := {each.name for each in takers if _commits(each.body, found)} - found:
        found |= more
    return found


def _takes_books(function: Function) -> bool:
    return any(each.arg == "books" for each in (*function.args.posonlyargs, *function.args.args))


def _opens_books(block: ast.AsyncWith) -> bool:
    opened = [item.context_expr for item in block.items]
    return any(isinstance(call, ast.Call) and _name(call) == "books" for call in opened)


def _commits(body: Sequence[ast.stmt], committing: Collection[str]) -> bool:
    return any(
        _name(call).endswith("commit") or (_hands_books_on(call) and _name(call) in committing)
        for call in _calls(body)
    )


def _calls(body: Sequence[ast.stmt]) -> Iterator[ast.Call]:
    return (node for statement in body for node in ast.walk(statement) if isinstance(node, ast.Call))


def _hands_books_on(call: ast.Call) -> bool:
    given = (*call.args, *(keyword.value for keyword in call.keywords))
    return any(isinstance(each, ast.Name) and each.id == "books" for each in given)


def _name(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""
