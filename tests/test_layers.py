"""The floors of the house, read from its imports.

bot → handlers → faq, storage; and nothing of ours imports `bot`.
"""

import ast
import re
import shutil
import subprocess
from collections.abc import Collection, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "bot": {"bot", "handlers", "faq", "storage"},
    "handlers": {"handlers", "faq", "storage"},
    "faq": {"faq"},
    "storage": {"storage"},
}
AT_HOME = {
    "sqlalchemy": "storage/",
    "alembic": "storage/",
    "aiosqlite": "storage/",
    "psycopg": "storage/",
    "aiogram": "bot/channels/",
    "telegram": "bot/channels/",
}
TASK_MAKERS = {"create_task", "ensure_future"}
TASKS_ARE_MADE_IN = "bot/supervision.py"

OUTER_DOOR = {"bot.channels.mounting": {"bot.assembly"}}
"""A host mounts support through the channel of its library, and what it mounts is everything."""

# The folders of somebody's machine, and the hosts of somebody's package mirror.
PLACE_OF_A_MACHINE = re.compile(r"(?<![\w.~])/(?:work|farm|root|Users)/|pypi\.(?:org|python)|pythonhosted\.")


Imports = Mapping[str, Collection[str]]
"""Modules, or rooms of them, by who imports them."""


@pytest.fixture(scope="module")
def sources() -> dict[str, ast.Module]:
    """Every module of ours by its file."""
    return {
        str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8"), str(path))
        for package in MAY_IMPORT
        for path in sorted((ROOT / package).rglob("*.py"))
    }


@pytest.fixture(scope="module")
def imports(sources: dict[str, ast.Module]) -> Imports:
    """Which modules of ours each one imports."""
    modules = {module_name(file): tree for file, tree in sources.items()}
    return {
        module: {found for name in imported_names(tree) if (found := module_of(name, modules))} - {module}
        for module, tree in modules.items()
    }


def imported_names(tree: ast.AST) -> Iterator[str]:
    """Every dotted name that a module imports, wherever in it, members of packages included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def first_part(name: str) -> str:
    return name.partition(".")[0]


def module_name(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def makes_tasks(tree: ast.AST) -> bool:
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return bool(TASK_MAKERS & (called | {name.rpartition(".")[2] for name in imported_names(tree)}))


def module_of(name: str, modules: Collection[str]) -> str | None:
    """Our module behind a dotted name, itself a module or a member of one."""
    return next((found for found in (name, name.rpartition(".")[0]) if found in modules), None)


def circle_in(imports: Imports) -> Sequence[str]:
    """Importers of one another, the first one again at the end; empty where there is no circle."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return tuple(reversed(error.args[1]))
    return ()


def room_in(folder: str, module: str) -> str | None:
    """What the module is, or is in, of all that stands directly in the folder."""
    inside = module.removeprefix(f"{folder}.")
    return None if inside == module else f"{folder}.{first_part(inside)}"


def between_rooms(folder: str, imports: Imports) -> Imports:
    """Which rooms of the folder import which others of it."""
    rooms: dict[str, set[str]] = {}
    for module, imported in imports.items():
        room = room_in(folder, module)
        if room:
            others = {other for each in imported if (other := room_in(folder, each))}
            rooms.setdefault(room, set()).update(others - {room})
    return rooms


def doors(one: str, other: str, imports: Imports) -> str:
    """The imports that lead from one room into the other, in a line."""
    found = [
        f"{module} → {each}"
        for module, imported in imports.items()
        for each in sorted(imported)
        if is_in(one, module) and is_in(other, each)
    ]
    return f"{one} → {other} ({', '.join(found)})"


def is_in(room: str, module: str) -> bool:
    return module == room or module.startswith(f"{room}.")


def tracked_files() -> list[str]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no git repository: nothing tells which files are tracked")
    # In a container the clone often belongs to another user.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.split("\0") if (ROOT / name).is_file()]


class TestEveryModule:
    def test_imports_only_its_own_floor_and_those_below(self, sources: dict[str, ast.Module]) -> None:
        wrong = {}
        for file, tree in sources.items():
            ours = {first_part(name) for name in imported_names(tree)} & MAY_IMPORT.keys()
            wrong[file] = ours - MAY_IMPORT[first_part(file.replace("/", "."))]

        assert {file: floors for file, floors in wrong.items() if floors} == {}

    def test_uses_a_library_only_where_it_is_at_home(self, sources: dict[str, ast.Module]) -> None:
        """SQLAlchemy and the drivers in storage alone, Telegram libraries in the channels alone."""
        wrong = {}
        for file, tree in sources.items():
            used = {first_part(name) for name in imported_names(tree)} & AT_HOME.keys()
            wrong[file] = {library for library in used if not file.startswith(AT_HOME[library])}

        assert {file: libraries for file, libraries in wrong.items() if libraries} == {}

    def test_leaves_tasks_to_the_supervisor(self, sources: dict[str, ast.Module]) -> None:
        """A task nobody watches loses its error."""
        makers = {file for file, tree in sources.items() if makes_tasks(tree)}

        assert makers <= {TASKS_ARE_MADE_IN}


class TestTheHouse:
    def test_has_no_circles(self, imports: Imports) -> None:
        """Imports inside of functions and for types alone count too: a hidden circle is still one."""
        circle = circle_in(imports)

        assert not circle, f"a circle of imports: {' → '.join(circle)}"

    def test_has_no_circles_of_rooms(self, imports: Imports) -> None:
        """In every folder: the modules and sub-folders in it, each sub-folder as one."""
        circles = []
        inside = {
            module: set(imported) - OUTER_DOOR.get(module, set()) for module, imported in imports.items()
        }
        for folder in sorted({module.rpartition(".")[0] for module in imports} - {""}):
            circle = circle_in(between_rooms(folder, inside))
            circles += [doors(one, other, imports) for one, other in pairwise(circle)]

        assert not circles, "rooms that import each other in circles:\n" + "\n".join(circles)

    def test_has_every_floor(self, sources: dict[str, ast.Module]) -> None:
        assert {first_part(module_name(file)) for file in sources} == MAY_IMPORT.keys()


class TestTheRepository:
    def test_names_no_place_of_one_machine(self) -> None:
        """What is committed has to work on any machine, with any mirror of packages."""
        found = [
            f"{name}: {match.group()}"
            for name in tracked_files()
            if (match := PLACE_OF_A_MACHINE.search((ROOT / name).read_bytes().decode(errors="replace")))
        ]

        assert not found

    def test_keeps_no_lock_that_records_addresses(self) -> None:
        assert not {"uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock"} & set(tracked_files())
