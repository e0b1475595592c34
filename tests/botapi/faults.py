"""Fault injection.

A rule: {
  "method": "*" | "sendMessage" | ["a", "b"] | "send*",    case-insensitive, default "*"
  "kind":   see KINDS,
  "chat_id": only calls about that chat, "thread_id": likewise, "contains": only calls whose text contains it,
  "prob": 0..1 (default 1), "skip": let the first N matching calls through, "count": fire at most N times,
  "every": fire on each Nth match, "for": seconds the rule lives, "delay"/"jitter": seconds (latency, hang),
  "status"/"description": for error, accepted_error (default 500), "html": bool,
  "retry_after": for flood (default 5)
}
"""

from __future__ import annotations

import fnmatch
import itertools
import random
import time
from typing import Any

KINDS = {
    "error": "answer `status` without executing the call",
    "reset": "drop the connection without executing the call",
    "lost": "execute the call, then drop the connection: the bot can't know (duplicate danger)",
    "accepted_error": "execute the call, then answer `status` (e.g. a gateway's 502/504)",
    "truncated": "execute the call, send half of the answer, drop the connection",
    "latency": "wait before executing, then go on (other rules still apply)",
    "latency_after": "execute, then wait before answering",
    "hang": "never execute or answer; drop after `delay` (default 3600 s)",
    "flood": "answer 429 with retry_after without executing",
    "not_json": "answer 200 with an HTML page without executing",
}
EXECUTING = frozenset({"lost", "accepted_error", "truncated", "latency", "latency_after"})
CONDITIONS = frozenset(
    {"method", "chat_id", "thread_id", "contains", "prob", "skip", "count", "every", "for"}
)
EFFECTS = frozenset({"kind", "delay", "jitter", "status", "description", "retry_after", "html"})


class Rule:
    """One fault, with how often it matched and how often it struck."""

    def __init__(self, id_: int, data: dict[str, Any]) -> None:
        if data.get("kind") not in KINDS:
            raise ValueError(f"kind must be one of {sorted(KINDS)}")
        if set(data) - CONDITIONS - EFFECTS:
            raise ValueError(f"unknown keys {sorted(set(data) - CONDITIONS - EFFECTS)}")
        self.id, self.data, self.kind = id_, data, data["kind"]
        method = data.get("method", "*")
        self.patterns = [name.lower() for name in ([method] if isinstance(method, str) else method)]
        self.until = time.monotonic() + float(data["for"]) if data.get("for") else 0.0
        self.matched = self.fired = 0

    @property
    def executes(self) -> bool:
        return self.kind in EXECUTING

    def matches(self, method: str, args: dict[str, Any]) -> bool:
        d = self.data
        if self.until and time.monotonic() > self.until:
            return False
        if not any(fnmatch.fnmatchcase(method, pattern) for pattern in self.patterns):
            return False
        if d.get("chat_id") is not None and str(args.get("chat_id")) != str(d["chat_id"]):
            return False
        if d.get("thread_id") is not None and str(args.get("message_thread_id") or 0) != str(d["thread_id"]):
            return False
        said = str(args.get("text") or args.get("caption") or args.get("name") or "")
        return d.get("contains", "") in said

    def strikes(self, rng: random.Random) -> bool:
        """Called once per matching call; counts."""
        d = self.data
        self.matched += 1
        beyond = self.matched - d.get("skip", 0)
        if beyond <= 0 or (d.get("every") and beyond % d["every"]):
            return False
        if d.get("count") is not None and self.fired >= d["count"]:
            return False
        if d.get("prob") is not None and rng.random() >= d["prob"]:
            return False
        self.fired += 1
        return True

    def view(self) -> dict[str, Any]:
        return {"id": self.id, **self.data, "matched": self.matched, "fired": self.fired}


class Faults:
    """All rules; the first that strikes wins, latency adds up."""

    def __init__(self, seed: int = 1) -> None:
        self.rules: list[Rule] = []
        self.ids = itertools.count(1)
        self.rng = random.Random(seed)  # noqa: S311 - chance that repeats, not a secret

    def add(self, data: dict[str, Any]) -> Rule:
        rule = Rule(next(self.ids), data)
        self.rules.append(rule)
        return rule

    def remove(self, id_: int | None = None) -> int:
        before = len(self.rules)
        self.rules = [] if id_ is None else [rule for rule in self.rules if rule.id != id_]
        return before - len(self.rules)

    def pick(self, method: str, args: dict[str, Any]) -> list[Rule]:
        """Latency rules that strike, then at most one other rule."""
        out: list[Rule] = []
        for rule in self.rules:
            if not rule.matches(method, args) or not rule.strikes(self.rng):
                continue
            out.append(rule)
            if not rule.kind.startswith("latency"):
                break
        return out

    def delay(self, rule: Rule, default: float = 0.0) -> float:
        jitter = self.rng.uniform(-1, 1) * float(rule.data.get("jitter", 0))
        return max(0.0, float(rule.data.get("delay", default)) + jitter)
