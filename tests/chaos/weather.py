"""What goes wrong during a storm, at random moments, from a seed."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from tests.botapi.client import Client
from tests.chaos.bot_process import BotProcess
from tests.chaos.databases import FrailDatabase

SENDS = ["send*", "createForumTopic", "edit*"]

# Each is the fate of about one call in thirty. `hang` ends by a reset; the messenger has not seen such calls.
MISHAPS = (
    {"kind": "error", "method": SENDS, "status": 500},
    {"kind": "error", "method": SENDS, "status": 502},
    {"kind": "reset", "method": SENDS},
    {"kind": "not_json", "method": SENDS},
    {"kind": "lost", "method": SENDS},
    {"kind": "accepted_error", "method": SENDS, "status": 502},
    {"kind": "truncated", "method": SENDS},
    {"kind": "flood", "method": SENDS, "retry_after": 1},
    {"kind": "hang", "method": SENDS, "delay": 1.0},
    {"kind": "latency", "method": SENDS, "delay": 0.2, "jitter": 0.2},
    {"kind": "latency_after", "method": SENDS, "delay": 0.2, "jitter": 0.2},
    {"kind": "error", "method": "getUpdates", "status": 502},
    {"kind": "lost", "method": "getUpdates"},
    {"kind": "not_json", "method": "getUpdates"},
)
ONE_IN = 30


@dataclass
class Weather:
    """`rages()` until cancelled; `happened` counts what it did."""

    tg: Client
    bot: BotProcess
    database: FrailDatabase
    random: random.Random
    happened: Counter[str] = field(default_factory=Counter)

    async def rages(self) -> None:
        """Break something every two seconds or so, beside the mishaps of single calls."""
        for mishap in MISHAPS:
            await self.tg.call("fault", prob=1 / ONE_IN, **mishap)
        blows: list[Callable[[], Awaitable[None]]] = [
            self._kill,
            self._cut_off_messenger,
            self._cut_off_database,
        ]
        while True:
            await asyncio.sleep(self.random.uniform(0.5, 3.0))
            (blow,) = self.random.choices(blows, weights=(6, 2, 2))
            await blow()

    async def calms_down(self) -> None:
        """Nothing more goes wrong. Once it is calm, calm stays."""
        self.happened.update(
            {
                f"{rule['kind']} {rule['method'] if isinstance(rule['method'], str) else 'send'}": rule[
                    "fired"
                ]
                for rule in (await self.tg.call("faults"))["faults"]
            }
        )
        await self.tg.call("clear_faults")

    async def _kill(self) -> None:
        self.happened["kill -9"] += 1
        self.bot.killed()

    async def _cut_off_messenger(self) -> None:
        mode = self.random.choice(["refuse", "reset", "502"])
        self.happened[f"outage ({mode})"] += 1
        await self.tg.call("outage", seconds=self.random.uniform(0.2, 2.0), mode=mode)

    async def _cut_off_database(self) -> None:
        self.happened["database away"] += 1
        await self.database.away(self.random.uniform(0.2, 3.0))
