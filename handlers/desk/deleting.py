"""What of ours can still be deleted at a messenger's. Pure."""

from datetime import datetime, timedelta

_TELEGRAM = "telegram:"

DELETABLE_FOR = timedelta(hours=48)
"""For so long Telegram lets a bot delete its messages: https://core.telegram.org/bots/api#deletemessage"""


def is_deletable(chat: str, said_at: datetime, now: datetime) -> bool:
    """Whether our message of then in `chat` can be deleted; in our own chat on the web always."""
    return not chat.startswith(_TELEGRAM) or now - said_at < DELETABLE_FOR
