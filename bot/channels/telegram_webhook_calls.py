"""The webhook calls: setting it, and reading its state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.channels.telegram_calls import BotApiCall
from bot.channels.telegram_polling import ALLOWED_UPDATES

MAX_CONNECTIONS = 40
"""Concurrent connections for Telegram. More would not be faster: all of them wait for the same disk."""


def webhook_call(url: str, secret: str) -> BotApiCall:
    """The call that sets the webhook. Pending updates are never dropped: they are what it is for."""
    return BotApiCall(
        "setWebhook",
        {
            "url": url,
            "secret_token": secret,
            "max_connections": MAX_CONNECTIONS,
            "allowed_updates": list(ALLOWED_UPDATES),
        },
    )


@dataclass(frozen=True, slots=True)
class WebhookState:
    """Telegram's report: its target (empty while we poll), the number waiting, the last failure."""

    url: str
    pending: int
    failed_at: datetime | None = None
    failure: str | None = None


def webhook_state_from(info: Mapping[str, Any]) -> WebhookState:
    """Read the answer to getWebhookInfo."""
    failed_at = info.get("last_error_date")
    return WebhookState(
        url=str(info.get("url") or ""),
        pending=int(info.get("pending_update_count") or 0),
        failed_at=datetime.fromtimestamp(failed_at, UTC) if isinstance(failed_at, int) else None,
        failure=info.get("last_error_message"),
    )
