"""The webhook: Telegram calls us, and gets 200 only after the update is on disk.

Telegram hands over the updates of one chat strictly one after another, and a forum is one chat: whatever is
slow here holds back every topic, and whatever is refused here is tried again. So only the inbox is waited
for.
"""

import asyncio
import hmac
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_envelope import confirmable_id, envelope
from bot.channels.telegram_heard import WebhookProgress
from bot.channels.telegram_polling import Keep
from bot.channels.web.refusals import refusal
from handlers.errors import DeliveryError
from storage.errors import StorageUnavailable
from storage.records.updates import RawUpdate

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name

LARGEST_UPDATE = 2**20
"""Bytes. A long message that answers a long message with a full keyboard takes a tenth of this."""

DEEPEST_NESTING = 100
"""Real updates nest a dozen levels deep; Python itself reads a thousand, and then cannot write them."""

_LARGEST_NUMBER = 2**63 - 1

_RETRY_AFTER_SECONDS = 2


class NoUpdate(ValueError):
    """The body is no update of Telegram's; the message says why."""


class Webhook:
    """A source of updates, and the part of the web server that they come through.

    Before `receive` runs and after it ended, Telegram is asked to come again, since nothing could be stored.
    """

    def __init__(
        self, telegram: TelegramChannel, url: str, secret: str, *, look_every_seconds: float = 60.0
    ) -> None:
        self._telegram, self._url = telegram, url
        self._look_every_seconds = look_every_seconds
        self._progress = WebhookProgress()
        self._path = urlsplit(url).path
        self._secret = secret.encode()
        self._together: _KeptTogether | None = None

    def add_to(self, app: web.Application) -> None:
        """Add the route, at the path of the public address."""
        app.router.add_post(self._path, self._take)

    async def receive(self, keep: Keep) -> None:
        """Have Telegram call us until cancelled. The webhook stays set: later updates wait there."""
        self._together = _KeptTogether(keep)
        self._telegram.follow(self._progress)
        try:
            await self._telegram.set_webhook(self._url, self._secret.decode())
            log.info("the webhook is set", path=self._path)
            await self._watch()
        finally:
            self._together = None

    async def _watch(self) -> None:
        """Ask Telegram from time to time whether it reaches us: we cannot tell silence from a failure.

        Also asks at once when somebody needs to know whether updates wait there. A webhook that was removed
        is reported and not set again: another process may have begun to poll.
        """
        failed_at = None
        while True:
            await self._progress.wanted(at_most=self._look_every_seconds)
            asked_at = self._progress.stopwatch()
            try:
                state = await self._telegram.webhook_state()
            except DeliveryError as error:
                self._trouble("cannot ask about the webhook", reason=str(error))
                continue
            if state.url != self._url:
                self._trouble("somebody took the webhook away", instead=state.url)
            elif not state.pending:
                self._telegram.pulse.beat()
                self._progress.nothing_waited(asked_at)
            elif state.failed_at != failed_at:
                self._trouble(
                    "Telegram cannot reach the webhook", reason=state.failure, waiting=state.pending
                )
            failed_at = state.failed_at

    def _trouble(self, what: str, **details: object) -> None:
        log.warning(what, **details)
        self._telegram.pulse.failed(what)

    async def _take(self, request: web.Request) -> web.Response:
        if not self._is_telegram(request):
            raise refusal(HTTPStatus.UNAUTHORIZED, "wrong-secret")
        body = await request.clone(client_max_size=LARGEST_UPDATE).read()
        try:
            update = parse_update(body)
        except NoUpdate as error:
            log.warning("refused what is no update", reason=str(error), size=len(body))
            raise refusal(HTTPStatus.BAD_REQUEST, "no-update") from error
        if self._together is None:
            raise refusal(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", retry_after=_RETRY_AFTER_SECONDS)
        try:
            await self._together.keep(envelope(self._telegram.source, update))
        except StorageUnavailable:
            self._telegram.pulse.failed("cannot keep updates")
            raise
        self._telegram.pulse.beat()
        return web.Response()

    def _is_telegram(self, request: web.Request) -> bool:
        # As bytes: a secret that is not ASCII is simply wrong, and no error of the comparison.
        told = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        return hmac.compare_digest(told, self._secret)


def parse_update(body: bytes) -> dict[str, Any]:
    """The update in the body of a call. Raises `NoUpdate`."""
    try:
        update = json.loads(body.decode())
    except RecursionError as error:
        raise NoUpdate("nested too deeply") from error
    except ValueError as error:  # broken JSON, broken UTF-8, a number of thousands of digits
        raise NoUpdate(f"cannot be read ({type(error).__name__})") from error
    if not isinstance(update, dict) or confirmable_id(update) is None:
        raise NoUpdate("has no usable update_id")
    for value, depth in _values_in(update):
        if depth > DEEPEST_NESTING:
            raise NoUpdate("nested too deeply")
        if isinstance(value, int | float) and not _is_in_range(value):
            raise NoUpdate("holds a number out of range")
    return update


def _values_in(whole: object) -> Iterator[tuple[object, int]]:
    """Every value with its depth, however deep, without recursion."""
    unseen = [(whole, 1)]
    while unseen:
        value, depth = unseen.pop()
        yield value, depth
        if isinstance(value, dict):
            unseen += [(inner, depth + 1) for inner in value.values()]
        elif isinstance(value, list):
            unseen += [(inner, depth + 1) for inner in value]


def _is_in_range(number: float) -> bool:
    """Return True if finite and within what databases store as an integer."""
    return math.isfinite(number) and abs(number) <= _LARGEST_NUMBER


@dataclass(slots=True, eq=False)
class _Arrived:
    update: RawUpdate
    is_kept: bool = False
    error: Exception | None = None

    @property
    def waits(self) -> bool:
        return not self.is_kept and self.error is None


class _KeptTogether:
    """Lets updates that arrive while others are being written share the next transaction.

    Dozens of connections come at once, and a transaction waits for the disk: with one each the last caller
    would wait for the disk as many times.
    """

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self._arrived: list[_Arrived] = []
        self._turn = asyncio.Lock()

    async def keep(self, update: RawUpdate) -> None:
        """Store the update before returning. Raises `StorageUnavailable`."""
        mine = _Arrived(update)
        self._arrived.append(mine)
        async with self._turn:
            if mine.waits:
                await self._write()
        if isinstance(mine.error, StorageUnavailable):  # the same for all that waited together
            raise StorageUnavailable(str(mine.error)) from mine.error
        if mine.error is not None:
            raise mine.error

    async def _write(self) -> None:
        batch, self._arrived = self._arrived, []
        try:
            await self._write_these(batch)
        except asyncio.CancelledError:
            self._arrived[:0] = [arrived for arrived in batch if arrived.waits]  # the next caller writes them
            raise

    async def _write_these(self, batch: Sequence[_Arrived]) -> None:
        """Write all in one transaction; after a bug, each in its own, as only one may be at fault."""
        try:
            await self._keep([arrived.update for arrived in batch])
        except Exception as error:  # noqa: BLE001 - each caller gets its own
            if len(batch) == 1 or isinstance(error, StorageUnavailable):
                for arrived in batch:
                    arrived.error = error
                return
            for arrived in batch:
                await self._write_these([arrived])
        else:
            for arrived in batch:
                arrived.is_kept = True
