"""Users and staff act."""

from __future__ import annotations

import base64
import re
import time
from typing import Any

from tests.botapi import acts
from tests.botapi.config import ControlError
from tests.botapi.control.base import Part
from tests.botapi.media import new_file
from tests.botapi.records import File, Msg

MEDIA = ("photo", "document", "voice", "video", "audio", "animation", "sticker", "video_note")


class Acting(Part):
    """What people do in Telegram."""

    def _media(self, kind: str, m: dict) -> File:
        content = base64.b64decode(m["content_b64"]) if m.get("content_b64") else None
        if content is None and m.get("content") is not None:
            content = str(m["content"]).encode()
        return new_file(
            self.w,
            kind,
            content,
            int(m.get("size", 2048)),
            m.get("name", ""),
            m.get("mime", ""),
            **{
                k: m[k]
                for k in ("duration", "width", "height", "emoji", "title", "performer", "length")
                if k in m
            },
        )

    def do_send(
        self,
        user_id: int,
        chat_id: int = 0,
        text: str = "",
        thread_id: int = 0,
        reply_to: int = 0,
        caption: str = "",
        bot: Any = None,
        entities: list | None = None,
        anonymous: bool = False,
        quote: str = "",
        forward_from: dict | None = None,
        location: dict | None = None,
        contact: dict | None = None,
        dice: dict | None = None,
        poll: dict | None = None,
        **media: Any,
    ) -> dict:
        """A user (or a staff member) sends something; chat_id 0 = the private chat with the bot.

        anonymous: an administrator who speaks as the group.
        Media: photo={} / document={"name","mime","size"|"content"|"content_b64"} / voice / video / audio /
        animation / sticker / video_note.
        """
        w = self.w
        u = w.user(user_id)
        c = w.chat(chat_id or user_id, bot)
        kinds = [k for k in media if k in MEDIA]
        if set(media) - set(MEDIA):
            raise ControlError(f"unknown arguments {sorted(set(media) - set(MEDIA))}")
        f = self._media(kinds[0], media[kinds[0]] or {}) if kinds else None
        content: dict[str, Any] | None = None
        if location:
            content = {"location": location}
        elif contact:
            content = {"contact": contact}
        elif dice:
            content = {"dice": dice}
        elif poll:
            content = {"poll": poll}
        m, ids = acts.user_send(
            w,
            u,
            c,
            text=text,
            entities=entities,
            thread=thread_id,
            reply_to=reply_to,
            media=f,
            content=content,
            caption=caption,
            quote=quote,
            forward_from=forward_from,
            sender_chat=c if anonymous else None,
        )
        return {
            "message_id": m.id,
            "update_ids": ids,
            "message": m.data,
            **({"file_unique_id": f.uid} if f is not None else {}),
        }

    def do_album(
        self,
        user_id: int,
        items: list,
        chat_id: int = 0,
        thread_id: int = 0,
        caption: str = "",
        bot: Any = None,
        reply_to: int = 0,
    ) -> dict:
        """items: [{"kind": "photo", "size":...}, ...]; each becomes an update of its own, as in Telegram."""
        w = self.w
        u, c = w.user(user_id), w.chat(chat_id or user_id, bot)
        gid = str(w.rng.randint(10**16, 10**17))
        mids, ids, uids = [], [], []
        for i, it in enumerate(items):
            f = self._media(it.get("kind", "photo"), it)
            m, up = acts.user_send(
                w,
                u,
                c,
                media=f,
                caption=it.get("caption") or (caption if i == 0 else ""),
                thread=thread_id,
                media_group_id=gid,
                reply_to=reply_to,
            )
            mids.append(m.id)
            ids += up
            uids.append(f.uid)
        return {"message_ids": mids, "update_ids": ids, "media_group_id": gid, "file_unique_ids": uids}

    def do_edit(
        self,
        user_id: int,
        message_id: int,
        text: str,
        chat_id: int = 0,
        bot: Any = None,
        entities: list | None = None,
    ) -> dict:
        w = self.w
        m, ids = acts.user_edit(
            w, w.user(user_id), w.chat(chat_id or user_id, bot), message_id, text, entities
        )
        return {"message": m.data, "update_ids": ids}

    def do_delete(self, message_id: int, chat_id: int, bot: Any = None) -> dict:
        """A user deletes a message. Bots are not told, as in Telegram."""
        m = self.w.chat(chat_id, bot).messages.get(message_id)
        if m is None:
            raise ControlError("no such message")
        m.deleted = True
        return {}

    async def do_press(
        self,
        user_id: int,
        chat_id: int = 0,
        message_id: int = 0,
        data: str | None = None,
        text: str | None = None,
        bot: Any = None,
        thread_id: int | None = None,
        wait: float = 0.0,
        raw: bool = False,
    ) -> dict:
        """Press an inline button found by its data or text (exact, else a regular expression).

        Without message_id: of the newest message of the chat that has it.
        raw: send `data` whatever the keyboard says (a stale or forged client).
        """
        w = self.w
        u, c = w.user(user_id), w.chat(chat_id or user_id, bot)
        ms = (
            [c.messages[message_id]]
            if message_id
            else [
                m
                for m in reversed(list(c.messages.values()))
                if m.bot_id
                and "reply_markup" in m.data
                and not m.deleted
                and (thread_id is None or m.thread == thread_id)
            ]
        )
        if raw and ms and data is not None:
            return await self._pressed(acts.press(w, u, c, ms[0], data), ms[0], data, wait)
        for m in ms:
            for row in (m.data.get("reply_markup") or {}).get("inline_keyboard", []):
                for b in row:
                    d = b.get("callback_data")
                    if d is None:
                        continue
                    if (data is not None and d == data) or (
                        text is not None and (b["text"] == text or re.search(text, b["text"]))
                    ):
                        return await self._pressed(acts.press(w, u, c, m, d), m, d, wait)
        raise ControlError("no such button")

    async def _pressed(self, cid: str, m: Msg, data: str, wait: float) -> dict:
        rec = self.w.bots_by_id[m.bot_id].callbacks[cid]
        end = time.monotonic() + wait
        while wait and rec["answered"] is None and time.monotonic() < end:
            await self.w.changed(min(1.0, end - time.monotonic()))
        return {
            "callback_query_id": cid,
            "update_id": rec["update_id"],
            "message_id": m.id,
            "data": data,
            "answer": rec["answered"],
        }

    def do_callback(self, callback_query_id: str) -> dict:
        for b in self.w.bots.values():
            if callback_query_id in b.callbacks:
                return {"callback": b.callbacks[callback_query_id]}
        raise ControlError("no such callback query")

    async def do_inline(self, user_id: int, text: str = "", bot: Any = None, wait: float = 0.0) -> dict:
        """Type `@bot text` somewhere; what the bot offers stands in `answer` once it answered."""
        b = self.w.bot_of(bot)
        rec = b.inline_queries[acts.ask_inline(self.w, self.w.user(user_id), b, text)]
        end = time.monotonic() + wait
        while wait and rec["answered"] is None and time.monotonic() < end:
            await self.w.changed(min(1.0, end - time.monotonic()))
        return {"inline_query_id": rec["id"], "update_id": rec["update_id"], "answer": rec["answered"]}

    def do_asked_inline(self, inline_query_id: str, bot: Any = None) -> dict:
        """How an inline query was answered."""
        return {"answer": self.w.bot_of(bot).inline_queries[inline_query_id]["answered"]}

    def do_pick(
        self,
        user_id: int,
        inline_query_id: str,
        result_id: str,
        chat_id: int = 0,
        thread_id: int = 0,
        reply_to: int = 0,
        bot: Any = None,
    ) -> dict:
        """Send one of the offered results: the user's own message, by way of the bot."""
        w, b = self.w, self.w.bot_of(bot)
        rec = b.inline_queries[inline_query_id]
        if rec["user_id"] != user_id or rec["answered"] is None:
            raise ControlError("nothing is offered to that user")
        chosen = next((r for r in rec["answered"]["results"] if r["id"] == result_id), None)
        if chosen is None:
            raise ControlError("no such result")
        m, ids = acts.user_send(
            w,
            w.user(user_id),
            w.chat(chat_id or user_id, bot),
            text=chosen["input_message_content"]["message_text"],
            thread=thread_id,
            reply_to=reply_to,
            via=b,
        )
        return {"message_id": m.id, "update_ids": ids, "message": m.data}

    def do_react(self, user_id: int, message_id: int, emoji: Any, chat_id: int = 0, bot: Any = None) -> dict:
        w = self.w
        c = w.chat(chat_id or user_id, bot)
        acts.react(
            w, w.user(user_id), c, c.messages[message_id], [emoji] if isinstance(emoji, str) else emoji
        )
        return {}

    def do_block(self, user_id: int, blocked: bool = True, bot: Any = None) -> dict:
        acts.block(self.w, self.w.user(user_id), self.w.bot_of(bot), blocked)
        return {}

    def do_raw_update(self, type: str, payload: dict, bot: Any = None, lane: int = 0) -> dict:
        """Queue any update as it is."""
        return {"update_id": self.w.bot_of(bot).push(type, payload, lane)}
