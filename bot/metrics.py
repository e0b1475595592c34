"""`GET /metrics`: the workers' counters and the waiting rows of the ledgers, in the format of Prometheus.

Only for monitoring from this machine or its own network: how much comes and goes is the company's business.
No label holds anything of a customer.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from http import HTTPStatus
from ipaddress import ip_address

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from bot.channels.web.callers import caller_of
from bot.channels.web.refusals import refusal
from bot.channels.web.security import SITE
from bot.health import Troubles
from bot.ledger_watch import Ledgers, LedgerWatch
from bot.workers.meters import Meters

_OF_A_PROXY = ("Forwarded", "X-Forwarded-For", "X-Real-IP")


class Metrics:
    """The endpoint. `troubles` tells of the running parts, as for `/health`."""

    def __init__(self, ledgers: LedgerWatch, meters: Meters, troubles: Callable[[], Troubles]) -> None:
        self._ledgers, self._meters, self._troubles = ledgers, meters, troubles

    def add_to(self, app: web.Application) -> None:
        """Add the route."""
        app.router.add_get("/metrics", self._tell)

    async def _tell(self, request: web.Request) -> web.Response:
        caller = caller_of(
            request.remote or "",
            request.scheme,
            request.host,
            request.headers,
            request.app[SITE].trusted_proxies,
        )
        if not is_from_inside(request.remote or "", caller.address, request.headers):
            raise refusal(HTTPStatus.FORBIDDEN, "not-for-strangers")
        waiting = CollectorRegistry()
        waiting.register(_Waiting(await self._ledgers.look()))
        waiting.register(_Parts(self._troubles()))
        body = generate_latest(self._meters.registry) + generate_latest(waiting)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})


def is_from_inside(peer: str, caller: str, headers: Mapping[str, str]) -> bool:
    """Return True for a request from this machine or a private network.

    A proxy is inside as well; its client is known only if it is trusted (`caller` is then not `peer`). A
    request through an untrusted proxy counts as a stranger's.
    """
    if caller == peer and any(name in headers for name in _OF_A_PROXY):
        return False
    try:
        address = ip_address(caller)
    except ValueError:
        return False
    # Python calls every IPv4 address written as IPv6 "private".
    return (getattr(address, "ipv4_mapped", None) or address).is_private


class _Waiting(Collector):
    """What waits, as gauges; if the database does not answer, only that it is away."""

    def __init__(self, ledgers: Ledgers | None) -> None:
        self._ledgers = ledgers

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield _gauge("database_up", "Whether the database answers.", float(self._ledgers is not None))
        if self._ledgers is None:
            return
        now, inbox, outbox = self._ledgers.at, self._ledgers.inbox, self._ledgers.outbox
        yield _gauge("inbox_depth", "Updates that are not handled yet.", inbox.waiting)
        yield _gauge("inbox_oldest_seconds", "For how long the oldest waits.", _age(inbox.oldest, now))
        yield _gauge("inbox_set_aside", "Updates set aside after repeated failures.", inbox.set_aside)
        yield _gauge("outbox_depth", "Letters not delivered yet.", outbox.waiting + outbox.in_doubt)
        yield _gauge("outbox_oldest_seconds", "For how long the oldest waits.", _age(outbox.oldest, now))
        yield _gauge("outbox_in_doubt", "Letters that may have arrived and go out again.", outbox.in_doubt)
        dead = GaugeMetricFamily(
            "otboinik_dead_letters", "Letters that wait for a person, by why.", labels=["state"]
        )
        dead.add_metric(["parked"], outbox.parked)
        dead.add_metric(["refused"], outbox.refused)
        yield dead


class _Parts(Collector):
    """The state of each part, as in `/health`."""

    def __init__(self, troubles: Troubles) -> None:
        self._troubles = troubles

    def collect(self) -> Iterator[GaugeMetricFamily]:
        up = GaugeMetricFamily("otboinik_part_up", "Whether a part of the bot works.", labels=["part"])
        for part, trouble in self._troubles.items():
            up.add_metric([part], float(trouble is None))
        yield up


def _gauge(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"otboinik_{name}", meaning, value=value)


def _age(oldest: datetime | None, now: datetime) -> float:
    return max(0.0, (now - oldest).total_seconds()) if oldest else 0.0
