"""Telegram through python-telegram-bot, with the same contract as `telegram_aiogram`."""

import os
from collections.abc import Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

import httpx
from telegram import Bot, InputFile, Update
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from bot.channels.mounting import MountedSupport
from bot.channels.mounting_ptb import AnyApplication, mount
from bot.channels.telegram_addresses import address
from bot.channels.telegram_calls import BotApiCall
from bot.channels.telegram_channel import CALL_SECONDS, CONNECT_SECONDS, CONNECTIONS, TelegramChannel
from bot.channels.telegram_insistence import PAUSES
from bot.channels.telegram_outcomes import outcome, retry_later
from bot.channels.telegram_parameters import AttachedFile
from bot.settings import Settings
from handlers.clock import Clock, utc_now
from handlers.errors import ChatMoved, DeliveryError, InDoubt, NotReached, ServerFailed

# Opts in to the library's coming behaviour (`retry_after` as a timedelta); without it every 429 warns.
_OPT_IN = "PTB_TIMEDELTA"
_OPTED_IN_BY_US = _OPT_IN not in os.environ
os.environ.setdefault(_OPT_IN, "true")

if TYPE_CHECKING:
    from aiogram.types import Update as AiogramUpdate

_STATUS: tuple[tuple[type[TelegramError], HTTPStatus], ...] = (
    (BadRequest, HTTPStatus.BAD_REQUEST),
    (Forbidden, HTTPStatus.FORBIDDEN),
    (InvalidToken, HTTPStatus.UNAUTHORIZED),
    (Conflict, HTTPStatus.CONFLICT),
)

# Errors raised before the request is written.
_BEFORE_WRITING = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


class _PlainBot(Bot):
    """The library's bot with answers left as plain JSON.

    `do_api_request` warns at each call of a method that has a typed twin, and insists on objects for albums.
    """

    async def call(self, method: str, parameters: dict[str, Any], read_seconds: float) -> Any:
        return await self._do_post(method, parameters, read_timeout=read_seconds)


class PtbTelegram(TelegramChannel):
    """A bot of Telegram, through python-telegram-bot."""

    def __init__(
        self, token: str, api_url: str, *, clock: Clock = utc_now, pauses: Sequence[float] = PAUSES
    ) -> None:
        super().__init__(token, clock=clock, pauses=pauses)
        # httpx keeps 20 idle connections and drops them after 5 s unless told otherwise.
        limits = httpx.Limits(
            max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS, keepalive_expiry=15.0
        )
        self._request = HTTPXRequest(
            read_timeout=CALL_SECONDS,
            write_timeout=CALL_SECONDS,
            media_write_timeout=CALL_SECONDS,
            connect_timeout=CONNECT_SECONDS,
            pool_timeout=CONNECT_SECONDS,
            httpx_kwargs={"limits": limits},
        )
        base = api_url.rstrip("/")
        self._bot = _PlainBot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=self._request,
            get_updates_request=self._request,
        )

    async def _call(self, call: BotApiCall, *, read_seconds: float = CALL_SECONDS) -> Any:
        parameters = {name: _uploaded(value) for name, value in call.parameters.items()}
        try:
            return await self._bot.call(call.method, parameters, read_seconds)
        except TelegramError as error:
            raise _outcome(error) from error
        except (
            LookupError,
            TypeError,
            AttributeError,
        ) as error:  # the library fails on foreign answers
            raise InDoubt("Telegram's answer is not of the Bot API") from error

    async def _download(self, path: str) -> bytes:
        try:
            return await self._request.retrieve(f"{self._bot.base_file_url}/{path}")
        except TelegramError as error:
            raise ServerFailed(f"the file's download failed: {type(error).__name__}") from error

    def _parse(self, raw: dict[str, Any]) -> "AiogramUpdate":
        # What `telegram_inbound` reads has the same names in both libraries; its tests run with both.
        return cast("AiogramUpdate", Update.de_json(raw, None))

    async def close(self) -> None:
        """Close the connections."""
        await self._request.shutdown()


def add_support(application: AnyApplication, settings: Settings, *, clock: Clock = utc_now) -> None:
    """Support for a bot that runs on python-telegram-bot; call it before the application is run.

    The host's side is described in docs/mounting.md. Raises `SettingsError` without a token or a staff group,
    or if the application runs another bot.
    """
    if _OPTED_IN_BY_US:
        os.environ.pop(_OPT_IN, None)  # the host's own code may rely on numbers
    mount(application, MountedSupport(settings, PtbTelegram, clock=clock))


def _uploaded(value: Any) -> Any:
    return InputFile(value.data, filename=value.name) if isinstance(value, AttachedFile) else value


def _outcome(error: TelegramError) -> DeliveryError:
    """The `DeliveryError` for a library error. `BadRequest` is a `NetworkError` there: order counts."""
    match error:
        case RetryAfter():
            return retry_later(error.retry_after)
        case ChatMigrated():
            return ChatMoved(address(error.new_chat_id))
        case _:
            return _answered(error) or _unanswered(error)


def _answered(error: TelegramError) -> DeliveryError | None:
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), None)
    return None if status is None else outcome(status, error.message)


def _unanswered(error: TelegramError) -> DeliveryError:
    cause = error.__cause__
    if isinstance(cause, _BEFORE_WRITING):
        return NotReached(type(cause).__name__)
    if isinstance(cause, httpx.HTTPError):
        # The name only: the text may hold the address, and so the token.
        return InDoubt(type(cause).__name__)
    if "too many requests" in error.message.lower():
        return outcome(HTTPStatus.TOO_MANY_REQUESTS, error.message)
    if "request entity too large" in error.message.lower():
        return outcome(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, error.message)
    return InDoubt(error.message)
