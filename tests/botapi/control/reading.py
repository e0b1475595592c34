"""Reading what the bot did, and waiting for it."""

from __future__ import annotations

import asyncio
import base64
import re
import time
from typing import Any

import orjson

from tests.botapi.config import ControlError
from tests.botapi.control.acting import MEDIA
from tests.botapi.control.base import Part
from tests.botapi.records import Msg


class Reading(Part):
    """What happened."""

    def _select(
        self,
        chat_id: Any = None,
        thread_id: Any = None,
        from_bot: Any = None,
        after: int = 0,
        service: bool = False,
        deleted: bool = False,
        bot: Any = None,
        text: str | None = None,
        contains: str | None = None,
        regex: str | None = None,
        kind: str | None = None,
        method: str | None = None,
        reply_to: int | None = None,
        has_button: str | None = None,
        after_message: int = 0,
    ) -> list[Msg]:
        w = self.w
        if chat_id is not None:
            ms: Any = w.chat(chat_id, bot).messages.values()
        else:
            ms = w.feed
        out = []
        for m in ms:
            if m.seq <= after or m.id <= after_message:
                continue
            if (m.service and not service) or (m.deleted and not deleted):
                continue
            if from_bot is not None and bool(m.bot_id) != bool(from_bot):
                continue
            if thread_id is not None and m.thread != int(thread_id):
                continue
            if method is not None and m.method != method:
                continue
            d = m.data
            if kind is not None and kind not in d:
                continue
            t = d.get("text") or d.get("caption") or ""
            if text is not None and t != text:
                continue
            if contains is not None and contains not in t:
                continue
            if regex is not None and not re.search(regex, t, re.DOTALL):
                continue
            if reply_to is not None and (d.get("reply_to_message") or {}).get("message_id") != reply_to:
                continue
            if has_button is not None and not any(
                b.get("callback_data") == has_button or re.search(has_button, b.get("text", ""))
                for row in (d.get("reply_markup") or {}).get("inline_keyboard", [])
                for b in row
            ):
                continue
            out.append(m)
        out.sort(key=lambda m: m.seq)
        return out

    def do_messages(self, limit: int = 0, **sel: Any) -> dict:
        ms = self._select(**sel)
        return {"messages": [m.view() for m in (ms[-limit:] if limit else ms)], "seq": self.w.last_seq}

    async def do_wait(self, count: int = 1, timeout: float = 10.0, settle: float = 0.0, **sel: Any) -> dict:
        """Wait until at least `count` messages match; `settle`: then watch that long for surplus ones."""
        end = time.monotonic() + float(timeout)
        while True:
            ms = self._select(**sel)
            if len(ms) >= count:
                if settle:
                    await asyncio.sleep(settle)
                    ms = self._select(**sel)
                return {"matched": True, "messages": [m.view() for m in ms], "seq": self.w.last_seq}
            left = end - time.monotonic()
            if left <= 0:
                return {"matched": False, "messages": [m.view() for m in ms], "seq": self.w.last_seq}
            await self.w.changed(min(left, 1.0))

    async def do_changes(self, since: int = 0, timeout: float = 10.0) -> dict:
        """Long poll for anything newer than `since`."""
        end = time.monotonic() + float(timeout)
        while self.w.last_seq <= since and time.monotonic() < end:
            await self.w.changed(min(1.0, end - time.monotonic()))
        return {"seq": self.w.last_seq}

    def do_journal(
        self,
        since: int = 0,
        kinds: list | None = None,
        method: Any = None,
        limit: int = 0,
        chat_id: Any = None,
        errors: bool = False,
    ) -> dict:
        ms = {method.lower()} if isinstance(method, str) else {x.lower() for x in method or ()}
        out = []
        for e in self.w.journal:
            if e["seq"] <= since or (kinds and e["kind"] not in kinds):
                continue
            if ms and e.get("method", "").lower() not in ms:
                continue
            if chat_id is not None and str(e.get("chat_id") or e.get("params", {}).get("chat_id")) != str(
                chat_id
            ):
                continue
            if errors and not e.get("error_code"):
                continue
            out.append(e)
        return {"journal": out[-limit:] if limit else out, "seq": self.w.last_seq}

    def do_duplicates(self, since: int = 0, chat_id: Any = None, window: float = 0.0) -> dict:
        """Bot messages of equal content in one chat and thread: candidates for double sending.

        `lost` tells how many of the calls behind them had their answer withheld by a fault.
        """
        lost = {
            e["call"]
            for e in self.w.journal
            if e["kind"] == "call"
            and any(x in e.get("fault", "") for x in ("lost", "accepted_error", "truncated"))
        }
        seen: dict[Any, list[Msg]] = {}
        for m in self._select(chat_id=chat_id, from_bot=True, after=since, deleted=True):
            d = {
                k: v
                for k, v in m.data.items()
                if k not in ("message_id", "date", "edit_date", "media_group_id")
            }
            for k in MEDIA:
                if k in d:
                    x = d[k][-1] if isinstance(d[k], list) else d[k]
                    d[k] = x["file_unique_id"]
            d.pop("document" if "animation" in d else "", None)
            key = (m.chat.id, m.thread, orjson.dumps(d, option=orjson.OPT_SORT_KEYS))
            seen.setdefault(key, []).append(m)
        out = []
        for (cid, th, _), ms in seen.items():
            if len(ms) > 1 and (not window or ms[-1].ts - ms[0].ts <= window):
                out.append(
                    {
                        "chat_id": cid,
                        "thread_id": th,
                        "count": len(ms),
                        "message_ids": [m.id for m in ms],
                        "lost": sum(m.call in lost for m in ms),
                        "text": ms[0].data.get("text"),
                        "span": round(ms[-1].ts - ms[0].ts, 3),
                    }
                )
        return {"duplicates": out}

    def do_updates(self, since: int = 0, bot: Any = None) -> dict:
        """Per update: type, chat, how often handed out, whether confirmed."""
        b = self.w.bot_of(bot)
        open_ = {u.id: u for u in b.queue}
        if b.webhook is not None:
            open_.update({u.id: u for q in b.webhook.lanes.values() for u in q})
        out = []
        for e in self.w.journal:
            if e["kind"] == "update" and e["bot"] == b.id and e["seq"] > since:
                u = open_.get(e["update_id"])
                out.append(
                    {
                        "update_id": e["update_id"],
                        "type": e["type"],
                        "chat_id": e["chat_id"],
                        "confirmed": u is None,
                        **({"sends": u.sends} if u else {}),
                    }
                )
        return {
            "updates": out,
            "pending": b.pending(),
            "total": b.updates_total,
            "confirmed": b.confirmed_total,
        }

    def do_counters(self) -> dict:
        w = self.w
        return {
            "counters": dict(w.counters),
            "seq": w.last_seq,
            "bots": {
                b.id: {
                    "pending": b.pending(),
                    "updates": b.updates_total,
                    "confirmed": b.confirmed_total,
                    "webhook": b.webhook.url if b.webhook else "",
                    "polling": b.poll is not None,
                    "webhook_error": b.webhook_error,
                    "commands": [
                        {"scope": k[0], "language_code": k[1], "commands": v} for k, v in b.commands.items()
                    ],
                }
                for b in w.bots.values()
            },
        }

    def do_violations(self) -> dict:
        return {"violations": self.w.violations}

    def do_file(self, file_unique_id: str = "", file_id: str = "") -> dict:
        """Bytes of a file (also of one the bot uploaded)."""
        f = self.w.files.get(file_id) or next(
            (x for x in self.w.paths.values() if x.uid == file_unique_id), None
        )
        if f is None:
            raise ControlError("no such file")
        return {
            "type": f.type,
            "name": f.name,
            "mime": f.mime,
            "size": f.size,
            "path": f.path,
            "content_b64": base64.b64encode(f.data()).decode() if f.size <= 64 << 20 else None,
        }

    async def do_idle(self, quiet: float = 0.3, timeout: float = 10.0) -> dict:
        """Wait until no update is pending and nothing happened for `quiet` seconds."""
        w = self.w
        end = time.monotonic() + timeout
        seq, since = w.last_seq, time.monotonic()
        while time.monotonic() < end:
            await asyncio.sleep(0.02)
            pend = sum(b.pending() for b in w.bots.values())
            if w.last_seq != seq or pend:
                seq, since = w.last_seq, time.monotonic()
            elif time.monotonic() - since >= quiet:
                return {"idle": True}
        return {"idle": False, "pending": sum(b.pending() for b in w.bots.values())}
