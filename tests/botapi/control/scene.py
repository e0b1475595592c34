"""Setting the scene: settings, bots, users, groups, topics."""

from __future__ import annotations

import random
from typing import Any

from tests.botapi import acts
from tests.botapi.config import Config, ControlError
from tests.botapi.control.base import Part
from tests.botapi.members import member_json, set_member
from tests.botapi.records import ADMIN_RIGHTS


class Scene(Part):
    """Who is there."""

    def do_reset(self, config: dict | None = None) -> dict:
        """Forget everything; back to the default settings, then `config`."""
        w = self.w
        for b in w.bots.values():
            if b.webhook is not None:
                b.webhook.stop()
            if b.poll is not None:
                b.poll.abort(
                    "Conflict: terminated by other getUpdates request; "
                    "make sure that only one bot instance is running"
                )
        w.config = Config()
        w.config.patch(config or {})
        w.reset()
        self.s.faults.remove()
        self.s.faults.rng = random.Random(w.config.seed)  # noqa: S311 - chance that repeats, not a secret
        return {"config": w.config.as_dict()}

    def do_config(self, **changes: Any) -> dict:
        self.w.config.patch(changes)
        if changes:
            self.w.limiter.c = self.w.config
        return {"config": self.w.config.as_dict()}

    def do_bot(self, token: str = "", **data: Any) -> dict:
        b = self.w.add_bot(token, **data)
        return {"token": b.token, "id": b.id, "username": b.data["username"], "base_url": self.s.base_url}

    def do_set_inline(self, on: bool = True, bot: Any = None) -> dict:
        """BotFather's /setinline."""
        self.w.bot_of(bot).data["supports_inline_queries"] = on
        return {}

    def do_user(self, **data: Any) -> dict:
        u = self.w.add_user(**data)
        return {"user": u.data, "id": u.id}

    def do_edit_user(self, user_id: int, **data: Any) -> dict:
        u = self.w.user(user_id)
        for k in ("first_name", "last_name", "username", "language_code"):
            if k in data:
                if data[k]:
                    u.data[k] = data[k]
                else:
                    u.data.pop(k, None)
        u.data = dict(u.data)
        for b in self.w.bots.values():
            if u.id in b.private:
                b.private[u.id].touch()
        if "deactivated" in data:
            u.deactivated = bool(data["deactivated"])
        return {"user": u.data}

    def do_chat(
        self,
        type: str = "supergroup",
        title: str = "Chat",
        is_forum: bool = False,
        username: str = "",
        id: int = 0,
        owner: int = 0,
        members: list | None = None,
        admins: list | None = None,
        bot: Any = None,
        bot_status: str = "administrator",
        bot_rights: dict | None = None,
        announce: bool = False,
    ) -> dict:
        """Create a group.

        admins: user ids or {"user_id":..., "rights": {...}}; bot_rights: missing rights are False, omitted
        altogether: every right but can_promote_members. bot_status "" leaves the bot out.
        """
        w = self.w
        c = w.add_chat(type, title, is_forum=is_forum, username=username, id_=id)
        if owner:
            set_member(w, c, owner, "creator", announce=False)
        for m in members or []:
            set_member(w, c, m, "member", announce=False)
        for a in admins or []:
            admin = a if isinstance(a, dict) else {"user_id": a}
            set_member(w, c, admin["user_id"], "administrator", rights=admin.get("rights"), announce=False)
        if bot_status and w.bots:
            b = w.bot_of(bot)
            set_member(w, c, b.id, bot_status, by=owner or 0, rights=bot_rights, announce=announce)
        return {"chat": c.json(), "id": c.id}

    def do_member(
        self,
        chat_id: int,
        user_id: int,
        status: str,
        by: int = 0,
        rights: dict | None = None,
        announce: bool = True,
    ) -> dict:
        """Change someone's membership (also the bot's, by its id)."""
        if rights and set(rights) - set(ADMIN_RIGHTS) and status == "administrator":
            raise ControlError(f"unknown rights {sorted(set(rights) - set(ADMIN_RIGHTS))}")
        set_member(self.w, self.w.chat(chat_id), user_id, status, by=by, rights=rights, announce=announce)
        return {"member": member_json(self.w, self.w.chat(chat_id), user_id)}

    def do_chat_flags(self, chat_id: int, bot: Any = None, **flags: Any) -> dict:
        c = self.w.chat(chat_id, bot)
        for k in ("is_forum", "title", "gone", "protected", "general_closed"):
            if k in flags:
                setattr(c, k, flags[k])
        if "permissions" in flags:
            c.permissions.update(flags["permissions"])
        c.touch()
        return {"chat": c.json()}

    def do_migrate(self, chat_id: int, by: int = 0, is_forum: bool = False) -> dict:
        c = acts.migrate(self.w, self.w.chat(chat_id), by, is_forum)
        return {"id": c.id, "chat": c.json()}

    def do_topic(
        self,
        chat_id: int,
        user_id: int = 0,
        name: str = "",
        action: str = "create",
        thread_id: int = 0,
        icon_color: int = 0,
    ) -> dict:
        """Staff (or someone) creates, edits, closes, reopens or deletes a topic."""
        w = self.w
        c = w.chat(chat_id)
        if action == "create":
            return {"topic": w.create_topic(c, user_id, name, icon_color).json()}
        t = c.topics.get(thread_id)
        if t is None or t.deleted:
            raise ControlError("no such topic")
        if action == "edit":
            t.name = name
            w.service(c, user_id, {"forum_topic_edited": {"name": name}}, t.id)
        elif action in ("close", "reopen"):
            t.closed = action == "close"
            w.service(c, user_id, {"forum_topic_closed" if t.closed else "forum_topic_reopened": {}}, t.id)
        elif action == "delete":  # bots aren't told about it
            w.delete_topic(c, t.id)
        else:
            raise ControlError("action: create, edit, close, reopen, delete")
        return {"topic": t.json()}

    def do_topics(self, chat_id: int) -> dict:
        c = self.w.chat(chat_id)
        return {
            "topics": [
                {
                    **t.json(),
                    "closed": t.closed,
                    "deleted": t.deleted,
                    "creator": t.creator,
                    "messages": sum(m.thread == t.id and not m.service for m in c.messages.values()),
                }
                for t in c.topics.values()
            ]
        }
