"""What the simulated Telegram is made of: files, topics, messages, chats, users, updates."""

from __future__ import annotations

import hashlib
import itertools
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.botapi.bot import Bot


ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
)


MEMBER_RIGHTS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_edit_tag",
    "can_react_to_messages",
)


class File:
    __slots__ = ("content", "meta", "mime", "name", "path", "seed", "size", "type", "uid")

    def __init__(
        self,
        uid: str,
        type_: str,
        size: int,
        content: bytes | None,
        name: str,
        mime: str,
        path: str,
        meta: dict | None = None,
    ) -> None:
        self.uid, self.type, self.size, self.content = uid, type_, size, content
        self.name, self.mime, self.path, self.meta = name, mime, path, meta or {}

    def data(self) -> bytes:
        if self.content is not None:
            return self.content
        block = hashlib.sha256(self.uid.encode()).digest()
        return (block * (self.size // 32 + 1))[: self.size]


class Topic:
    __slots__ = ("closed", "creator", "deleted", "icon_color", "icon_custom_emoji_id", "id", "name")

    def __init__(self, id_: int, name: str, color: int, emoji: str = "", creator: int = 0) -> None:
        self.id, self.name, self.icon_color, self.icon_custom_emoji_id = id_, name, color, emoji
        self.closed = self.deleted = False
        self.creator = creator

    def json(self) -> dict:
        d = {"message_thread_id": self.id, "name": self.name, "icon_color": self.icon_color}
        if self.icon_custom_emoji_id:
            d["icon_custom_emoji_id"] = self.icon_custom_emoji_id
        return d


class Msg:
    __slots__ = (
        "bot_id",
        "call",
        "chat",
        "data",
        "deleted",
        "edits",
        "id",
        "method",
        "pinned",
        "protected",
        "raw",
        "reactions",
        "seq",
        "service",
        "thread",
        "ts",
        "user_id",
    )

    def __init__(self, id_: int, chat: Chat, data: dict, bot_id: int, user_id: int, thread: int) -> None:
        self.id, self.chat, self.data = id_, chat, data
        self.bot_id, self.user_id, self.thread = bot_id, user_id, thread
        self.service = self.deleted = self.pinned = self.protected = False
        self.ts = time.time()
        self.seq = 0
        self.method = ""
        self.call = 0
        self.edits: list[dict] | None = None
        self.reactions: dict | None = None
        self.raw: dict | None = None

    def view(self) -> dict:
        d = {
            "seq": self.seq,
            "message_id": self.id,
            "chat_id": self.chat.id,
            "thread_id": self.thread,
            "from_bot": bool(self.bot_id),
            "bot_id": self.bot_id,
            "user_id": self.user_id,
            "ts": self.ts,
            "service": self.service,
            "deleted": self.deleted,
            "pinned": self.pinned,
            "method": self.method,
            "call": self.call,
            "text": self.data.get("text", self.data.get("caption")),
            "message": self.data,
        }
        if self.edits:
            d["edits"] = self.edits
        if self.reactions:
            d["reactions"] = self.reactions
        if self.raw:
            d["raw"] = self.raw
        return d


class Chat:
    def __init__(
        self, id_: int, type_: str, title: str = "", username: str = "", is_forum: bool = False
    ) -> None:
        self.id, self.type, self.title, self.username, self.is_forum = id_, type_, title, username, is_forum
        self.user: User | None = None
        self.bot: Bot | None = None  # for private chats
        self.members: dict[int, dict] = {}
        self.topics: dict[int, Topic] = {}
        self.messages: dict[int, Msg] = {}
        self.next_id = itertools.count(
            2
        )  # 1 is the message about the creation of the chat (and topic General)
        self.migrated_to = 0
        self.gone = False
        self.description = ""
        self.general_closed = False
        self.pinned: list[int] = []
        self.permissions = {
            r: True
            for r in MEMBER_RIGHTS
            if r not in ("can_manage_topics", "can_pin_messages", "can_change_info")
        }
        self._json: dict | None = None
        self.protected = False

    def json(self) -> dict:
        if self._json is None:
            if self.user is not None:
                d: dict[str, Any] = {"id": self.id}
                u = self.user.data
                d["first_name"] = u["first_name"]
                for k in ("last_name", "username"):
                    if u.get(k):
                        d[k] = u[k]
                d["type"] = "private"
            else:
                d = {"id": self.id, "title": self.title}
                if self.username:
                    d["username"] = self.username
                d["type"] = self.type
                if self.is_forum:
                    d["is_forum"] = True
                if self.type == "group":
                    d["all_members_are_administrators"] = False
            self._json = d
        return self._json

    def touch(self) -> None:
        self._json = None

    def status(self, uid: int) -> str:
        return self.members.get(uid, {}).get("status", "left")

    def is_member(self, uid: int) -> bool:
        m = self.members.get(uid)
        if not m:
            return False
        return m["status"] in ("creator", "administrator", "member") or (
            m["status"] == "restricted" and m.get("is_member", True)
        )

    def right(self, uid: int, name: str) -> bool:
        m = self.members.get(uid)
        if not m:
            return False
        if m["status"] == "creator":
            return True
        if m["status"] == "administrator":
            return bool(m.get(name))
        if m["status"] == "restricted":
            return bool(m.get(name))
        return bool(self.permissions.get(name)) and self.is_member(uid)

    def is_admin(self, uid: int) -> bool:
        return self.status(uid) in ("creator", "administrator")


class User:
    def __init__(self, data: dict) -> None:
        self.data = data
        self.id: int = data["id"]
        self.deactivated = False
        self.started: set[int] = set()  # bots this user has a private chat with
        self.blocked: set[int] = set()  # bots this user has blocked

    @property
    def full_name(self) -> str:
        return (self.data["first_name"] + " " + self.data.get("last_name", "")).strip()


class Update:
    __slots__ = ("body", "chat_id", "first_seen", "id", "lane", "sends", "ts", "type")

    def __init__(self, id_: int, type_: str, body: bytes, lane: int, chat_id: int) -> None:
        self.id, self.type, self.body, self.lane, self.chat_id = id_, type_, body, lane, chat_id
        self.ts = time.time()
        self.sends = 0
        self.first_seen = 0.0

    def wire(self) -> bytes:
        return b'{"update_id":%d,\n"%s":%s}' % (self.id, self.type.encode(), self.body)
