"""Keyboards under messages."""

from __future__ import annotations

import re

from tests.botapi.config import bad
from tests.botapi.methods.context import Ctx

BUTTON_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


_URL = re.compile(r"^(https?|tg|ton|mailto)(://|:)\S+$", re.IGNORECASE)


def reply_markup(c: Ctx, inline_only: bool = False) -> dict | None:
    m = c.j("reply_markup", "can't parse reply keyboard markup JSON object")
    if m is None:
        return None
    if not isinstance(m, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in m:
        rows = m["inline_keyboard"]
        if not isinstance(rows, list):
            raise bad('Field "inline_keyboard" must be of type Array')
        total, clean = 0, []
        for row in rows:
            if not isinstance(row, list):
                raise bad('Field "inline_keyboard" must be an Array of Arrays')
            out = []
            for btn in row:
                if not isinstance(btn, dict):
                    raise bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
                text = btn.get("text")
                if not isinstance(text, str):
                    raise bad("can't parse inline keyboard button: Can't find field \"text\"")
                if not text.strip():
                    raise bad("can't parse inline keyboard button: Button text must be non-empty")
                acts = [a for a in BUTTON_ACTIONS if btn.get(a) is not None]
                if not acts:
                    what = "Text buttons are unallowed in the inline keyboard"
                    raise bad(f"can't parse inline keyboard button: {what}")
                if len(acts) > 1:
                    c.w.violation("inline button with several actions", method=c.method, actions=acts)
                if "callback_data" in acts:
                    data = btn["callback_data"]
                    if not isinstance(data, str) or not 1 <= len(data.encode()) <= 64:
                        raise bad("BUTTON_DATA_INVALID")
                if "url" in acts:
                    u = str(btn["url"]).strip()
                    if not _URL.match(
                        u if "://" in u or u.lower().startswith(("tg:", "mailto:")) else "http://" + u
                    ) or ("." not in u and not u.lower().startswith(("tg:", "ton:"))):
                        raise bad(f"inline keyboard button URL '{u}' is invalid: Wrong HTTP URL")
                if "copy_text" in acts:
                    ct = (btn["copy_text"] or {}).get("text", "")
                    if not 1 <= len(ct) <= 256:
                        raise bad("BUTTON_COPY_TEXT_INVALID")
                out.append(btn)
            total += len(out)
            if len(out) > 8:
                c.w.violation("more than 8 buttons in a row", method=c.method, count=len(out))
            if out:
                clean.append(out)
        if total > 100:
            raise bad("reply markup is too long")
        return {"inline_keyboard": clean} if clean else None
    if "keyboard" in m:
        if inline_only:
            raise bad("inline keyboard expected")
        rows = m["keyboard"]
        if not isinstance(rows, list) or not all(isinstance(r, list) for r in rows):
            raise bad('Field "keyboard" must be an Array of Arrays')
        for row in rows:
            for btn in row:
                if isinstance(btn, str):
                    continue
                if not isinstance(btn, dict) or not isinstance(btn.get("text"), str):
                    raise bad("can't parse keyboard button: KeyboardButton must be a String or an Object")
        if not any(rows):
            raise bad("keyboard is empty")
        return m
    if inline_only and m:
        raise bad("inline keyboard expected")
    if m.get("remove_keyboard") or m.get("force_reply"):
        return m
    return None


def mk_inline(markup: dict | None) -> dict | None:
    return markup if markup and "inline_keyboard" in markup else None
