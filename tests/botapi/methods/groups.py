"""Chats, their members, and forum topics."""

from __future__ import annotations

from typing import Any

from tests.botapi import entities as ent
from tests.botapi.config import bad
from tests.botapi.members import member_json
from tests.botapi.methods.chats import check_chat
from tests.botapi.methods.context import Ctx, method
from tests.botapi.records import MEMBER_RIGHTS, Chat, Topic
from tests.botapi.world import TOPIC_COLORS


@method("getChat")
def get_chat(c: Ctx) -> Any:
    chat = check_chat(c, "read")
    d = dict(chat.json())
    d.update(
        {
            "accent_color_id": abs(chat.id) % 7,
            "max_reaction_count": 11,
            "accepted_gift_types": {
                "unlimited_gifts": True,
                "limited_gifts": True,
                "unique_gifts": True,
                "premium_subscription": True,
                "gifts_from_channels": True,
            },
        }
    )
    if chat.type == "private":
        if chat.username or d.get("username"):
            d["active_usernames"] = [d["username"]]
    else:
        d["permissions"] = {r: bool(chat.permissions.get(r)) for r in MEMBER_RIGHTS}
        if chat.description:
            d["description"] = chat.description
        d["join_to_send_messages"] = True
        if chat.migrated_to:
            d["is_active"] = False
    if chat.pinned:
        d["pinned_message"] = chat.messages[chat.pinned[-1]].data
    return d


@method("getChatMember")
def get_chat_member(c: Ctx) -> Any:
    chat = check_chat(c, "members")
    uid = c.i("user_id")
    if uid <= 0:
        raise bad("invalid user_id specified")
    if chat.type == "private":
        if uid not in (chat.id, c.bot.id):
            raise bad("user not found") if uid not in c.w.users else bad("PARTICIPANT_ID_INVALID")
        return {"user": c.w.user_json(uid), "status": "member"}
    if uid not in c.w.users and uid not in c.w.bots_by_id:
        raise bad("PARTICIPANT_ID_INVALID")
    return member_json(c.w, chat, uid)


@method("getChatAdministrators")
def get_chat_administrators(c: Ctx) -> Any:
    chat = check_chat(c, "members")
    if chat.type == "private":
        raise bad("there are no administrators in the private chat")
    return [
        member_json(c.w, chat, u)
        for u in chat.members
        if chat.is_admin(u) and (u == c.bot.id or u not in c.w.bots_by_id)
    ]


@method("getChatMemberCount")
def get_chat_member_count(c: Ctx) -> Any:
    chat = check_chat(c, "read")
    return 2 if chat.type == "private" else sum(chat.is_member(u) for u in chat.members)


def _forum(
    c: Ctx, right: str = "can_manage_topics", deny: str = "not enough rights to manage topics in the chat"
) -> Chat:
    chat = check_chat(c, "write")
    if chat.type == "private":
        raise bad("the chat is not a forum")
    if not chat.is_forum:
        raise bad("the chat is not a forum")
    if right and not chat.right(c.bot.id, right):
        raise bad(deny)
    return chat


def _topic_name(c: Ctx, name: str) -> str:
    name = ent.clean(name).strip()
    if not name:
        raise bad("title must be non-empty")
    if len(name) > 128:
        if c.w.config.topic_name_overflow == "truncate":
            c.w.violation("topic name longer than 128 characters", method=c.method, length=len(name))
            return name[:128]
        raise bad("topic name is too long")
    return name


@method("createForumTopic")
def create_forum_topic(c: Ctx) -> Any:
    chat = _forum(c, "can_manage_topics", "not enough rights to create a topic")
    name = _topic_name(c, c.s("name"))
    color = c.i("icon_color")
    if color and color not in TOPIC_COLORS:
        raise bad("TOPIC_ICON_COLOR_INVALID")
    c.w.flood(c.bot, chat)
    t = c.w.create_topic(chat, c.bot.id, name, color, c.s("icon_custom_emoji_id"))
    c.sent.append(chat.messages[t.id])
    chat.messages[t.id].call = c.call
    chat.messages[t.id].method = c.method
    return t.json()


def topic(c: Ctx, right: str = "can_manage_topics", check_rights: bool = True) -> tuple[Chat, Topic]:
    chat = _forum(c, "")
    tid = c.i("message_thread_id")
    t = chat.topics.get(tid)
    if t is None or t.deleted:
        raise bad("TOPIC_ID_INVALID")
    if check_rights and not chat.right(c.bot.id, right) and t.creator != c.bot.id:
        raise bad("not enough rights to edit the topic")
    return chat, t


@method("editForumTopic")
def edit_forum_topic(c: Ctx) -> Any:
    chat, t = topic(c)
    name = c.s("name")
    if name:
        name = _topic_name(c, name)
    emoji = c.s("icon_custom_emoji_id") if c.args.get("icon_custom_emoji_id") is not None else None
    change: dict[str, Any] = {}
    if name and name != t.name:
        change["name"] = name
    if emoji is not None and emoji != t.icon_custom_emoji_id:
        change["icon_custom_emoji_id"] = emoji
    if not change:
        raise bad("TOPIC_NOT_MODIFIED")
    c.w.flood(c.bot, chat)
    t.name = change.get("name", t.name)
    t.icon_custom_emoji_id = change.get("icon_custom_emoji_id", t.icon_custom_emoji_id)
    c.w.service(chat, c.bot.id, {"forum_topic_edited": change}, t.id)
    return True


def _close(c: Ctx, closed: bool) -> Any:
    chat, t = topic(c)
    if t.closed == closed:
        raise bad("TOPIC_NOT_MODIFIED")
    c.w.flood(c.bot, chat)
    t.closed = closed
    c.w.service(chat, c.bot.id, {"forum_topic_closed" if closed else "forum_topic_reopened": {}}, t.id)
    return True


@method("closeForumTopic")
def close_forum_topic(c: Ctx) -> Any:
    return _close(c, True)


@method("reopenForumTopic")
def reopen_forum_topic(c: Ctx) -> Any:
    return _close(c, False)


@method("deleteForumTopic")
def delete_forum_topic(c: Ctx) -> Any:
    chat, t = topic(c, "can_delete_messages")
    c.w.delete_topic(chat, t.id)
    c.w.log("topic_deleted", chat_id=chat.id, thread_id=t.id)
    return True
