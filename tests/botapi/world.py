"""State of the simulated Telegram: bots, users, chats, messages, the journal of what happened."""

from __future__ import annotations

import asyncio
import base64
import itertools
import math
import random
import time
from collections import Counter
from typing import Any

import orjson

from tests.botapi.bot import Bot
from tests.botapi.config import ApiError, Config, ControlError
from tests.botapi.limiter import Limiter
from tests.botapi.records import Chat, File, Msg, Topic, User

TOPIC_COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)


class World:
    def __init__(self, config: Config | None = None) -> None:
        self.config = config or Config()
        self.waiters: set[asyncio.Future] = set()
        self.reset()

    def reset(self) -> None:
        self.rng = random.Random(self.config.seed)  # noqa: S311 - chance that repeats, not a secret
        self.bots: dict[str, Bot] = {}
        self.bots_by_id: dict[int, Bot] = {}
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.usernames: dict[str, Any] = {}
        self.files: dict[str, File] = {}
        self.paths: dict[str, File] = {}
        self.journal: list[dict] = []
        self.seq = itertools.count(1)
        self.last_seq = 0
        self.feed: list[Msg] = []  # every message in order of creation
        self.counters: Counter = Counter()
        self.violations: list[dict] = []
        self.limiter = Limiter(self.config)
        self.ids = itertools.count(1)
        self.user_ids = itertools.count(5_000_000_001 - 4_000_000_000)
        self.call_ids = itertools.count(1)

    def date(self) -> int:
        """Now, as messages are dated."""
        return int(time.time() + self.config.clock_offset)

    def log(self, kind: str, **data: Any) -> dict:
        self.last_seq = seq = next(self.seq)
        e = {"seq": seq, "ts": time.time(), "kind": kind, **data}
        self.journal.append(e)
        if self.waiters:
            self.notify()
        return e

    def notify(self) -> None:
        ws, self.waiters = self.waiters, set()
        for f in ws:
            if not f.done():
                f.set_result(None)

    async def changed(self, timeout: float) -> None:
        f = asyncio.get_running_loop().create_future()
        self.waiters.add(f)
        try:
            await asyncio.wait_for(f, timeout)
        except TimeoutError:
            pass
        finally:
            self.waiters.discard(f)

    def violation(self, what: str, **data: Any) -> None:
        """Tolerated by the server though outside of its documentation."""
        self.counters["violations"] += 1
        if len(self.violations) < 10_000:
            self.violations.append({"ts": time.time(), "what": what, **data})

    def add_bot(self, token: str = "", **data: Any) -> Bot:
        if not token:
            tail = base64.urlsafe_b64encode(self.rng.randbytes(26)).decode()[:35]
            token = f"{data.get('id') or 7_000_000_000 + next(self.ids)}:{tail}"
        if token in self.bots:
            raise ControlError("that token is taken")
        head = token.split(":", 1)[0]
        if not head.isdigit() or ":" not in token:
            raise ControlError("a token is <digits>:<text>")
        d = {
            "id": int(head),
            "is_bot": True,
            "first_name": data.get("first_name", "Support"),
            "username": data.get("username", f"sim{head[-6:]}_bot"),
            "can_join_groups": data.get("can_join_groups", True),
            "can_read_all_group_messages": data.get("can_read_all_group_messages", False),
            "supports_inline_queries": data.get("supports_inline_queries", False),
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
            "can_manage_bots": False,
        }
        bot = Bot(self, token, d)
        self.bots[token] = bot
        self.bots_by_id[bot.id] = bot
        self.usernames[d["username"].lower()] = bot
        return bot

    def bot_of(self, ref: Any = None) -> Bot:
        if ref in (None, ""):
            if len(self.bots) != 1:
                raise ControlError("name the bot: there isn't exactly one")
            return next(iter(self.bots.values()))
        if isinstance(ref, Bot):
            return ref
        b = self.bots.get(str(ref))
        if b is None and str(ref).isdigit():
            b = self.bots_by_id.get(int(ref))
        if b is None:
            raise ControlError(f"no bot {ref!r}")
        return b

    def add_user(self, **data: Any) -> User:
        uid = int(data.get("id") or 0) or next(self.user_ids)
        if uid in self.users:
            raise ControlError("that user id is taken")
        d: dict[str, Any] = {
            "id": uid,
            "is_bot": False,
            "first_name": data.get("first_name") or f"User{uid % 100000}",
        }
        for k in ("last_name", "username", "language_code"):
            if data.get(k):
                d[k] = data[k]
        if data.get("is_premium"):
            d["is_premium"] = True
        u = User(d)
        self.users[uid] = u
        if d.get("username"):
            self.usernames[d["username"].lower()] = u
        return u

    def user(self, uid: Any) -> User:
        u = self.users.get(int(uid))
        if u is None:
            raise ControlError(f"no user {uid}")
        return u

    def add_chat(
        self, type_: str, title: str, *, is_forum: bool = False, username: str = "", id_: int = 0
    ) -> Chat:
        if type_ not in ("group", "supergroup", "channel"):
            raise ControlError("type: group, supergroup or channel")
        if is_forum and type_ != "supergroup":
            raise ControlError("only a supergroup can be a forum")
        n = next(self.ids)
        cid = id_ or (-(4_000_000 + n) if type_ == "group" else -(1_002_000_000_000 + n))
        if cid in self.chats:
            raise ControlError("that chat id is taken")
        c = Chat(cid, type_, title, username, is_forum)
        self.chats[cid] = c
        if username:
            self.usernames[username.lower()] = c
        return c

    def chat(self, cid: Any, bot: Any = None) -> Chat:
        cid = int(cid)
        if cid > 0:
            return self.private(self.bot_of(bot), self.user(cid))
        c = self.chats.get(cid)
        if c is None:
            raise ControlError(f"no chat {cid}")
        return c

    def private(self, bot: Bot, user: User) -> Chat:
        c = bot.private.get(user.id)
        if c is None:
            c = Chat(user.id, "private")
            c.user, c.bot, c.next_id = user, bot, bot.msg_ids
            bot.private[user.id] = c
        return c

    def user_json(self, uid: int) -> dict:
        u = self.users.get(uid)
        if u:
            return u.data
        b = self.bots_by_id.get(uid)
        if b:
            return b.me
        raise ControlError(f"no user {uid}")

    def deliver(self, chat: Chat, msg: Msg, kind: str, extra_bot: int = 0) -> list[int]:
        """Queue the message for every bot that may see it."""
        ids = []
        if chat.type == "private":
            b = chat.bot
            assert b is not None
            if not msg.bot_id or msg.service:
                u = b.push(kind, msg.data, chat.id, chat.id)
                if u:
                    ids.append(u)
            return ids
        body = None
        for b in self.bots_by_id.values():
            if not chat.is_member(b.id) and b.id != extra_bot:
                continue
            if msg.bot_id and not (msg.service and msg.bot_id == b.id):
                continue  # bots see neither their own messages nor those of other bots
            if not (b.privacy_off or chat.is_admin(b.id) or msg.service or self._addressed(b, msg)):
                self.counters["privacy_hidden"] += 1
                continue
            if body is None:
                body = orjson.dumps(msg.data)
            u = b.push(kind, body, chat.id, chat.id)
            if u:
                ids.append(u)
        return ids

    @staticmethod
    def _addressed(b: Bot, msg: Msg) -> bool:
        d = msg.data
        r = d.get("reply_to_message")
        if r and r.get("from", {}).get("id") == b.id and "forum_topic_created" not in r:
            return True
        t = d.get("text") or d.get("caption") or ""
        if t.startswith("/"):
            head = t.split(None, 1)[0]
            return "@" not in head or head.lower().endswith("@" + b.data["username"].lower())
        return ("@" + b.data["username"].lower()) in t.lower()

    def base_message(
        self, chat: Chat, sender: dict | None, thread: int = 0, reply: Msg | None = None
    ) -> dict:
        d: dict[str, Any] = {"message_id": next(chat.next_id)}
        if sender is not None:
            d["from"] = sender
        d["chat"] = chat.json()
        d["date"] = self.date()
        if thread and chat.is_forum and thread in chat.topics:
            d["message_thread_id"] = thread
            d["is_topic_message"] = True
        if reply is not None:
            d["reply_to_message"] = self.shallow(reply)
        elif thread and chat.is_forum:
            root = chat.messages.get(thread)
            if root is not None:
                d["reply_to_message"] = self.shallow(root)
        return d

    @staticmethod
    def shallow(m: Msg) -> dict:
        if "reply_to_message" in m.data:
            return {k: v for k, v in m.data.items() if k != "reply_to_message"}
        return dict(m.data)

    def store(
        self,
        chat: Chat,
        data: dict,
        *,
        bot_id: int = 0,
        user_id: int = 0,
        thread: int = 0,
        service: bool = False,
        method: str = "",
        call: int = 0,
        raw: dict | None = None,
    ) -> Msg:
        m = Msg(data["message_id"], chat, data, bot_id, user_id, thread)
        m.service, m.method, m.call, m.raw = service, method, call, raw
        chat.messages[m.id] = m
        keep = self.config.retain_messages
        if keep and len(chat.messages) > keep:
            chat.messages.pop(next(iter(chat.messages)))
        self.last_seq = m.seq = next(self.seq)
        if not keep:
            self.feed.append(m)
        if self.waiters:
            self.notify()
        return m

    def service(
        self,
        chat: Chat,
        actor: int,
        content: dict,
        thread: int = 0,
        reply: Msg | None = None,
        extra_bot: int = 0,
        deliver: bool = True,
    ) -> Msg:
        d = self.base_message(chat, self.user_json(actor), thread, reply)
        d.update(content)
        is_bot = actor in self.bots_by_id
        m = self.store(
            chat,
            d,
            bot_id=actor if is_bot else 0,
            user_id=0 if is_bot else actor,
            thread=thread,
            service=True,
        )
        if deliver:
            self.deliver(chat, m, "message", extra_bot)
        return m

    def create_topic(self, chat: Chat, actor: int, name: str, color: int = 0, emoji: str = "") -> Topic:
        color = color or TOPIC_COLORS[0]
        content: dict[str, Any] = {"name": name, "icon_color": color}
        if emoji:
            content["icon_custom_emoji_id"] = emoji
        mid = next(chat.next_id)
        t = Topic(mid, name, color, emoji, actor)
        chat.topics[mid] = t
        d = {
            "message_id": mid,
            "from": self.user_json(actor),
            "chat": chat.json(),
            "date": self.date(),
            "message_thread_id": mid,
            "is_topic_message": True,
            "forum_topic_created": content,
        }
        is_bot = actor in self.bots_by_id
        m = self.store(
            chat, d, bot_id=actor if is_bot else 0, user_id=0 if is_bot else actor, thread=mid, service=True
        )
        self.deliver(chat, m, "message")
        return t

    def delete_topic(self, chat: Chat, tid: int) -> None:
        t = chat.topics.get(tid)
        if t is None or t.deleted:
            raise ControlError("no such topic")
        t.deleted = True
        for m in chat.messages.values():
            if m.thread == tid:
                m.deleted = True

    def flood(self, bot: Bot, chat: Chat, cost: int = 1, edit: bool = False) -> None:
        c = self.config
        if not c.limits:
            return
        wait = self.limiter.check(
            bot.id,
            chat.id,
            chat.type == "private",
            cost,
            time.monotonic(),
            chat_counts=not edit or c.edits_count,
        )
        if wait > 0:
            n = max(1, math.ceil(wait))
            self.counters["flood_429"] += 1
            raise ApiError(429, f"Too Many Requests: retry after {n}", retry_after=n)
