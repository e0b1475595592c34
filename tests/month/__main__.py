"""A month of any size: `python -m tests.month --tickets 3000 --seed 1`. Ends with 1 when anything differs."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from storage.database import Database
from tests.month.comparison import Comparison, compare
from tests.month.story import Story
from tests.month.world import World


async def _month(world: World) -> Comparison:
    with tempfile.TemporaryDirectory(prefix="otboinik-month-") as folder:
        database = await Database.open(f"sqlite+aiosqlite:///{Path(folder) / 'month.db'}")
        try:
            async with Story.begin(world, database) as story:
                return compare(world, await story.live())
        finally:
            await database.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.month", description=__doc__)
    parser.add_argument("--tickets", type=int, default=3000, help="questions in the month")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=1, help="so many months, with seeds one after the other")
    given = parser.parse_args()
    differs = False
    for seed in range(given.seed, given.seed + given.seeds):
        compared = asyncio.run(_month(World(given.tickets, seed)))
        differs |= bool(compared.faults)
        print(f"seed {seed}: {compared}", flush=True)  # noqa: T201 - its output
    sys.exit(int(differs))


if __name__ == "__main__":
    main()
