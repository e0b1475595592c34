"""A browser without a screen: it keeps cookies and says where its pages come from, as browsers do."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import ClientResponse, ClientSession, CookieJar

PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)


@dataclass(slots=True)
class Browser:
    """One visitor's browser at our own page. `say` and the like go through what the page itself calls."""

    session: ClientSession
    address: str
    token: str = ""
    visitor: str = ""
    numbers: count[int] = field(default_factory=lambda: count(1))

    @classmethod
    @asynccontextmanager
    async def at(cls, address: str) -> AsyncIterator[Browser]:
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
            yield cls(session, address)

    async def enter(self, language: str = "ru") -> dict[str, Any]:
        answer = await self.post("session", {"language": language})
        assert answer.status == 200
        state: dict[str, Any] = await answer.json()
        self.token, self.visitor = state["token"], state["visitor"]
        return state

    async def post(self, path: str, body: object, **headers: str) -> ClientResponse:
        return await self.send(
            path, json.dumps(body).encode(), **{"Content-Type": "application/json"} | headers
        )

    async def send(self, path: str, body: Any, method: str = "POST", **headers: str) -> ClientResponse:
        given = {"Origin": self.address, "X-CSRF-Token": self.token} | headers
        url = f"{self.address}/chat/api/{path}"
        async with self.session.request(method, url, data=body, headers=given) as answer:
            await answer.read()
            return answer

    async def get(self, path: str, **headers: str) -> ClientResponse:
        async with self.session.get(self.address + path, headers=headers) as answer:
            await answer.read()
            return answer

    async def writes(self, text: str, **more: Any) -> dict[str, Any]:
        message = {"id": f"message-{next(self.numbers):04}", "text": text} | more
        answer = await self.post("messages", message)
        assert answer.status == 200, await answer.text()
        told: dict[str, Any] = (await answer.json())["message"]
        return told

    async def uploads(self, content: bytes = PNG, name: str = "shot.png") -> ClientResponse:
        return await self.send(
            "files", content, **{"Content-Type": "application/octet-stream", "X-File-Name": name}
        )

    @asynccontextmanager
    async def listening(self, after: int = 0, last_event_id: str | None = None) -> AsyncIterator[Stream]:
        headers = {} if last_event_id is None else {"Last-Event-ID": last_event_id}
        url = f"{self.address}/chat/api/events?after={after}"
        async with self.session.get(url, headers=headers) as answer:
            assert answer.status == 200
            yield Stream(answer)


@dataclass(slots=True)
class Stream:
    """Server-sent events, one by one."""

    answer: ClientResponse

    async def next(self, *names: str) -> tuple[str, str | None, Any]:
        """The next event of one of these names: name, id, payload. Fails when the stream ends before."""
        async with asyncio.timeout(30):
            while True:
                name, number, payload = await self._event()
                if name in names:
                    return name, number, payload

    async def _event(self) -> tuple[str, str | None, Any]:
        fields: dict[str, str] = {}
        while (line := await self.answer.content.readline()) != b"\n":
            assert line, "the stream ended"
            name, _, value = line.decode().rstrip("\n").partition(": ")
            fields[name] = value
        return fields.get("event", ""), fields.get("id"), json.loads(fields.get("data", "null"))
