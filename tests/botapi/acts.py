"""What people do: they write, edit, press, react, block; an owner upgrades a group."""

from __future__ import annotations

import time
from typing import Any

from tests.botapi import entities as ent
from tests.botapi.bot import Bot
from tests.botapi.config import ControlError
from tests.botapi.media import put_media
from tests.botapi.records import Chat, File, Msg, User
from tests.botapi.world import World

ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


def user_can_write(user: User, chat: Chat, thread: int) -> None:
    if chat.type == "private":
        return
    if chat.migrated_to or chat.gone:
        raise ControlError("the chat is no longer active")
    if not chat.is_member(user.id):
        raise ControlError("that user isn't a member of the chat")
    if thread:
        t = chat.topics.get(thread)
        if t is None or t.deleted:
            raise ControlError("no such topic")
        if t.closed and not chat.right(user.id, "can_manage_topics"):
            raise ControlError("the topic is closed")


def user_send(
    w: World,
    user: User,
    chat: Chat,
    *,
    text: str = "",
    entities: list | None = None,
    thread: int = 0,
    reply_to: int = 0,
    media: File | None = None,
    content: dict | None = None,
    caption: str = "",
    media_group_id: str = "",
    quote: str = "",
    forward_from: Any = None,
    sender_chat: Chat | None = None,
    via: Bot | None = None,
) -> tuple[Msg, list[int]]:
    user_can_write(user, chat, thread)
    bot = chat.bot
    if bot is not None:
        if bot.id in user.blocked:
            block(w, user, bot, False)
        user.started.add(bot.id)
    reply = None
    if reply_to:
        reply = chat.messages.get(int(reply_to))
        if reply is None or reply.deleted:
            raise ControlError("no such message to reply to")
        if not thread and chat.is_forum:
            thread = reply.thread
    d = w.base_message(chat, user.data if sender_chat is None else ANONYMOUS, thread, reply)
    if sender_chat is not None:
        d["sender_chat"] = sender_chat.json()
    if via is not None:
        d["via_bot"] = via.me
    if quote:
        d["quote"] = {"text": quote, "position": 0, "is_manual": True}
    if forward_from:
        d["forward_origin"] = forward_from
        d["forward_date"] = d["date"]
    if media_group_id:
        d["media_group_id"] = media_group_id
    if media is not None:
        put_media(w, d, media)
        if caption:
            d["caption"] = caption
            e = entities if entities is not None else ent.auto_entities(caption)
            if e:
                d["caption_entities"] = e
    elif content:
        d.update(content)
    else:
        if ent.u16len(text) > 4096:
            raise ControlError("a user can't send that much text at once")
        d["text"] = text
        e = entities if entities is not None else ent.auto_entities(text)
        if e:
            d["entities"] = e
    m = w.store(chat, d, user_id=user.id, thread=d.get("message_thread_id", 0))
    ids = w.deliver(chat, m, "message")
    w.counters["user_messages"] += 1
    return m, ids


def user_edit(
    w: World, user: User, chat: Chat, message_id: int, text: str, entities: list | None = None
) -> tuple[Msg, list[int]]:
    m = chat.messages.get(message_id)
    if m is None or m.deleted or m.user_id != user.id:
        raise ControlError("that user has no such message")
    key = "text" if "text" in m.data else "caption"
    m.edits = m.edits or []
    m.edits.append({"ts": time.time(), key: m.data.get(key)})
    data = {**m.data, key: text, "edit_date": w.date()}
    e = entities if entities is not None else ent.auto_entities(text)
    ek = "entities" if key == "text" else "caption_entities"
    data.pop(ek, None)
    if e:
        data[ek] = e
    m.data = data
    return m, w.deliver(chat, m, "edited_message")


def press(w: World, user: User, chat: Chat, m: Msg, data: str) -> str:
    bot = w.bots_by_id.get(m.bot_id)
    if bot is None:
        raise ControlError("not a message of a bot")
    cid = str(w.rng.randint(10**17, 10**18 - 1))
    cq = {
        "id": cid,
        "from": user.data,
        "message": m.data,
        "chat_instance": bot.chat_instance,
        "data": data,
    }
    rec = {
        "id": cid,
        "user_id": user.id,
        "chat_id": chat.id,
        "message_id": m.id,
        "data": data,
        "ts": time.time(),
        "answered": None,
        "update_id": 0,
    }
    bot.callbacks[cid] = rec
    rec["update_id"] = bot.push("callback_query", cq, user.id + (3 << 33), chat.id)
    w.log("press", **{k: rec[k] for k in ("id", "user_id", "chat_id", "message_id", "data", "update_id")})
    return cid


def ask_inline(w: World, user: User, bot: Bot, words: str) -> str:
    """`@bot words`: the bot is told only where BotFather switched that on."""
    if not bot.data["supports_inline_queries"]:
        raise ControlError("that bot has no inline mode: call set_inline")
    if len(words) > 256:
        raise ControlError("nobody can ask for so much")
    query = str(w.rng.randint(10**17, 10**18 - 1))
    asked = {"id": query, "from": user.data, "query": words, "offset": "", "chat_type": "supergroup"}
    rec = {"id": query, "user_id": user.id, "query": words, "ts": time.time(), "answered": None}
    bot.inline_queries[query] = rec
    rec["update_id"] = bot.push("inline_query", asked, user.id + (7 << 33))
    return query


def react(w: World, user: User, chat: Chat, m: Msg, emojis: list[str]) -> None:
    m.reactions = m.reactions or {}
    old = m.reactions.get(user.id, [])
    new = [{"type": "emoji", "emoji": e} for e in emojis]
    m.reactions[user.id] = new
    up = {
        "chat": chat.json(),
        "message_id": m.id,
        "user": user.data,
        "date": w.date(),
        "old_reaction": old,
        "new_reaction": new,
    }
    bots = [chat.bot] if chat.bot else [b for b in w.bots_by_id.values() if chat.is_admin(b.id)]
    for b in bots:
        b.push("message_reaction", up, chat.id + (8 << 33), chat.id)


def block(w: World, user: User, bot: Bot, blocked: bool) -> None:
    if (bot.id in user.blocked) == blocked:
        return
    (user.blocked.add if blocked else user.blocked.discard)(bot.id)
    chat = w.private(bot, user)
    st = ("member", "kicked") if blocked else ("kicked", "member")
    side = [{"user": bot.me, "status": s, **({"until_date": 0} if s == "kicked" else {})} for s in st]
    bot.push(
        "my_chat_member",
        {
            "chat": chat.json(),
            "from": user.data,
            "date": w.date(),
            "old_chat_member": side[0],
            "new_chat_member": side[1],
        },
        chat.id + (5 << 33),
        chat.id,
    )


def migrate(w: World, chat: Chat, actor: int = 0, is_forum: bool = False) -> Chat:
    if chat.type != "group" or chat.migrated_to:
        raise ControlError("only an active basic group can be upgraded")
    new = w.add_chat("supergroup", chat.title, is_forum=is_forum)
    new.members = {k: dict(v) for k, v in chat.members.items()}
    owner = (
        actor
        or next((u for u, m in chat.members.items() if m["status"] == "creator"), 0)
        or next(iter(chat.members))
    )
    w.service(chat, owner, {"migrate_to_chat_id": new.id})
    chat.migrated_to = new.id
    w.service(new, owner, {"migrate_from_chat_id": chat.id})
    return new
