"""Picks the words of a customer that may become a phrasing of the FAQ."""

from collections.abc import Sequence
from hashlib import blake2b

from faq.index import phrasing_words
from handlers.desk.reading.restatement import ELLIPSIS, restate

LONGEST_LESSON = 200
"""A phrasing is a line or two; from a longer story the piece with the request is taken."""


def phrasing_in(texts: Sequence[str]) -> str | None:
    """The request in a customer's words, with secrets covered; None if no words are left."""
    piece = (restate(texts, limit=LONGEST_LESSON) or "").removesuffix(ELLIPSIS).rstrip()
    return piece if phrasing_words(piece) else None


def key_of(phrasing: str) -> str:
    """A hash that ignores case, punctuation and politeness; it does not reveal the words."""
    words = " ".join(phrasing_words(phrasing))
    return blake2b(words.encode(errors="surrogatepass"), digest_size=16).hexdigest()
