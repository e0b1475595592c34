"""The text of a file: UTF-8, or windows-1251, in which Excel saves Russian CSV unless told otherwise."""

import re

from faq.background import is_common
from faq.stems import stem

_WORD = re.compile(r"[^\W\d_]+")
_RUSSIAN = re.compile(r"[а-яё]+", re.IGNORECASE)
# Of a Russian FAQ more are known; of KOI8-R read as windows-1251 hardly any.
KNOWN_SHARE = 0.5


def text_of_utf8(data: bytes) -> str:
    """The text without a byte order mark. Raises `UnicodeDecodeError`."""
    return data.decode("utf-8-sig")


def text_of_table(data: bytes) -> str:
    """The same for CSV; what is no UTF-8 is taken for windows-1251 if that makes Russian words of it."""
    try:
        return text_of_utf8(data)
    except UnicodeDecodeError:
        text = data.decode("cp1251", errors="replace")
        if _is_russian(text):
            return text
        raise


def _is_russian(text: str) -> bool:
    """Other encodings mix alphabets ("café" becomes "cafй"), or make no Russian letters or words."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    known = sum(is_common(stem(word.lower().replace("ё", "е"))) for word in words)
    return bool(words) and all(map(_RUSSIAN.fullmatch, words)) and known >= KNOWN_SHARE * len(words)
