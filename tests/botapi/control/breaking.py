"""Breaking things, and generating load."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.botapi import acts
from tests.botapi.config import ControlError
from tests.botapi.control.base import Part
from tests.botapi.faults import KINDS


class Breaking(Part):
    """Faults, outages, load."""

    def do_fault(self, **rule: Any) -> dict:
        return {"id": self.s.faults.add(rule).id}

    def do_faults(self) -> dict:
        return {"faults": [rule.view() for rule in self.s.faults.rules], "kinds": KINDS}

    def do_clear_faults(self, id: int | None = None) -> dict:
        return {"removed": self.s.faults.remove(id)}

    async def do_outage(self, seconds: float = 3.0, mode: str = "reset") -> dict:
        """Everything is cut off for that long; answers when it is over. mode: reset, 502, refuse."""
        if mode not in ("reset", "502", "refuse"):
            raise ControlError("mode: reset, 502, refuse")
        await self.s.outage(float(seconds), mode)
        return {}

    def do_drop_connections(self) -> dict:
        return {"dropped": self.s.drop_connections()}

    async def do_load(
        self, user_ids: list[int], count: int = 1000, rate: float = 0.0, text: str = "load {n}"
    ) -> dict:
        """`count` private messages from these users in turn, at `rate` a second, or (0) all at once."""
        bot = self.w.bot_of()
        people = [self.w.user(user_id) for user_id in user_ids]
        started = asyncio.get_running_loop().time()
        for n in range(count):
            if rate:
                await asyncio.sleep(max(0.0, started + n / rate - asyncio.get_running_loop().time()))
            person = people[n % len(people)]
            acts.user_send(self.w, person, self.w.private(bot, person), text=text.replace("{n}", str(n)))
        return {"sent": count}
