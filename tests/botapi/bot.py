"""A bot as the server knows it: its token, private chats, queue of updates."""

from __future__ import annotations

import itertools
import random
from collections import deque
from typing import TYPE_CHECKING, Any

import orjson

from tests.botapi.records import Chat, Update

if TYPE_CHECKING:
    from tests.botapi.world import World


DEFAULT_SKIPPED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


UPDATE_TYPES = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "guest_message",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "managed_bot",
)


class Bot:
    def __init__(self, world: World, token: str, data: dict) -> None:
        self.world, self.token, self.data = world, token, data
        self.id: int = data["id"]
        self.me = {
            "id": self.id,
            "is_bot": True,
            "first_name": data["first_name"],
            "username": data["username"],
        }
        self.privacy_off = bool(data.get("can_read_all_group_messages"))
        self.private: dict[int, Chat] = {}
        self.msg_ids = itertools.count(1)  # private chats and basic groups share one sequence, as in Telegram
        self.allowed: frozenset[str] | None = None  # None = default
        self.queue: deque[Update] = deque()
        self.next_update_id = random.Random(f"{world.config.seed}:{token}").randint(100_000_000, 900_000_000)  # noqa: S311 - chance that repeats, not a secret
        self.updates_total = 0
        self.confirmed_total = 0
        self.poll: Any = None
        self.poll_prev_offset: int | None = None
        self.poll_prev_ts = 0.0
        self.conflict_at = 0.0
        self.webhook: Any = None
        self.webhook_error: tuple[int, str] | None = None
        self.last_set_webhook = 0.0
        self.commands: dict[tuple[str, str], list] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.menu: dict[int, dict] = {}
        self.callbacks: dict[str, dict] = {}
        self.inline_queries: dict[str, dict] = {}
        self.logged_out = False
        self.closed = False
        self.default_rights: dict = {}
        self.chat_instance = str(random.Random(token).randint(10**17, 10**18))  # noqa: S311 - chance that repeats, not a secret

    def wants(self, kind: str) -> bool:
        if self.allowed is None:
            return kind not in DEFAULT_SKIPPED
        return kind in self.allowed

    def push(self, kind: str, payload: Any, lane: int, chat_id: int = 0) -> int:
        """Queue an update; returns its update_id, or 0 when the type isn't allowed."""
        w = self.world
        if self.logged_out:
            return 0
        if not self.wants(kind):
            w.counters["updates_skipped"] += 1
            return 0
        body = payload if type(payload) is bytes else orjson.dumps(payload)
        uid = self.next_update_id
        self.next_update_id += 1
        up = Update(uid, kind, body, lane, chat_id)
        self.updates_total += 1
        w.counters["updates"] += 1
        if w.config.journal == "full":
            w.log("update", bot=self.id, update_id=uid, type=kind, chat_id=chat_id)
        if self.webhook is not None:
            self.webhook.add(up)
        else:
            self.queue.append(up)
            if self.poll is not None:
                self.poll.wake()
        return uid

    def pending(self) -> int:
        return len(self.queue) + (self.webhook.pending() if self.webhook is not None else 0)
