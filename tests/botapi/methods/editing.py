"""Edits, deletions, answers to pressed buttons, reactions, pins."""

from __future__ import annotations

import time
from typing import Any

from tests.botapi import entities as ent
from tests.botapi.config import ApiError, bad
from tests.botapi.media import put_media
from tests.botapi.methods.chats import check_chat
from tests.botapi.methods.context import Ctx, method
from tests.botapi.methods.markup import reply_markup
from tests.botapi.methods.sending import take_file
from tests.botapi.methods.text import caption_of, formatted
from tests.botapi.records import Chat, Msg


def editable(c: Ctx) -> tuple[Chat, Msg]:
    if c.has("inline_message_id"):
        raise bad("MESSAGE_ID_INVALID")
    mid = c.i("message_id")
    if not c.s("chat_id") and not mid:
        raise bad("message identifier is not specified")
    chat = check_chat(c, "edit")
    m = chat.messages.get(mid)
    if m is None or m.deleted:
        raise bad("message to edit not found")
    if m.bot_id != c.bot.id or m.service or "forward_origin" in m.data:
        raise bad("message can't be edited")
    return chat, m


def apply_edit(c: Ctx, chat: Chat, m: Msg, changes: dict, drop: tuple = ()) -> Any:
    new = {k: v for k, v in m.data.items() if k not in drop}
    for k, v in changes.items():
        if v in (None, [], ""):
            new.pop(k, None)
        else:
            new[k] = v
    cmp_old = {k: v for k, v in m.data.items() if k != "edit_date"}
    cmp_new = {k: v for k, v in new.items() if k != "edit_date"}
    if cmp_old == cmp_new:
        raise bad(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    c.w.flood(c.bot, chat, edit=True)
    m.edits = m.edits or []
    m.edits.append(
        {
            "ts": time.time(),
            "method": c.method,
            "text": m.data.get("text", m.data.get("caption")),
            "reply_markup": m.data.get("reply_markup"),
        }
    )
    new["edit_date"] = c.w.date()
    m.data = new
    m.seq = c.w.last_seq = next(c.w.seq)
    if c.w.waiters:
        c.w.notify()
    c.w.counters["bot_edits"] += 1
    c.sent.append(m)
    return new


@method("editMessageText")
def edit_message_text(c: Ctx) -> Any:
    text = c.s("text")
    if not text:
        raise bad("message text is empty")
    text, es = formatted(
        c, text, c.s("parse_mode"), "entities", "message is too long", 4096, "text must be non-empty"
    )
    markup = reply_markup(c, True)
    chat, m = editable(c)
    if "text" not in m.data:
        raise bad("there is no text in the message to edit")
    return apply_edit(
        c,
        chat,
        m,
        {
            "text": text,
            "entities": es,
            "reply_markup": markup,
            "link_preview_options": c.j("link_preview_options"),
        },
    )


@method("editMessageCaption")
def edit_message_caption(c: Ctx) -> Any:
    cap, es = caption_of(c)
    markup = reply_markup(c, True)
    chat, m = editable(c)
    if not any(k in m.data for k in ("photo", "document", "video", "animation", "audio", "voice")):
        raise bad("there is no caption in the message to edit")
    return apply_edit(c, chat, m, {"caption": cap, "caption_entities": es, "reply_markup": markup})


@method("editMessageReplyMarkup")
def edit_message_reply_markup(c: Ctx) -> Any:
    markup = reply_markup(c, True)
    chat, m = editable(c)
    return apply_edit(c, chat, m, {"reply_markup": markup})


COPY_KINDS = ("photo", "animation", "document", "voice", "video", "audio", "sticker", "video_note")


@method("editMessageMedia")
def edit_message_media(c: Ctx) -> Any:
    it = c.j("media", "can't parse input media JSON object")
    if not isinstance(it, dict) or it.get("type") not in ("photo", "video", "document", "audio", "animation"):
        raise bad("can't parse InputMedia: expected an Object")
    cap, es = caption_of(c, it)
    f = take_file(c, "", it["type"], it.get("media"))
    markup = reply_markup(c, True)
    chat, m = editable(c)
    if "text" in m.data:
        c.w.violation("editMessageMedia of a text message", method=c.method)
    content: dict[str, Any] = {"caption": cap, "caption_entities": es, "reply_markup": markup}
    put_media(c.w, content, f)
    return apply_edit(c, chat, m, content, (*COPY_KINDS, "text", "entities"))


def deletable(c: Ctx, chat: Chat, mid: int) -> Msg:
    m = chat.messages.get(mid)
    if m is None or m.deleted:
        raise bad("message to delete not found")
    old = time.time() - m.ts > 48 * 3600
    if chat.type == "private":
        ok = not old
    else:
        ok = (
            chat.right(c.bot.id, "can_delete_messages")
            if chat.is_admin(c.bot.id)
            else (m.bot_id == c.bot.id and not old)
        )
        if m.thread == m.id and "forum_topic_created" in m.data:
            ok = False
    if not ok:
        raise bad("message can't be deleted")
    return m


@method("deleteMessage")
def delete_message(c: Ctx) -> Any:
    chat = check_chat(c, "write" if c.s("chat_id").startswith("-") else "edit")
    m = deletable(c, chat, c.i("message_id"))
    m.deleted = True
    m.seq = c.w.last_seq = next(c.w.seq)
    if c.w.waiters:
        c.w.notify()
    return True


def message_ids(c: Ctx, name: str = "message_ids", limit: int = 100) -> list[int]:
    v = c.j(name, "can't parse message identifiers JSON object")
    if v is None:
        raise bad("message identifiers are not specified")
    if not isinstance(v, list):
        raise bad("expected an Array of message identifiers")
    if len(v) > limit:
        raise bad("too many message identifiers specified")
    try:
        ids = [int(x) for x in v]
    except (TypeError, ValueError):
        raise bad("message identifier must be a Number") from None
    if not ids:
        raise bad("message identifiers are not specified")
    if any(x <= 0 for x in ids):
        raise bad("invalid message identifier specified")
    return ids


@method("deleteMessages")
def delete_messages(c: Ctx) -> Any:
    ids = message_ids(c)
    chat = check_chat(c, "write" if c.s("chat_id").startswith("-") else "edit")
    for i in ids:
        try:
            deletable(c, chat, i).deleted = True
        except ApiError as e:
            if "not found" not in e.description:
                raise
    return True


@method("answerCallbackQuery")
def answer_callback_query(c: Ctx) -> Any:
    rec = c.bot.callbacks.get(c.s("callback_query_id"))
    if rec is None or rec["answered"] is not None or time.time() - rec["ts"] > 900:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    text = c.s("text")
    if ent.u16len(text) > 200:
        raise bad("MESSAGE_TOO_LONG")
    rec["answered"] = {"ts": time.time(), "text": text, "show_alert": c.b("show_alert"), "url": c.s("url")}
    c.w.log(
        "callback_answer",
        bot=c.bot.id,
        id=rec["id"],
        text=text,
        show_alert=c.b("show_alert"),
        took=round(time.time() - rec["ts"], 4),
    )
    return True


REACTIONS = set(
    "❤👍👎🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾😡"
) | {"❤️‍🔥", "❤‍🔥", "👨‍💻", "🤷‍♂", "🤷", "🤷‍♀", "❤️", "⚡️", "☃️", "✍️", "🕊️"}


@method("setMessageReaction")
def set_message_reaction(c: Ctx) -> Any:
    rs = c.j("reaction", "can't parse reaction types JSON object") or []
    if not isinstance(rs, list):
        raise bad("expected an Array of ReactionType")
    for r in rs:
        if not isinstance(r, dict) or r.get("type") not in ("emoji", "custom_emoji", "paid"):
            raise bad("can't parse ReactionType: invalid reaction type specified")
        if r["type"] != "emoji" or r.get("emoji") not in REACTIONS:
            raise bad("REACTION_INVALID")
    if len(rs) > 1:
        raise bad("REACTIONS_TOO_MANY")
    chat = check_chat(c, "read")
    m = chat.messages.get(c.i("message_id"))
    if m is None or m.deleted:
        raise bad("message to react not found")
    if chat.type == "private" and chat.user and c.bot.id in chat.user.blocked:
        raise ApiError(403, "Forbidden: bot was blocked by the user")
    m.reactions = m.reactions or {}
    m.reactions[c.bot.id] = rs
    m.seq = c.w.last_seq = next(c.w.seq)
    if c.w.waiters:
        c.w.notify()
    return True


@method("pinChatMessage")
def pin_chat_message(c: Ctx) -> Any:
    chat = check_chat(c, "write")
    m = chat.messages.get(c.i("message_id"))
    if m is None or m.deleted:
        raise bad("message to pin not found")
    if chat.type != "private" and not chat.right(c.bot.id, "can_pin_messages"):
        raise bad("not enough rights to manage pinned messages in the chat")
    if m.service:
        raise bad("a service message can't be pinned")
    if m.pinned:
        return True
    c.w.flood(c.bot, chat)
    m.pinned = True
    chat.pinned.append(m.id)
    d = c.w.base_message(chat, c.bot.me, m.thread, m)
    d["pinned_message"] = c.w.shallow(m)
    s = c.w.store(chat, d, bot_id=c.bot.id, thread=m.thread, service=True, method=c.method, call=c.call)
    c.w.deliver(chat, s, "message")
    return True


@method("unpinChatMessage")
def unpin_chat_message(c: Ctx) -> Any:
    chat = check_chat(c, "write")
    if chat.type != "private" and not chat.right(c.bot.id, "can_pin_messages"):
        raise bad("not enough rights to manage pinned messages in the chat")
    mid = c.i("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if mid not in chat.pinned:
        raise bad("message to unpin not found")
    chat.pinned.remove(mid)
    chat.messages[mid].pinned = False
    return True
