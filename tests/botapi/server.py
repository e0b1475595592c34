"""The two HTTP listeners: the Bot API itself and the control API."""

from __future__ import annotations

import asyncio
import logging
import time
import traceback
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import unquote

import orjson
from aiohttp import web

from tests.botapi.bot import Bot
from tests.botapi.config import ApiError, Config
from tests.botapi.control import Control
from tests.botapi.faults import Faults, Rule
from tests.botapi.forms import parse_query, read_body
from tests.botapi.methods import METHODS, Ctx
from tests.botapi.methods.account import allowed_updates
from tests.botapi.polling import get_updates
from tests.botapi.records import Msg
from tests.botapi.world import World

REASON = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


@dataclass
class Call:
    """One request to the Bot API, from its arrival to its answer."""

    bot: Bot | None
    token: str
    method: str
    args: dict[str, Any]
    files: dict[str, tuple]
    number: int
    started: float = field(default_factory=time.time)
    fault: str = ""
    sent: list[Msg] = field(default_factory=list)


class Server:
    """`srv = await Server().start()`, then `srv.base_url`, `srv.control_url`, `await srv.stop()`."""

    def __init__(
        self,
        config: Config | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        control_port: int = 0,
    ) -> None:
        self.world = World(config)
        self.faults = Faults(self.world.config.seed)
        self.host, self.port, self.control_port = host, port, control_port
        self.control = Control(self)
        self.transports: set[asyncio.BaseTransport] = set()
        self.down_mode = ""
        self._runner: web.ServerRunner | None = None
        self._site: web.TCPSite | None = None
        self._control_runner: web.AppRunner | None = None

    @property
    def base_url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def control_url(self) -> str:
        return f"http://{self.host}:{self.control_port}"

    # ------------------------------------------------------------------ life
    async def start(self) -> Self:
        quiet = logging.getLogger("tests.botapi.http")
        quiet.setLevel(logging.CRITICAL)
        listener = web.Server(
            self.handle, request_factory=_request, access_log=None, keepalive_timeout=75.0, logger=quiet
        )
        self._runner = web.ServerRunner(listener, handle_signals=False, shutdown_timeout=0.2)
        await self._runner.setup()
        await self._listen()
        app = web.Application(client_max_size=256 << 20)
        self.control.routes(app)
        self._control_runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=0.2)
        await self._control_runner.setup()
        await web.TCPSite(self._control_runner, self.host, self.control_port).start()
        self.control_port = self._control_runner.addresses[0][1]
        return self

    async def _listen(self) -> None:
        assert self._runner is not None
        self._site = web.TCPSite(self._runner, self.host, self.port, reuse_address=True, backlog=1024)
        await self._site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        for bot in self.world.bots.values():
            if bot.webhook is not None:
                bot.webhook.stop()
                bot.webhook = None
            if bot.poll is not None:
                bot.poll.abort("Conflict: server is stopping")
        self.drop_connections()
        if self._control_runner:
            await self._control_runner.cleanup()
        if self._runner:
            await self._runner.cleanup()

    def drop_connections(self) -> int:
        """Cut every connection of bots; returns how many there were."""
        count = len(self.transports)
        for transport in list(self.transports):
            transport.abort()  # type: ignore[attr-defined] # TCP transports all have it
        return count

    async def outage(self, seconds: float, mode: str) -> None:
        """Cut everything off. `mode`: refuse (the port is closed), reset, 502."""
        self.down_mode = mode
        self.world.log("outage", mode=mode, seconds=seconds)
        if mode == "refuse":
            assert self._site is not None
            await self._site.stop()
        self.drop_connections()
        await asyncio.sleep(seconds)
        if mode == "refuse":
            await self._listen()
        self.down_mode = ""
        self.world.log("outage_end", mode=mode)

    # ------------------------------------------------------------------ requests
    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        transport = request.transport
        if transport is not None:
            self.transports.add(transport)
        try:
            return await self._route(request)
        except ApiError as e:
            return _refusal(e)
        finally:
            if transport is not None:
                self.transports.discard(transport)

    async def _route(self, request: web.BaseRequest) -> web.StreamResponse:
        if self.down_mode:
            return _gateway_page(502) if self.down_mode == "502" else _drop(request)
        path, _, query = request.raw_path.partition("?")
        if path.startswith("/file/bot"):
            return self._download(path)
        if not path.startswith("/bot"):
            raise ApiError(404, "Not Found")
        token, _, method = path[4:].partition("/")
        if not method:
            raise ApiError(404, "Not Found")
        if request.method not in ("GET", "POST"):
            raise ApiError(405, "Method Not Allowed")
        args: dict[str, Any] = parse_query(query)
        files: dict[str, tuple] = {}
        if request.method == "POST":
            await read_body(request, self.world.config.max_upload + (1 << 20), args, files)
        token = unquote(token)
        number = next(self.world.call_ids)
        return await self._answer(
            request, Call(self.world.bots.get(token), token, method, args, files, number)
        )

    async def _answer(self, request: web.BaseRequest, call: Call) -> web.StreamResponse:
        low = call.method.lower()
        self.world.counters["calls"] += 1
        self.world.counters["method." + (METHODS[low][0] if low in METHODS else call.method)] += 1
        rules = self.faults.pick(low, call.args)
        call.fault = ",".join(f"{rule.kind}#{rule.id}" for rule in rules)
        fault = next((rule for rule in rules if not rule.kind.startswith("latency")), None)
        for rule in rules:
            if rule.kind == "latency":
                await asyncio.sleep(self.faults.delay(rule, 0.1))
        if fault is not None:
            self.world.counters["faults"] += 1
            if not fault.executes:
                self._journal(call, executed=False)
                return await self._fail_instead(request, fault)
        response = await self._execute(call, low)
        for rule in rules:
            if rule.kind == "latency_after":
                await asyncio.sleep(self.faults.delay(rule, 0.1))
        return response if fault is None else await _fail_afterwards(request, fault, response)

    async def _fail_instead(self, request: web.BaseRequest, fault: Rule) -> web.StreamResponse:
        """A call that is not executed."""
        if fault.kind == "error":
            return _failure(fault)
        if fault.kind == "flood":
            pause = int(fault.data.get("retry_after", 5))
            return _refusal(ApiError(429, f"Too Many Requests: retry after {pause}", retry_after=pause))
        if fault.kind == "not_json":
            return _gateway_page(200)
        if fault.kind == "hang":
            await asyncio.sleep(self.faults.delay(fault, 3600.0))
        return _drop(request)

    async def _execute(self, call: Call, low: str) -> web.Response:
        try:
            body = await self._result(call, low)
        except ApiError as e:
            self.world.counters[f"error.{e.code}"] += 1
            self._journal(call, error=e)
            return _refusal(e)
        except Exception as e:  # noqa: BLE001 - a bug of the double must not pass for a bug of the bot
            traceback.print_exc()
            self.world.counters["simulator_bugs"] += 1
            bug = ApiError(500, f"Internal Server Error: simulator: {type(e).__name__}: {e}")
            self._journal(call, error=bug)
            return _refusal(bug)
        if low != "getupdates":
            self._journal(call)
        return _json(200, body)

    async def _result(self, call: Call, low: str) -> bytes:
        if call.bot is None:
            head, colon, _ = call.token.partition(":")
            raise ApiError(401, "Unauthorized") if colon and head.isdigit() else ApiError(404, "Not Found")
        name, method = METHODS.get(low, ("getUpdates", None))
        ctx = Ctx(self.world, call.bot, name, call.args, call.files)
        ctx.call = call.number
        if low == "getupdates":
            allowed_updates(ctx)
            return await get_updates(
                call.bot, ctx.i("offset"), ctx.i("limit", 100, 1, 100), ctx.i("timeout", 0, 0, 50)
            )
        if method is None:
            self.world.violation("not simulated", method=call.method)
            raise ApiError(404, "Not Found: method not found")
        answer = {"ok": True, "result": method(ctx)}
        call.sent = ctx.sent
        if ctx.note:
            answer["description"] = ctx.note
        return orjson.dumps(answer)

    def _journal(self, call: Call, *, executed: bool = True, error: ApiError | None = None) -> None:
        w = self.world
        full = w.config.journal == "full"
        if not full and not call.fault and error is None:
            return
        e = w.log(
            "call",
            call=call.number,
            bot=call.bot.id if call.bot else 0,
            method=call.method,
            ok=executed and error is None,
            executed=executed,
            ms=round((time.time() - call.started) * 1000, 2),
        )
        kept = call.args if full else {"chat_id": 0, "message_thread_id": 0}
        e["params"] = {name: call.args[name] for name in kept if name in call.args}
        if call.files:
            e["files"] = {name: {"name": f[0], "size": len(f[1])} for name, f in call.files.items()}
        if call.fault:
            e["fault"] = call.fault
        if error is not None:
            e["error_code"], e["description"] = error.code, error.description
        elif call.sent:
            e["chat_id"] = call.sent[0].chat.id
            e["message_ids"] = [m.id for m in call.sent]

    def _download(self, path: str) -> web.Response:
        token, _, file_path = unquote(path[len("/file/bot") :]).partition("/")
        if token not in self.world.bots:
            raise ApiError(401, "Unauthorized")
        f = self.world.paths.get(file_path)
        if f is None:
            raise ApiError(404, "Not Found")
        if f.size > self.world.config.max_download:
            raise ApiError(400, "Bad Request: file is too big")
        self.world.counters["downloads"] += 1
        return web.Response(body=f.data(), content_type="application/octet-stream")


def _request(message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=256 << 20)


def _json(status: int, body: bytes) -> web.Response:
    return web.Response(body=body, status=status, content_type="application/json")


def _refusal(e: ApiError) -> web.Response:
    d: dict[str, Any] = {"ok": False, "error_code": e.code, "description": e.description}
    if e.parameters:
        d["parameters"] = e.parameters
    response = _json(e.code, orjson.dumps(d))
    if "retry_after" in e.parameters:
        response.headers["Retry-After"] = str(e.parameters["retry_after"])
    return response


def _gateway_page(code: int) -> web.Response:
    title = f"{code} {REASON.get(code, 'OK')}"
    page = (
        f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n"
        "<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"
    )
    return web.Response(text=page, status=code, content_type="text/html")


def _drop(request: web.BaseRequest) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)  # goes nowhere


def _failure(fault: Rule) -> web.Response:
    code = int(fault.data.get("status", 500))
    if fault.data.get("html", code in (502, 503, 504)):
        return _gateway_page(code)
    return _refusal(ApiError(code, fault.data.get("description", REASON.get(code, "Error"))))


async def _fail_afterwards(
    request: web.BaseRequest, fault: Rule, response: web.Response
) -> web.StreamResponse:
    """A call that was executed, and whose answer the bot does not get."""
    if fault.kind == "accepted_error":
        return _failure(fault)
    if fault.kind == "truncated" and request.transport is not None:
        body = response.body
        assert isinstance(body, bytes)
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
        request.transport.write(head + body[: len(body) // 2])
        await asyncio.sleep(0.01)
    return _drop(request)
