"""Which of a customer's words may become a phrasing of the FAQ."""

from collections.abc import Sequence
from hashlib import blake2b

from faq.index import phrasing_words
from handlers.desk.reading.restatement import ELLIPSIS, restate

LONGEST_LESSON = 200
"""A phrasing is a line or two; of a longer story the piece that carries the request is taken."""


def phrasing_in(texts: Sequence[str]) -> str | None:
    """The request among what a customer wrote, its secrets covered; None where no words are left."""
    piece = (restate(texts, limit=LONGEST_LESSON) or "").removesuffix(ELLIPSIS).rstrip()
    return piece if phrasing_words(piece) else None


def key_of(phrasing: str) -> str:
    """The same for phrasings that differ in case, punctuation or politeness alone; tells nothing of them."""
    words = " ".join(phrasing_words(phrasing))
    return blake2b(words.encode(errors="surrogatepass"), digest_size=16).hexdigest()
