"""Text as the server treats it: cleaned, trimmed, with the entities that it marks by itself.

Offsets and lengths are in UTF-16 code units. Markup (`parse_mode`) is not simulated: our bot sends entities.
"""

from __future__ import annotations

import re


def u16len(s: str) -> int:
    if s.isascii():
        return len(s)
    return len(s) + sum(1 for ch in s if ch > "\uffff")


_AUTO = re.compile(
    r"(?P<url>\bhttps?://[^\s<>\"]+[^\s<>\".,!?;:)\]'])"
    r"|(?P<email>\b[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?:(?<=\s)|^)(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?<![\w@/])(?P<mention>@[A-Za-z0-9_]{3,32})\b"
    r"|(?<!\w)(?P<hashtag>#\w*[^\W\d]\w*)"
)


def auto_entities(text: str) -> list[dict]:
    """What the server marks by itself: commands, URLs, mentions, hashtags, e-mails."""
    if not ("/" in text or "@" in text or "#" in text):
        return []
    res = []
    ascii_ = text.isascii()
    for m in _AUTO.finditer(text):
        kind = m.lastgroup or ""
        s = m.start(kind)
        val = m.group(kind)
        res.append({"type": kind, "offset": s if ascii_ else u16len(text[:s]), "length": u16len(val)})
    return res


_BAD = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])


def clean(text: str) -> str:
    """Control characters are dropped, carriage returns too."""
    if text.isprintable():
        return text
    return text.replace("\r", "").translate(_BAD)


def finalize(text: str, ents: list[dict]) -> tuple[str, list[dict]]:
    """Trim as the server does, adjusting the entities."""
    stripped = text.rstrip()
    lead = len(stripped) - len(stripped.lstrip())
    res = stripped[lead:]
    if res == text:
        return text, ents
    shift = u16len(text[:lead])
    total = u16len(res)
    fixed = []
    for e in ents:
        o, ln = e["offset"] - shift, e["length"]
        if o < 0:
            ln += o
            o = 0
        ln = min(ln, total - o)
        if ln > 0:
            fixed.append({**e, "offset": o, "length": ln})
    return res, fixed
