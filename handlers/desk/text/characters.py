"""Characters as people see them, and where a text may be cut without splitting one.

A modest reading of Unicode's grapheme clusters (UAX #29): combining marks, joined emoji, flags, Hangul.
"""

import unicodedata

ZERO_WIDTH_JOINER = "\u200d"

# Letters by category, blanks by look: a text of these says nothing.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")


def is_word_character(character: str) -> bool:
    """Return True for a letter or a digit that can be seen."""
    return character.isalnum() and character not in _BLANK_LETTERS


def has_words(text: str) -> bool:
    """Return True if there is a letter or a digit, not only emoji and punctuation."""
    return any(map(is_word_character, text))


def tears_character(text: str, at: int) -> bool:
    """Return True if a cut before `text[at]` would split what people see as one character."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before == ZERO_WIDTH_JOINER or _extends(after) or (before, after) == ("\r", "\n"):
        return True
    if _is_surrogate(before, "\ud800") and _is_surrogate(after, "\udc00"):
        return True
    return _is_flag_half(after) and _flag_halves_before(text, at) % 2 == 1


def cut_at_character(text: str, limit: int) -> int:
    """The last place at or before `limit` where a cut splits no character; `limit` if there is none."""
    if limit >= len(text):
        return len(text)
    at = limit
    while at > 0 and tears_character(text, at):
        at -= 1
    return at or limit


def cut_at_word(text: str, limit: int) -> int:
    """The last white space up to `limit`, else the last border of a character; `len(text)` if it fits."""
    if limit >= len(text):
        return len(text)
    space = max(text.rfind(" ", 0, limit + 1), text.rfind("\n", 0, limit + 1))
    return space if space > 0 else cut_at_character(text, limit)


def shorten(text: str, limit: int) -> str:
    """The text in at most `limit` characters, cut at a word with "…"."""
    if len(text) <= limit:
        return text
    return text[: cut_at_word(text, limit - 1)].rstrip() + "…"


def _extends(character: str) -> bool:
    return (
        unicodedata.category(character) in {"Mn", "Me", "Mc"}
        or character in {ZERO_WIDTH_JOINER, "\u200c"}
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= character <= "\U000e007f"  # tags, as in the flag of Scotland
        or "\u1160" <= character <= "\u11ff"  # vowels and finals of Hangul
    )


def _is_surrogate(character: str, block: str) -> bool:
    return block <= character <= chr(ord(block) + 0x3FF)


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_halves_before(text: str, at: int) -> int:
    start = at
    while start > 0 and _is_flag_half(text[start - 1]):
        start -= 1
    return at - start
