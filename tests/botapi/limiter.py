"""Flood limits: so many calls a second overall and per private chat, so many a minute per group."""

from __future__ import annotations

from collections import deque

from tests.botapi.config import Config


class Limiter:
    def __init__(self, config: Config) -> None:
        self.c = config
        self.reset()

    def reset(self) -> None:
        self.glob: dict[int, float] = {}
        self.priv: dict[tuple[int, int], float] = {}
        self.group: dict[tuple[int, int], deque] = {}

    @staticmethod
    def _gcra(tat: float, now: float, rate: float, burst: int, cost: int) -> tuple[float, float]:
        """(new theoretical arrival time, seconds to wait)."""
        step = 1.0 / rate
        base = max(tat, now)
        new = base + step * cost
        over = new - now - step * max(burst, cost)
        return (new, 0.0) if over <= 1e-9 else (tat, over)

    def check(
        self, bot_id: int, chat_id: int, private: bool, cost: int, now: float, chat_counts: bool = True
    ) -> float:
        c = self.c
        gt, wait = self._gcra(self.glob.get(bot_id, 0.0), now, c.global_per_sec, c.global_burst, cost)
        key = (bot_id, chat_id)
        if private or not chat_counts:
            pt = 0.0
            if private and chat_counts:
                pt, w2 = self._gcra(self.priv.get(key, 0.0), now, c.private_per_sec, c.private_burst, cost)
                wait = max(wait, w2)
            if wait > 0:
                return wait
            if private and chat_counts:
                self.priv[key] = pt
        else:
            dq = self.group.get(key)
            if dq is None:
                dq = self.group[key] = deque()
            while dq and dq[0] <= now - 60.0:
                dq.popleft()
            room = c.group_per_min - len(dq)
            if cost > room and dq:
                need = min(cost - room, len(dq))
                wait = max(wait, 60.0 - (now - dq[need - 1]))
            if wait > 0:
                return wait
            for _ in range(cost):
                dq.append(now)
        self.glob[bot_id] = gt
        return 0.0
