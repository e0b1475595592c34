"""One keep-alive connection to the webhook of a bot."""

from __future__ import annotations

import asyncio
import time
from http import HTTPStatus
from typing import TYPE_CHECKING

from tests.botapi.records import Update

if TYPE_CHECKING:
    from tests.botapi.webhook import Webhook


class WebhookConnection(asyncio.Protocol):
    """One keep-alive connection to the bot's webhook."""

    __slots__ = (
        "attempt",
        "buf",
        "chunked",
        "close",
        "head_done",
        "headers",
        "hook",
        "need",
        "started",
        "status",
        "timer",
        "transport",
        "update",
    )

    def __init__(self, hook: Webhook) -> None:
        self.hook = hook
        self.transport: asyncio.Transport | None = None
        self.buf = b""
        self.update: Update | None = None
        self.timer: asyncio.TimerHandle | None = None
        self._clear()

    def _clear(self) -> None:
        self.status, self.need, self.chunked, self.close, self.head_done = 0, -1, False, False, False
        self.headers: dict[str, str] = {}

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def send(self, up: Update) -> None:
        self.update = up
        self.started = time.monotonic()
        up.sends += 1
        if not up.first_seen:
            up.first_seen = time.time()
        body = up.wire()
        assert self.transport is not None
        self.transport.write(self.hook.head + b"%d\r\n\r\n" % len(body) + body)
        self.timer = asyncio.get_running_loop().call_later(self.hook.timeout, self._late)

    def _late(self) -> None:
        if self.update is not None:
            up, self.update = self.update, None
            self.hook.failed(up, "Read timeout expired", 0, time.monotonic() - self.started)
        self.drop()

    def drop(self) -> None:
        self.hook.conns.discard(self)
        if self.transport is not None:
            self.transport.abort()

    def data_received(self, data: bytes) -> None:
        self.buf = self.buf + data if self.buf else data
        if not self.head_done:
            i = self.buf.find(b"\r\n\r\n")
            if i < 0:
                if len(self.buf) > 65536:
                    self._finish("Wrong response from the webhook")
                return
            head, self.buf = self.buf[:i], self.buf[i + 4 :]
            lines = head.split(b"\r\n")
            try:
                self.status = int(lines[0].split(b" ", 2)[1])
            except (IndexError, ValueError):
                self._finish("Wrong response from the webhook")
                return
            for ln in lines[1:]:
                k, _, v = ln.partition(b":")
                self.headers[k.decode("latin-1").strip().lower()] = v.decode("latin-1").strip()
            self.close = self.headers.get("connection", "").lower() == "close" or lines[0].startswith(
                b"HTTP/1.0"
            )
            self.chunked = "chunked" in self.headers.get("transfer-encoding", "").lower()
            if self.chunked:
                self.need = -2
            elif "content-length" in self.headers:
                self.need = int(self.headers["content-length"])
            elif self.status in (204, 304) or self.status < 200:
                self.need = 0
            else:
                self.need = -1  # till the end of the connection
            self.head_done = True
        if self.need >= 0:
            if len(self.buf) >= self.need:
                self.buf = self.buf[self.need :]
                self._finish()
        elif self.need == -2 and _dechunk(self.buf) is not None:
            self.buf = b""
            self._finish()

    def connection_lost(self, _exc: Exception | None) -> None:
        self.hook.conns.discard(self)
        if self in self.hook.idle:
            self.hook.idle.remove(self)
        if self.update is not None:
            if self.head_done and self.need == -1:
                self.close = True
                self._finish()
            else:
                up, self.update = self.update, None
                if self.timer:
                    self.timer.cancel()
                self.hook.failed(up, "Webhook connection closed", 0, time.monotonic() - self.started)

    def _finish(self, error: str = "") -> None:
        if self.timer:
            self.timer.cancel()
        up, self.update = self.update, None
        status, headers, close = self.status, self.headers, self.close
        took = time.monotonic() - self.started
        self._clear()
        hook = self.hook
        if error or close:
            hook.conns.discard(self)
            if self.transport is not None:
                self.transport.close()
        else:
            hook.idle.append(self)
        if up is None:
            return
        if error:
            hook.failed(up, error, 0, took)
        elif 200 <= status <= 299:
            hook.ok(up, status, took)
        else:
            ra = headers.get("retry-after", "")
            hook.failed(
                up,
                f"Wrong response from the webhook: {status} {_reason(status)}",
                status,
                took,
                int(ra) if ra.isdigit() else 0,
            )


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _dechunk(buf: bytes) -> bytes | None:
    out: list[bytes] = []
    i = 0
    while True:
        j = buf.find(b"\r\n", i)
        if j < 0:
            return None
        try:
            n = int(buf[i:j].split(b";")[0], 16)
        except ValueError:
            return b""
        if n == 0:
            return b"".join(out) if buf.find(b"\r\n", j + 2) >= 0 else None
        if len(buf) < j + 2 + n + 2:
            return None
        out.append(buf[j + 2 : j + 2 + n])
        i = j + 2 + n + 2
