"""Maps answers of the Bot API to outcomes of a letter: one table for both libraries.

The texts are the server's own (github.com/tdlib/telegram-bot-api, github.com/tdlib/td), compared in lower
case since python-telegram-bot changes their capitals.
"""

import re
from datetime import timedelta
from http import HTTPStatus

from handlers.errors import (
    DeliveryError,
    InDoubt,
    MarkupRefused,
    NotAForum,
    RecipientUnreachable,
    Refused,
    RetryLater,
    RightsMissing,
    ServerFailed,
    TooLong,
    TopicClosed,
    TopicGone,
)


class TokenRefused(ServerFailed):
    """Telegram does not accept the bot's token (any more): letters wait until a person mends that."""


class ReceivedElsewhere(ServerFailed):
    """Telegram gives the bot's updates to somebody else: another call of getUpdates, or a webhook."""


class NothingLeftToDo(Refused):
    """The change is already made, or too late to matter: as good as done."""


_BY_TEXT: tuple[tuple[type[DeliveryError], tuple[str, ...]], ...] = (
    (
        NothingLeftToDo,
        (
            "message is not modified",
            "message to delete not found",
            "topic_not_modified",
            "query is too old",
            "query_id_invalid",
        ),
    ),
    (TopicGone, ("message thread not found", "topic_deleted", "topic_id_invalid")),
    (TopicClosed, ("topic_closed",)),
    (TooLong, ("message is too long", "caption is too long", "message_too_long", "media_caption_too_long")),
    (MarkupRefused, ("can't parse entities", "can't parse messageentity", "entity_", "entities_too_long")),
    (
        RecipientUnreachable,
        (
            "chat not found",
            "user is deactivated",
            "input_user_deactivated",
            "peer_id_invalid",
            "user_is_blocked",
            "bot was blocked",
            "bot was kicked",
            "bot is not a member",
            "group chat was deleted",
        ),
    ),
    (
        RightsMissing,
        (
            "not enough rights",
            "have no rights",
            "have no write access",
            "need administrator rights",
            "chat_admin_required",
            "chat_write_forbidden",
        ),
    ),
    (NotAForum, ("chat is not a forum", "chat is not a supergroup")),
    (TokenRefused, ("logged out",)),
    (Refused, ("request entity too large",)),
)

_RETRY_AFTER = re.compile(r"retry after (\d+)")
_PAUSE_WHEN_UNTOLD = timedelta(seconds=1)


def outcome(status: int, description: str) -> DeliveryError:
    """The error of an unsuccessful answer, by HTTP status and the server's text."""
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return _retry_later(description)
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
        return TokenRefused(description)
    if status == HTTPStatus.CONFLICT:
        return ReceivedElsewhere(description)
    if status == HTTPStatus.FORBIDDEN:
        return RecipientUnreachable(description)
    if status == HTTPStatus.BAD_REQUEST:
        return (by_text(description) or Refused)(description)
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return Refused(description)
    return InDoubt(description)


def by_text(description: str) -> type[DeliveryError] | None:
    """The kind of error that the server's text names, if known."""
    text = description.lower()
    return next((error for error, phrases in _BY_TEXT if any(phrase in text for phrase in phrases)), None)


def retry_later(retry_after: float | timedelta) -> RetryLater:
    """A 429 with the pause that the server asked for: seconds, or (python-telegram-bot) a timedelta."""
    pause = retry_after if isinstance(retry_after, timedelta) else timedelta(seconds=retry_after)
    return RetryLater(pause)


def _retry_later(description: str) -> RetryLater:
    told = _RETRY_AFTER.search(description.lower())
    return RetryLater(timedelta(seconds=int(told[1])) if told else _PAUSE_WHEN_UNTOLD)
