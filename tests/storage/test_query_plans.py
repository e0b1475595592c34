"""Thousands of letters may wait: finding the next one must not walk through all that ever was."""

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import event

from storage.books import Books
from storage.claims import Holder
from storage.database import Database
from storage.records.updates import Patience, RawUpdate
from storage.web.desk_inbox import TicketList
from tests.storage.conftest import LooksSee
from tests.storage.samples import (
    ANNA,
    BORIS,
    GROUP,
    NOW,
    SECOND,
    a_letter,
    all_at_once,
    an_update,
    keep,
    post,
    ref,
)


def a_text(number: int) -> RawUpdate:
    return an_update(number, f"telegram:{number}", patience=Patience.BURST)


Use = Callable[[Books, Holder], Awaitable[Any]]


@pytest.fixture
async def busy(sqlite_url: str) -> AsyncIterator[Database]:
    """A SQLite database with work in both ledgers."""
    database = await Database.open(sqlite_url)
    await keep(database, *(an_update(number, f"telegram:{number}") for number in range(5)))
    await post(database, *(a_letter("x", f"telegram:{number}") for number in range(5)))
    yield database
    await database.close()


async def statements_of(database: Database, use: Use) -> list[tuple[str, Any]]:
    """The statements that `use` runs, with their parameters."""
    statements: list[tuple[str, Any]] = []

    def remember(_c: object, _cursor: object, statement: str, given: Any, *_: object) -> None:
        one_of_many = isinstance(given, list)
        statements.append((statement, given[0] if one_of_many else given))

    engine = database._engine.sync_engine
    async with database.hold() as holder, database.books() as books:
        event.listen(engine, "before_cursor_execute", remember)
        await use(books, holder)
        event.remove(engine, "before_cursor_execute", remember)
    return statements


USES: dict[str, Use] = {
    "inbox": lambda books, holder: books.inbox.claim(holder, NOW, all_at_once),
    "burst": lambda books, _: books.inbox.keep([a_text(6), an_update(7)], NOW, SECOND),
    "outbox": lambda books, holder: books.outbox.claim(holder, NOW, limit=20, messengers=("telegram", "web")),
    "letters replaced": lambda books, _: books.outbox.post(
        [a_letter("x", chat, replaces="menu") for chat in (ANNA, BORIS)], now=NOW
    ),
    "messages": lambda books, _: books.messages.find([ref(1), ref(2), ref(3, BORIS)]),
    "copies": lambda books, _: books.copies.all_of(
        [(ref(1), GROUP), (ref(2), GROUP), (ref(3, BORIS), GROUP), (ref(4, GROUP), ANNA)]
    ),
    "timers cancelled": lambda books, _: books.timers.cancel([("first response", "1"), ("resolution", "1")]),
    "depth of the outbox": lambda books, _: books.backlog.of_outbox(),
    "dead letters": lambda books, _: books.dead_letters.listed(),
    "parked letters": lambda books, _: books.dead_letters.parked_before(NOW),
    "overdue letters": lambda books, _: books.backlog.overdue(NOW),
    "depth of the inbox": lambda books, _: books.backlog.of_inbox(),
    "timers": lambda books, _: books.timers.due(NOW),
    "open tickets": lambda books, _: books.desk_inbox.list(TicketList.OPEN, "", NOW),
    "claims of the dead": lambda books, holder: books.void_dead_claims(holder),
}


async def plans_of(database: Database, sqlite_url: str, use: Use) -> dict[str, list[str]]:
    """How SQLite means to answer each statement that `use` runs."""
    statements = await statements_of(database, use)
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite+aiosqlite:///"))) as connection:
        return {
            statement: [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]
            for statement, parameters in statements
        }


@pytest.mark.parametrize("use", USES.values(), ids=USES.keys())
async def test_no_statement_of_the_workers_walks_through_a_table(
    busy: Database, sqlite_url: str, use: Use
) -> None:
    """`claims` is excepted: it holds what is in hand at this moment and nothing else."""
    for statement, plan in (await plans_of(busy, sqlite_url, use)).items():
        walked = {step.split()[1] for step in plan if step.startswith("SCAN") and "INDEX" not in step}
        assert not walked & {"inbox", "letters", "timers", "tickets", "messages", "copies"}, (statement, plan)


async def test_what_cannot_be_read_yet_is_passed_over_in_the_index(busy: Database, sqlite_url: str) -> None:
    """Thousands of customers may be in the middle of a burst: the index tells which rows are due."""
    plans = await plans_of(busy, sqlite_url, USES["inbox"])
    heads = [step for plan in plans.values() for step in plan if step.split()[1] == "head"]

    assert heads
    assert all("USING INDEX ix_inbox_waiting (" in step for step in heads), heads


async def test_the_next_letter_is_found_by_indexes_however_many_wait(
    busy: Database, sqlite_url: str, looks_see: LooksSee
) -> None:
    looks_see(1, 1)

    plans = await plans_of(busy, sqlite_url, lambda books, _: books.outbox.due_heads(NOW, limit=20))
    steps = [step for plan in plans.values() for step in plan if {"letters", "waiting"} & set(step.split())]

    assert len(plans) == 3
    assert all("INDEX ix_letters_unsent" in step or "PRIMARY KEY" in step for step in steps), steps


@pytest.mark.parametrize("ledger", ["inbox", "outbox"])
async def test_a_head_is_told_by_a_look_at_its_lane(busy: Database, sqlite_url: str, ledger: str) -> None:
    """Whatever else there is: a lane may be thousands long, and thousands of lanes may wait."""
    plans = await plans_of(busy, sqlite_url, USES[ledger])
    looks = [step for plan in plans.values() for step in plan if step.split()[1] in {"earlier", "waiting"}]

    assert looks
    assert all("_lane (lane=?" in look for look in looks), looks


async def test_what_is_replaced_is_looked_for_in_its_lane(busy: Database, sqlite_url: str) -> None:
    plans = await plans_of(busy, sqlite_url, USES["letters replaced"])
    looks = [step for plan in plans.values() for step in plan if "letters" in step]

    assert looks == ["SEARCH letters USING INDEX ix_letters_unsent_lane (lane=?)"]
