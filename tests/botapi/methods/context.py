"""One call of a Bot API method: who called, with which arguments; and the table of all methods."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from tests.botapi.bot import Bot
from tests.botapi.config import bad
from tests.botapi.records import Msg
from tests.botapi.world import World

TRUE = frozenset({"true", "True", "TRUE", "1", "yes", "Yes"})


class Ctx:
    __slots__ = ("args", "bot", "call", "files", "method", "note", "sent", "w")

    def __init__(self, w: World, bot: Bot, method: str, args: dict, files: dict) -> None:
        self.w, self.bot, self.method, self.args, self.files = w, bot, method, args, files
        self.call = 0
        self.sent: list[Msg] = []
        self.note = ""

    # -- argument readers; forms carry strings, JSON bodies carry anything
    def s(self, name: str, default: str = "") -> str:
        v = self.args.get(name)
        if v is None:
            return default
        if isinstance(v, str):
            return v
        if v is True:
            return "true"
        if v is False:
            return "false"
        if isinstance(v, (int, float)):
            return str(v)
        return orjson.dumps(v).decode()

    def i(self, name: str, default: int = 0, lo: int | None = None, hi: int | None = None) -> int:
        v = self.args.get(name)
        if v is None or v == "":
            n = default
        else:
            try:
                n = int(v)
            except (TypeError, ValueError):
                try:
                    n = int(float(v))
                except (TypeError, ValueError):
                    n = 0
        if lo is not None and n < lo:
            n = lo
        if hi is not None and n > hi:
            n = hi
        return n

    def f(self, name: str) -> float | None:
        v = self.args.get(name)
        try:
            return float(v)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            return None

    def b(self, name: str) -> bool:
        v = self.args.get(name)
        return v is True or v == 1 or (isinstance(v, str) and v in TRUE)

    def has(self, name: str) -> bool:
        return self.args.get(name) not in (None, "")

    def j(self, name: str, error: str = "") -> Any:
        v = self.args.get(name)
        if v is None or v == "":
            return None
        if isinstance(v, str):
            try:
                return orjson.loads(v)
            except orjson.JSONDecodeError:
                raise bad(error or f"can't parse {name} JSON object") from None
        return v


Method = Callable[[Ctx], Any]
METHODS: dict[str, tuple[str, Method]] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Enter a function under the name of its Bot API method; names are found in any case."""

    def enter(function: Method) -> Method:
        METHODS[name.lower()] = (name, function)
        return function

    return enter
