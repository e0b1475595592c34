"""Strips a raw update of what we do not read, so that both libraries can parse it.

They demand each field that their version of the Bot API has, and a server of another version may not send it:
a poll without last month's new field would make the whole update unreadable.
"""

from typing import Any

from bot.channels.telegram_content import UNREAD_KIND, UNSUPPORTED
from bot.channels.telegram_polling import ALLOWED_UPDATES

_MESSAGES = ("message", "edited_message")
_MESSAGES_WITHIN = ("reply_to_message", "pinned_message")
_NOT_READ = frozenset({*UNSUPPORTED, "external_reply"})
_READ = frozenset({"update_id", *ALLOWED_UPDATES})
_MEMBERSHIPS = ("chat_member", "my_chat_member")


def parseable(raw: dict[str, Any]) -> dict[str, Any]:
    """The stripped update; a value that should be an object but is not is left to the library to refuse."""
    parts = {kind: _message(raw[kind]) for kind in _MESSAGES if isinstance(raw.get(kind), dict)}
    parts |= {kind: _change(raw[kind]) for kind in _MEMBERSHIPS if isinstance(raw.get(kind), dict)}
    press = raw.get("callback_query")
    if isinstance(press, dict) and isinstance(press.get("message"), dict):
        parts["callback_query"] = press | {"message": _message(press["message"])}
    return {name: value for name, value in raw.items() if name in _READ} | parts


def _message(message: dict[str, Any]) -> dict[str, Any]:
    """The message, with only the name of any content that cannot cross."""
    kept = {name: value for name, value in message.items() if name not in _NOT_READ}
    for name in _MESSAGES_WITHIN:
        if isinstance(kept.get(name), dict):
            kept[name] = _message(kept[name])
    kind = next((name for name in UNSUPPORTED if name in message), None)
    return kept | {UNREAD_KIND: kind} if kind else kept


def _change(change: dict[str, Any]) -> dict[str, Any]:
    """The change, with chat members reduced to membership, without their rights."""
    members = {side: change.get(side) for side in ("old_chat_member", "new_chat_member")}
    plain = {
        side: {"user": member.get("user"), "status": "member" if member.get("is_member", True) else "left"}
        for side, member in members.items()
        if isinstance(member, dict) and member.get("status") in ("administrator", "restricted")
    }
    return change | plain
