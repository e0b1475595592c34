"""Raw updates of Telegram, made by hand as the Bot API documents them."""

from typing import Any

ANN = {
    "id": 42,
    "is_bot": False,
    "first_name": "Ann",
    "last_name": "Lee",
    "username": "ann",
    "language_code": "en",
}
OUR_BOT = {"id": 7000, "is_bot": True, "first_name": "Desk", "username": "desk_bot"}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
PRIVATE = {"id": 42, "type": "private", "first_name": "Ann"}
FORUM = {"id": -1001, "type": "supergroup", "title": "Desk", "is_forum": True}
GROUP = {"id": -5, "type": "group", "title": "Plain"}
DATE = 1_795_339_800  # 2026-11-22 09:30:00 UTC
IN_TOPIC = {"message_thread_id": 12, "is_topic_message": True}


def a_message(chat: dict[str, Any] = PRIVATE, **fields: Any) -> dict[str, Any]:
    """A message by Ann."""
    return {"message_id": 5, "from": ANN, "chat": chat, "date": DATE} | fields


def an_update(kind: str, event: dict[str, Any], number: int = 1) -> dict[str, Any]:
    return {"update_id": number, kind: event}


def a_file(kind: str, **fields: Any) -> dict[str, Any]:
    """A file of some kind, with everything that the Bot API requires of it."""
    shape: dict[str, dict[str, Any]] = {
        "document": {},
        "voice": {"duration": 1},
        "video": {"width": 2, "height": 2, "duration": 1},
        "video_note": {"length": 2, "duration": 1},
        "audio": {"duration": 1},
        "animation": {"width": 2, "height": 2, "duration": 1},
        "sticker": {"type": "regular", "width": 2, "height": 2, "is_animated": False, "is_video": False},
    }
    return {"file_id": f"{kind}-id", "file_unique_id": "u", "file_size": 9} | shape[kind] | fields


def a_size(file_id: str, side: int) -> dict[str, Any]:
    return {"file_id": file_id, "file_unique_id": file_id, "width": side, "height": side, "file_size": side}
