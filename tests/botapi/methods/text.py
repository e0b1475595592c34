"""Texts and captions with their entities."""

from __future__ import annotations

from typing import Any

from tests.botapi import entities as ent
from tests.botapi.config import bad
from tests.botapi.methods.context import Ctx

ENTITY_TYPES = {
    "mention",
    "hashtag",
    "cashtag",
    "bot_command",
    "url",
    "email",
    "phone_number",
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
    "date_time",
}


def formatted(
    c: Ctx, text: str, mode: str, ents_arg: str, what: str, limit: int, empty: str
) -> tuple[str, list]:
    if len(text.encode("utf-8", "surrogatepass")) > 1 << 15 and len(text) > 4 * limit:
        raise bad(what)
    if mode:
        raise bad("unsupported parse_mode")  # our bot sends entities, never markup
    es = _given(c, c.j(ents_arg, "can't parse entities JSON object") or [], text)
    text = ent.clean(text)
    text, es = ent.finalize(text, es)
    if not text:
        if empty:
            raise bad(empty)
        return "", []
    if ent.u16len(text) > limit:
        raise bad(what)
    if len(es) > 100:
        c.w.violation("more than 100 entities, the rest is dropped", method=c.method, count=len(es))
        es = es[:100]
    return text, es or ent.auto_entities(text)


def _given(c: Ctx, es: Any, text: str) -> list:
    if not isinstance(es, list):
        raise bad("can't parse MessageEntity: Expected an Array")
    total = ent.u16len(text)
    out = []
    for e in es:
        if not isinstance(e, dict):
            raise bad("can't parse MessageEntity: expected an Object")
        o, ln, t = e.get("offset"), e.get("length"), e.get("type")
        if not isinstance(o, int) or not isinstance(ln, int):
            raise bad('can\'t parse MessageEntity: Field "offset" must be of type Number')
        if t not in ENTITY_TYPES:
            c.w.violation("unknown entity type", method=c.method, type=t)
            continue
        if o < 0 or ln <= 0 or o + ln > total:
            c.w.violation("entity outside of the text", method=c.method, offset=o, length=ln, total=total)
            continue
        out.append(e)
    out.sort(key=lambda e: (e["offset"], -e["length"]))
    return out


def caption_of(c: Ctx, src: dict | None = None) -> tuple[str, list]:
    if src is None:
        text, mode = c.s("caption"), c.s("parse_mode")
        if not text:
            return "", []
        return formatted(c, text, mode, "caption_entities", "message caption is too long", 1024, "")
    text, mode = str(src.get("caption") or ""), str(src.get("parse_mode") or "")
    if not text:
        return "", []
    sub = Ctx(c.w, c.bot, c.method, {"caption_entities": src.get("caption_entities")}, {})
    return formatted(sub, text, mode, "caption_entities", "message caption is too long", 1024, "")
