"""Telegram through aiogram.

aiogram gives the session, the types of updates, and the errors. Its typed methods are deliberately not used:
they spend nearly half of a call's time on making objects, and an unexpected answer to a message that was sent
would look like a failure.
"""

from collections.abc import Sequence
from functools import cache
from http import HTTPStatus
from typing import Any

from aiogram import Bot, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.types import BufferedInputFile, Update
from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientResponseError,
    ClientTimeout,
    ConnectionTimeoutError,
)
from pydantic import create_model

from bot.channels.mounting import MountedSupport
from bot.channels.mounting_aiogram import router_for
from bot.channels.telegram_addresses import address
from bot.channels.telegram_calls import BotApiCall
from bot.channels.telegram_channel import CALL_SECONDS, CONNECT_SECONDS, CONNECTIONS, TelegramChannel
from bot.channels.telegram_insistence import PAUSES
from bot.channels.telegram_outcomes import outcome, retry_later
from bot.channels.telegram_parameters import AttachedFile
from bot.settings import Settings
from handlers.clock import Clock, utc_now
from handlers.errors import ChatMoved, DeliveryError, InDoubt, NotReached, ServerFailed

# aiogram's entity-too-large error is a network error: it must be matched before that one.
_STATUS: tuple[tuple[type[TelegramAPIError], HTTPStatus], ...] = (
    (TelegramBadRequest, HTTPStatus.BAD_REQUEST),
    (TelegramForbiddenError, HTTPStatus.FORBIDDEN),
    (TelegramUnauthorizedError, HTTPStatus.UNAUTHORIZED),
    (TelegramNotFound, HTTPStatus.NOT_FOUND),
    (TelegramConflictError, HTTPStatus.CONFLICT),
    (TelegramEntityTooLarge, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
)


class _PlainMethod(TelegramMethod[Any]):
    """A method whose parameters and answer stay plain JSON."""

    __returning__ = Any
    __api_method__ = ""


_ANSWER = Response[Any]
"""Kept here, since pydantic forgets an unused class, and remaking it costs more than reading an answer."""


@cache
def _method(name: str) -> type[_PlainMethod]:
    method = create_model(name, __base__=_PlainMethod)
    method.__api_method__ = name
    return method


class AiogramTelegram(TelegramChannel):
    """A bot of Telegram, through aiogram."""

    def __init__(
        self, token: str, api_url: str, *, clock: Clock = utc_now, pauses: Sequence[float] = PAUSES
    ) -> None:
        super().__init__(token, clock=clock, pauses=pauses)
        session = AiohttpSession(api=TelegramAPIServer.from_base(api_url), limit=CONNECTIONS)
        self._bot = Bot(token, session=session)

    async def _call(self, call: BotApiCall, *, read_seconds: float = CALL_SECONDS) -> Any:
        parameters = {name: _uploaded(value) for name, value in call.parameters.items()}
        timeout = ClientTimeout(
            total=read_seconds + 2 * CONNECT_SECONDS, connect=CONNECT_SECONDS, sock_read=read_seconds
        )
        method = _method(call.method)(**parameters)
        try:
            return await self._bot(
                method,
                request_timeout=timeout,  # type: ignore[arg-type] # aiogram hands it to aiohttp untouched
            )
        except AiogramError as error:
            raise _outcome(error) from error
        except (UnicodeError, TypeError) as error:  # aiogram itself fails on foreign answers
            raise InDoubt("Telegram's answer is not of the Bot API") from error

    async def _download(self, path: str) -> bytes:
        session = self._bot.session
        url = session.api.file_url(self._bot.token, path)
        try:
            return b"".join([piece async for piece in session.stream_content(url, timeout=int(CALL_SECONDS))])
        except ClientResponseError as error:
            raise ServerFailed(f"the file's download was answered with {error.status}") from error
        except (ClientError, TimeoutError) as error:
            raise ServerFailed(f"the file's download broke off: {type(error).__name__}") from error

    def _parse(self, raw: dict[str, Any]) -> Update:
        return Update.model_validate(raw)

    async def close(self) -> None:
        """Close the connections."""
        await self._bot.session.close()


def support_router(settings: Settings, *, clock: Clock = utc_now) -> Router:
    """Support for a bot that runs on aiogram: `dispatcher.include_router(support_router(settings))`.

    The host's side is described in docs/mounting.md. Raises `SettingsError` without a token or a staff group;
    the start of the dispatcher raises it for another bot's token.
    """
    return router_for(MountedSupport(settings, AiogramTelegram, clock=clock))


def _uploaded(value: Any) -> Any:
    return BufferedInputFile(value.data, filename=value.name) if isinstance(value, AttachedFile) else value


def _outcome(error: AiogramError) -> DeliveryError:
    """The `DeliveryError` for one of aiogram's errors."""
    match error:
        case TelegramRetryAfter():
            return retry_later(error.retry_after)
        case TelegramMigrateToChat():
            return ChatMoved(address(error.migrate_to_chat_id))
        case ClientDecodeError():
            return InDoubt("Telegram's answer is not of the Bot API")
        case TelegramAPIError():
            return _answered(error) or _unanswered(error)
        case _:
            return InDoubt(type(error).__name__)


def _answered(error: TelegramAPIError) -> DeliveryError | None:
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), None)
    return None if status is None else outcome(status, error.message or "")


def _unanswered(error: TelegramAPIError) -> DeliveryError:
    # The cause's name only: its text may hold the address, and so the token.
    cause = error.__cause__
    if isinstance(cause, ClientConnectorError | ConnectionTimeoutError):
        return NotReached(type(cause).__name__)
    if isinstance(error, TelegramNetworkError):
        return InDoubt(type(cause).__name__)
    if "too many requests" in (error.message or "").lower():
        return outcome(HTTPStatus.TOO_MANY_REQUESTS, error.message)
    return InDoubt(error.message or "an error without a description")
