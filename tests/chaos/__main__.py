"""Storms of any size: `python -m tests.chaos --messages 600 --conversations 40 --seed 1`.

Ends with 1 when anything was lost, overtaken or repeated without a mark.
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.chaos.databases import frail_database
from tests.chaos.report import Plan, Report
from tests.chaos.storm import live_through


async def _storm(plan: Plan, database_kind: str, log_file: Path) -> Report:
    async with frail_database(database_kind) as database:
        return await live_through(plan, database, log_file)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--messages", type=int, default=600, help="in both directions together")
    parser.add_argument("--conversations", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=60.0, help="how long people go on writing")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=1, help="so many storms, with seeds one after the other")
    parser.add_argument("--library", choices=["aiogram", "python-telegram-bot"], default="aiogram")
    parser.add_argument("--transport", choices=["polling", "webhook"], default="polling")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    given = parser.parse_args()
    stained = False
    for seed in range(given.seed, given.seed + given.seeds):
        plan = Plan(given.messages, given.conversations, given.seconds, seed, given.library, given.transport)
        log_file = Path(tempfile.mkdtemp(prefix="otboinik-chaos-log-")) / "bot.log"
        report = asyncio.run(_storm(plan, given.database, log_file))
        stained |= bool(report.faults)
        print(f"{report}\n  the bot's log: {log_file}", flush=True)  # noqa: T201 - its output
    sys.exit(int(stained))


if __name__ == "__main__":  # the fork server's children import this file too
    main()
