"""Webhook delivery as the official server does it.

Updates of one lane (a chat, or a user for callback queries) go out strictly one after another, different
lanes in parallel over at most `max_connections` connections; a failed update is repeated at once, then after
2, 4, 8 ... seconds up to 60-120 s.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import ssl
import time
from collections import OrderedDict, deque
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.botapi.config import bad
from tests.botapi.records import Update
from tests.botapi.webhook_connection import WebhookConnection

if TYPE_CHECKING:
    from tests.botapi.bot import Bot


class Webhook:
    def __init__(
        self, bot: Bot, url: str, max_connections: int, secret: str, ip: str = "", cert: bool = False
    ) -> None:
        self.bot, self.url, self.secret, self.ip, self.cert = bot, url, secret, ip, cert
        self.max_connections = max_connections
        self.world = bot.world
        self.timeout = self.world.config.webhook_timeout
        p = urlsplit(url)
        self.host = p.hostname or ""
        self.tls = p.scheme == "https"
        self.port = p.port or (443 if self.tls else 80)
        path = (p.path or "/") + (f"?{p.query}" if p.query else "")
        hosthdr = self.host + (f":{p.port}" if p.port else "")
        head = f"POST {path} HTTP/1.1\r\nHost: {hosthdr}\r\n"
        if secret:
            head += f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\n"
        self.head = (
            head + "Content-Type: application/json\r\nConnection: keep-alive\r\n"
            "Accept-Encoding: gzip, deflate\r\nContent-Length: "
        ).encode()
        self.lanes: OrderedDict[int, deque[Update]] = OrderedDict()
        self.ready: list[tuple[float, int, int]] = []  # (not before, order, lane)
        self.fails: dict[int, tuple[int, float]] = {}
        self.order = itertools.count()
        self.conns: set[WebhookConnection] = set()
        self.idle: list[WebhookConnection] = []
        self.connecting = 0
        self.count = 0
        self.closed = False
        self.kick: asyncio.TimerHandle | None = None
        self.connect_block = 0.0
        self.free_lane = itertools.count(1 << 60)
        for up in bot.queue:
            self.add(up)
        bot.queue.clear()

    def pending(self) -> int:
        return self.count

    def info(self) -> dict:
        d = {
            "url": self.url,
            "has_custom_certificate": self.cert,
            "pending_update_count": self.count,
            "max_connections": self.max_connections,
        }
        if self.ip:
            d["ip_address"] = self.ip
        return d

    def add(self, up: Update) -> None:
        lane = up.lane if self.world.config.webhook_lanes else next(self.free_lane)
        up.lane = lane
        q = self.lanes.get(lane)
        self.count += 1
        if q is None:
            self.lanes[lane] = deque((up,))
            heapq.heappush(self.ready, (0.0, next(self.order), lane))
            self.pump()
        else:
            q.append(up)

    def pump(self) -> None:
        if self.closed:
            return
        now = time.monotonic()
        while self.ready and self.ready[0][0] <= now:
            if not self.idle:
                if len(self.conns) + self.connecting < self.max_connections and now >= self.connect_block:
                    if self.connecting < min(len(self.ready), 8):
                        self.connecting += 1
                        asyncio.get_running_loop().create_task(self._connect())
                elif now < self.connect_block:
                    self._later(self.connect_block - now)
                return
            conn = self.idle.pop()
            if conn.transport is None or conn.transport.is_closing():
                self.conns.discard(conn)
                continue
            _, _, lane = heapq.heappop(self.ready)
            conn.send(self.lanes[lane][0])
        if self.ready and self.ready[0][0] > now:
            self._later(self.ready[0][0] - now)

    def _later(self, delay: float) -> None:
        if self.kick is not None:
            self.kick.cancel()
        self.kick = asyncio.get_running_loop().call_later(delay + 0.001, self.pump)

    async def _connect(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            ctx = None
            if self.tls:
                ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
                ctx.check_hostname = False
                ctx.verify_mode = ssl.CERT_NONE
            _, conn = await asyncio.wait_for(
                loop.create_connection(
                    lambda: WebhookConnection(self), self.ip or self.host, self.port, ssl=ctx
                ),
                10,
            )
        except Exception as e:  # noqa: BLE001
            self.connecting -= 1
            self.connect_block = time.monotonic() + 1.0
            self.error(f"Can't connect to the webhook: {type(e).__name__}")
            self._later(1.0)
            return
        self.connecting -= 1
        if self.closed:
            conn.drop()
            return
        self.conns.add(conn)
        self.idle.append(conn)
        self.pump()

    def error(self, text: str) -> None:
        self.bot.webhook_error = (int(time.time()), text)
        self.world.counters["webhook_errors"] += 1

    def _journal(self, up: Update, status: int, took: float, error: str = "") -> None:
        if self.world.config.journal == "full" or error:
            self.world.log(
                "webhook",
                bot=self.bot.id,
                update_id=up.id,
                status=status,
                attempt=up.sends,
                ms=round(took * 1000, 2),
                **({"error": error} if error else {}),
            )

    def ok(
        self,
        up: Update,
        status: int,
        took: float,
    ) -> None:
        if self.closed:
            self._journal(up, status, took)
            return
        lane = up.lane
        q = self.lanes[lane]
        q.popleft()
        self.count -= 1
        self.fails.pop(up.id, None)
        b = self.bot
        b.confirmed_total += 1
        self.world.counters["confirmed"] += 1
        self.world.counters["webhook_ok"] += 1
        self._journal(up, status, took)
        if q:
            heapq.heappush(self.ready, (0.0, next(self.order), lane))
        else:
            del self.lanes[lane]
        self.pump()

    def failed(self, up: Update, error: str, status: int, took: float, retry_after: int = 0) -> None:
        self.error(error)
        self._journal(up, status, took, error)
        if self.closed:
            return
        cfg = self.world.config
        n, delay = self.fails.get(up.id, (0, 1.0))
        wait = float(min(max(retry_after, 0), 3600))
        if retry_after == 0 and n > 0:
            cap = self.world.rng.uniform(cfg.webhook_max_resend, cfg.webhook_max_resend * 2)
            delay = min(cap, delay * 2)
            wait = delay
        self.fails[up.id] = (n + 1, delay)
        self.world.counters["webhook_retries"] += 1
        heapq.heappush(
            self.ready, (time.monotonic() + wait * cfg.webhook_backoff_scale, next(self.order), up.lane)
        )
        self.pump()

    def stop(self) -> list[Update]:
        """Close; returns what wasn't acknowledged, in order of update_id."""
        self.closed = True
        if self.kick:
            self.kick.cancel()
        for c in list(self.conns):
            c.update = None
            if c.timer:
                c.timer.cancel()
            if c.transport:
                c.transport.abort()
        rest = [u for q in self.lanes.values() for u in q]
        rest.sort(key=lambda u: u.id)
        self.lanes.clear()
        self.ready.clear()
        self.count = 0
        return rest

    def clear(self) -> int:
        n = self.count
        flying = {c.update.id for c in self.conns if c.update is not None}
        for lane in list(self.lanes):
            q = self.lanes[lane]
            keep = [u for u in q if u.id in flying]
            if keep:
                self.lanes[lane] = deque(keep)
            else:
                del self.lanes[lane]
        self.ready = [r for r in self.ready if r[2] in self.lanes]
        heapq.heapify(self.ready)
        self.count = sum(len(q) for q in self.lanes.values())
        return n


def set_webhook(
    bot: Bot,
    url: str,
    *,
    max_connections: int = 40,
    secret: str = "",
    ip: str = "",
    drop: bool = False,
    cert: bool = False,
) -> str:
    w = bot.world
    if bot.webhook is not None:
        same = (
            bot.webhook.url == url
            and bot.webhook.max_connections == max_connections
            and bot.webhook.secret == secret
            and not drop
            and not cert
        )
        if same:
            return "Webhook is already set"
        rest = bot.webhook.stop()
        bot.webhook = None
        bot.queue.extendleft(reversed(rest))
    if drop:
        n = len(bot.queue)
        bot.queue.clear()
        w.counters["dropped"] += n
        w.log("drop_pending", bot=bot.id, count=n)
    bot.webhook_error = None
    if not url:
        return "Webhook is already deleted"
    p = urlsplit(url if "://" in url else "https://" + url)
    if p.scheme not in ("http", "https") or not p.hostname:
        raise bad("invalid webhook URL specified")
    if len(secret) > 256:
        raise bad("secret token is too long")
    if secret and not all(c.isascii() and (c.isalnum() or c in "-_") for c in secret):
        raise bad("secret token contains unallowed characters")
    if w.config.webhook_require_https:
        if p.scheme != "https":
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if (p.port or 443) not in (443, 80, 88, 8443):
            raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if bot.poll is not None:
        bot.poll.abort("Conflict: terminated by setWebhook request")
    bot.webhook = Webhook(bot, p.geturl(), max_connections, secret, ip, cert)
    return "Webhook was set"


def delete_webhook(bot: Bot, drop: bool) -> str:
    was = bot.webhook is not None
    if was:
        rest = bot.webhook.stop()
        bot.webhook = None
        bot.queue.extendleft(reversed(rest))
    if drop:
        n = len(bot.queue)
        bot.queue.clear()
        bot.world.counters["dropped"] += n
        bot.world.log("drop_pending", bot=bot.id, count=n)
    bot.webhook_error = None
    return "Webhook was deleted" if was else "Webhook is already deleted"
