"""Client of the control API for scenarios.

    async with Client("http://127.0.0.1:8082") as tg:
        await tg.reset(limits=False)
        bot = await tg.bot()
        ann = await tg.user(first_name="Ann <b>", language_code="de")
        ...start the product with bot["token"] and bot["base_url"]...
        await ann.send("hello")
        reply = await ann.wait(contains="hi")

Every control call is a method: `tg.call("name", key=value)` or `tg.name(key=value)`.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Self, TypeVar

import aiohttp
import orjson

T = TypeVar("T")


class ControlFailure(AssertionError):
    """The scenario asked for something impossible, or waited in vain."""


class Client:
    """The scenario's hand on the double."""

    def __init__(self, url: str = "http://127.0.0.1:8082") -> None:
        self.url = url.rstrip("/")
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self._session.close()

    async def call(self, name: str, /, **args: Any) -> dict:
        async with self._session.post(f"{self.url}/control/{name}", data=orjson.dumps(args)) as response:
            answer = orjson.loads(await response.read())
        if not answer.pop("ok"):
            raise ControlFailure(f"{name}({args}): {answer['error']}")
        return answer

    def __getattr__(self, name: str) -> Callable[..., Awaitable[dict]]:
        if name.startswith("_"):
            raise AttributeError(name)

        async def call(**args: Any) -> dict:
            return await self.call(name, **args)

        return call

    # -- the frequent ones, with nicer results
    async def reset(self, **config: Any) -> dict:
        return await self.call("reset", config=config)

    async def user(self, **data: Any) -> Actor:
        return Actor(self, (await self.call("user", **data))["user"])

    async def forum(self, title: str = "Support", staff: Sequence[Actor] = (), **more: Any) -> int:
        """A staff group with topics."""
        return await self.staff_group(title, staff, is_forum=True, **more)

    async def staff_group(self, title: str = "Support", staff: Sequence[Actor] = (), **more: Any) -> int:
        """A supergroup with the bot as an administrator; returns its id."""
        owner = await self.user(first_name="Owner")
        admins = [member.id for member in staff]
        chat = await self.call("chat", type="supergroup", title=title, owner=owner.id, admins=admins, **more)
        return chat["id"]

    async def messages(self, **sel: Any) -> list[dict]:
        return (await self.call("messages", **sel))["messages"]

    async def wait(self, count: int = 1, timeout: float = 30.0, **sel: Any) -> list[dict]:
        """At least `count` matching messages. Raises `ControlFailure` after `timeout` seconds."""
        found = await self.call("wait", count=count, timeout=timeout, **sel)
        if not found["matched"]:
            seen = [message["text"] for message in found["messages"]]
            raise ControlFailure(f"waited {timeout} s for {count} message(s) {sel}, got {seen}")
        return found["messages"]

    async def until(self, predicate: Callable[[], Awaitable[T]], timeout: float = 30.0) -> T:
        """Evaluate an async predicate after each change until it is true."""
        end, seq = time.monotonic() + timeout, 0
        while True:
            value = await predicate()
            if value:
                return value
            left = end - time.monotonic()
            if left <= 0:
                raise ControlFailure(f"waited {timeout} s in vain")
            seq = (await self.call("changes", since=seq, timeout=min(left, 1.0)))["seq"]

    async def journal(self, **sel: Any) -> list[dict]:
        return (await self.call("journal", **sel))["journal"]

    async def counters(self) -> dict:
        return (await self.call("counters"))["counters"]

    async def fault(self, kind: str, method: str | list[str] = "*", **rule: Any) -> int:
        return (await self.call("fault", kind=kind, method=method, **rule))["id"]

    async def duplicates(self, **sel: Any) -> list[dict]:
        return (await self.call("duplicates", **sel))["duplicates"]


class Actor:
    """A user or a staff member."""

    def __init__(self, client: Client, data: dict) -> None:
        self.tg, self.data, self.id = client, data, data["id"]

    async def send(self, text: str = "", **more: Any) -> dict:
        return await self.tg.call("send", user_id=self.id, text=text, **more)

    async def album(self, items: list[dict], **more: Any) -> dict:
        return await self.tg.call("album", user_id=self.id, items=items, **more)

    async def edit(self, message_id: int, text: str, **more: Any) -> dict:
        return await self.tg.call("edit", user_id=self.id, message_id=message_id, text=text, **more)

    async def press(
        self, text: str | None = None, *, data: str | None = None, wait: float = 15.0, **more: Any
    ) -> dict:
        """Press a button found by its text (exact, else a regular expression) or its data."""
        return await self.tg.call("press", user_id=self.id, text=text, data=data, wait=wait, **more)

    async def inline(self, text: str = "", *, wait: float = 15.0, **more: Any) -> dict:
        """Type `@bot text`; `answer` is what the bot offers."""
        return await self.tg.call("inline", user_id=self.id, text=text, wait=wait, **more)

    async def pick(self, inline_query_id: str, result_id: str, **more: Any) -> dict:
        """Send one of the results that were offered."""
        asked = {"inline_query_id": inline_query_id, "result_id": result_id}
        return await self.tg.call("pick", user_id=self.id, **asked, **more)

    async def block(self, *, blocked: bool = True) -> dict:
        return await self.tg.call("block", user_id=self.id, blocked=blocked)

    async def inbox(self, **sel: Any) -> list[dict]:
        return await self.tg.messages(chat_id=self.id, from_bot=True, **sel)

    async def wait(self, count: int = 1, timeout: float = 30.0, **sel: Any) -> list[dict]:
        return await self.tg.wait(count, timeout, chat_id=self.id, from_bot=True, **sel)
