"""Who is in a chat, with which rights."""

from __future__ import annotations

from typing import Any

from tests.botapi.config import ControlError
from tests.botapi.records import ADMIN_RIGHTS, MEMBER_RIGHTS, Chat
from tests.botapi.world import World


def member_json(w: World, chat: Chat, uid: int) -> dict:
    m = chat.members.get(uid) or {"status": "left"}
    st = m["status"]
    d: dict[str, Any] = {"user": w.user_json(uid), "status": st}
    if st == "creator":
        d["is_anonymous"] = bool(m.get("is_anonymous"))
        if m.get("custom_title"):
            d["custom_title"] = m["custom_title"]
    elif st == "administrator":
        d["can_be_edited"] = False
        for r in ADMIN_RIGHTS:
            if r == "can_manage_topics" and chat.type != "supergroup":
                continue
            d[r] = bool(m.get(r))
        d["is_anonymous"] = bool(m.get("is_anonymous"))
        if m.get("custom_title"):
            d["custom_title"] = m["custom_title"]
    elif st == "restricted":
        d["until_date"] = m.get("until_date", 0)
        for r in MEMBER_RIGHTS:
            d[r] = bool(m.get(r))
        d["is_member"] = m.get("is_member", True)
    elif st == "kicked":
        d["until_date"] = m.get("until_date", 0)
    return d


def set_member(
    w: World,
    chat: Chat,
    uid: int,
    status: str,
    by: int = 0,
    rights: dict | None = None,
    announce: bool = True,
    **extra: Any,
) -> None:
    if status not in ("creator", "administrator", "member", "restricted", "left", "kicked"):
        raise ControlError(f"no such status {status!r}")
    w.user_json(uid)
    old = member_json(w, chat, uid)
    was = chat.is_member(uid)
    m: dict[str, Any] = {"status": status, **extra}
    if status == "administrator":
        m.update(dict.fromkeys(ADMIN_RIGHTS, False))
        m["can_manage_chat"] = True
        if rights is None:
            rights = {r: True for r in ADMIN_RIGHTS if r != "can_promote_members"}
        m.update(rights)
    elif status == "restricted":
        m.update(dict.fromkeys(MEMBER_RIGHTS, False))
        m.update(rights or {})
    chat.members[uid] = m
    now_in = chat.is_member(uid)
    if not announce:
        return
    new = member_json(w, chat, uid)
    actor = w.user_json(by or uid)
    up = {
        "chat": chat.json(),
        "from": actor,
        "date": w.date(),
        "old_chat_member": old,
        "new_chat_member": new,
    }
    bot = w.bots_by_id.get(uid)
    if bot:
        bot.push("my_chat_member", up, chat.id + (5 << 33), chat.id)
    for b in w.bots_by_id.values():
        if b.id != uid and chat.is_admin(b.id):
            b.push("chat_member", up, uid + (6 << 33), chat.id)
    if was != now_in and chat.type != "channel":
        key = {"new_chat_members": [w.user_json(uid)]} if now_in else {"left_chat_member": w.user_json(uid)}
        w.service(chat, by or uid, key, extra_bot=uid if bot and now_in else 0)
