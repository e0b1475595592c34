"""A small storm; larger ones by `python -m tests.chaos`."""

from pathlib import Path

from tests.chaos.databases import FrailSqlite
from tests.chaos.report import Plan
from tests.chaos.storm import live_through

SMALL = Plan(messages=150, conversations=15, seconds=6, seed=7)


async def test_a_storm_loses_overtakes_and_doubles_nothing(sqlite_url: str, tmp_path: Path) -> None:
    """`kill -9`, 429, 5xx, resets before and after acceptance, lost answers, outages of both sides."""
    file = Path(sqlite_url.partition("///")[2])

    report = await live_through(SMALL, FrailSqlite(file), tmp_path / "bot.log")

    print(report)  # noqa: T201 - pytest shows it when the storm left something behind
    assert report.faults == []
    assert (report.to_staff + report.to_customers).written == SMALL.messages
    assert report.starts > 1
