"""A browser at the desk: what its page calls, without the page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from typing import Any
from urllib.parse import quote

from aiohttp import ClientResponse, ClientSession, CookieJar

from tests.bot.channels.web.browser import Stream


@dataclass(slots=True)
class DeskBrowser:
    """One person's browser. Answers are read, and come as the status and what was told."""

    session: ClientSession
    address: str
    token: str = ""
    numbers: count[int] = field(default_factory=lambda: count(1))

    @classmethod
    @asynccontextmanager
    async def at(cls, address: str) -> AsyncIterator[DeskBrowser]:
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
            yield cls(session, address)

    async def signs_in(self, name: str, password: str) -> ClientResponse:
        return await self._enters("session", {"name": name, "password": password})

    async def comes_by(self, link: str, name: str = "") -> ClientResponse:
        return await self._enters("link", {"key": link.partition("#in=")[2], "name": name})

    async def calls(self, method: str, path: str, body: object = None, **headers: str) -> tuple[int, Any]:
        answer = await self.send(method, path, body, **headers)
        return answer.status, await answer.json()

    async def gets(self, path: str) -> Any:
        status, told = await self.calls("GET", path)
        assert status == 200, told
        return told

    async def posts(self, path: str, body: object = None) -> Any:
        status, told = await self.calls("POST", path, body if body is not None else {})
        assert status == 200, told
        return told

    async def says(self, ticket: int, text: str, *, note: bool = False) -> None:
        await self.posts(f"tickets/{ticket}/messages", self.message(text, note=note))

    def message(self, text: str, *, note: bool = False) -> dict[str, Any]:
        return {"id": f"message-{next(self.numbers):04}", "text": text, "note": note}

    async def attaches(self, content: bytes, name: str) -> tuple[int, Any]:
        kind = {"Content-Type": "application/octet-stream", "X-File-Name": quote(name)}
        return await self.calls("POST", "files", content, **kind)

    async def does(self, ticket: int, act: str, **more: int) -> None:
        shown = await self.gets(f"tickets/{ticket}")
        await self.posts(f"tickets/{ticket}/acts", {"act": act, "version": shown["version"]} | more)

    async def sees(self, path: str, fits: Callable[[Any], bool]) -> Any:
        """Look until it is so."""
        async with asyncio.timeout(20):
            while not fits(shown := await self.gets(path)):
                await asyncio.sleep(0.05)
        return shown

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[Stream]:
        async with self.session.get(f"{self.address}/desk/api/events") as answer:
            assert answer.status == 200
            yield Stream(answer)

    async def send(self, method: str, path: str, body: object = None, **headers: str) -> ClientResponse:
        given = {"Origin": self.address, "X-CSRF-Token": self.token, "Content-Type": "application/json"}
        data = (
            BytesIO(body) if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        )
        url = f"{self.address}/desk/api/{path}"
        async with self.session.request(method, url, data=data, headers=given | headers) as answer:
            await answer.read()
            return answer

    async def _enters(self, path: str, body: object) -> ClientResponse:
        answer = await self.send("POST", path, body)
        if answer.status == 200:
            self.token = (await answer.json())["token"]
        return answer


async def does(desk: DeskBrowser, ticket: int, what: str, **form: Any) -> tuple[int, Any]:
    """Send one of the forms beside a ticket, in the version that stands."""
    work = await desk.gets(f"tickets/{ticket}/work")
    versioned = {"version": work["version"]} if what in {"assignee", "line"} else {}
    return await desk.calls("POST", f"tickets/{ticket}/{what}", versioned | form)
