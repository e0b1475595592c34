"""Covers secrets before anything is repeated, stored for search or shown to a group.

Covered are card numbers (by Luhn, the last four digits stay), tokens and keys by their look, passwords and
codes after their keyword. A cover is one `•` for each UTF-16 unit, and white space stays, so lengths, line
breaks and the offsets of formatting keep their places. Covering twice is covering once.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from handlers.desk.reading.secret_keywords import FIND_AFTER_KEYWORD, Finder, Stretch, mentions_keyword

COVER = "•"


def mask(text: str) -> str:
    """`text` with its secrets covered, as long as before in UTF-16 units."""
    while (masked := _mask_once(text)) != text:  # a cover may reveal the next secret; each turn covers more
        text = masked
    return text


def mask_burst(texts: Sequence[str]) -> tuple[str, ...]:
    """`mask` for messages that belong together: "my password is" + "hunter2" is one secret in two."""
    lines = mask("\n".join(texts)).split("\n")
    masked = []
    for text in texts:
        own, lines = lines[: text.count("\n") + 1], lines[text.count("\n") + 1 :]
        masked.append("\n".join(own))
    return tuple(masked)


def _mask_once(text: str) -> str:
    finders = _FIND_BY_LOOK + FIND_AFTER_KEYWORD if mentions_keyword(text) else _FIND_BY_LOOK
    for find in finders:
        text = _cover(text, find(text))
    return text


def _cover(text: str, stretches: Iterator[Stretch]) -> str:
    covered = list(text)
    for start, end in list(stretches):
        covered[start:end] = map(_cover_character, text[start:end])
    return "".join(covered)


def _cover_character(character: str) -> str:
    if character.isspace():
        return character
    return COVER * 2 if character > "\uffff" else COVER


# Card numbers

_SEPARATOR = r"[\s.·\-‐-―\u200b-\u200f\u2060\ufeff\u00ad]"
_DIGIT_GROUPS = re.compile(rf"\d+(?:{_SEPARATOR}{{1,3}}\d+)*")
_CARD_LENGTHS = range(13, 20)
_SHORTEST_CARD_GROUP = 4  # phones and dates come in shorter groups; only a card's last group may be short
_DIGITS_LEFT_OPEN = 4


def _cards(text: str) -> Iterator[Stretch]:
    for run in _DIGIT_GROUPS.finditer(text):
        groups = [(run.start() + group.start(), group[0]) for group in re.finditer(r"\d+", run[0])]
        first = 0
        while first < len(groups):
            size = _card_size(groups[first:])
            digits = [at + shift for at, group in groups[first : first + size] for shift in range(len(group))]
            yield from ((at, at + 1) for at in digits[:-_DIGITS_LEFT_OPEN])
            first += size or 1


def _card_size(groups: list[tuple[int, str]]) -> int:
    """How many of the first groups make a card number together; 0 for none."""
    number, found = "", 0
    for count, (_, group) in enumerate(groups, start=1):
        number += group
        if len(number) > _CARD_LENGTHS[-1]:
            break
        if len(number) in _CARD_LENGTHS and _passes_luhn(number):
            found = count
        if len(group) < _SHORTEST_CARD_GROUP:
            break
    return found


def _passes_luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return any(digits) and (sum(digits[::2]) + sum(doubled)) % 10 == 0


# Tokens and keys, by their look

_TOKENS = re.compile(
    r"""
      (?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,}                                   # a Telegram bot's
    | \beyJ[\w-]+\.[\w-]+\.[\w-]*                                          # JWT
    | \b(?:sk|pk|rk|whsec|gh[pousr]|github_pat|glpat|xox[abeoprs]|hf|npm|pypi|dop_v1|shpat)[-_][\w-]{16,}
    | \b(?:AKIA|ASIA)[0-9A-Z]{16}\b                                        # AWS
    | \bAIza[\w-]{30,} | \bya29\.[\w-]{20,}                                # Google
    | (?<!\w)(?=[A-Fa-f]*\d)(?=\d*[A-Fa-f])[0-9A-Fa-f]{32,}(?!\w)          # long hexadecimal
    | (?<=://)[^\s/:@]*:(?P<url_password>[^\s/]+)(?=@)                     # user:password@host
    | \b(?:Bearer|Basic)\s+(?P<bearer>(?=\S*\d)[\w.~+/=-]{12,}|[\w.~+/=-]{24,})
    | -----BEGIN[ A-Z]*PRIVATE\ KEY-----(?P<private_key>[^-]*)
    """,
    re.VERBOSE,
)
_LONG_WORD = re.compile(r"(?<![\w+/=.-])[A-Za-z0-9_+=-]{32,}(?![\w/])")


def _tokens(text: str) -> Iterator[Stretch]:
    for token in _TOKENS.finditer(text):
        yield token.span(token.lastgroup or 0)


def _random_words(text: str) -> Iterator[Stretch]:
    yield from (word.span() for word in _LONG_WORD.finditer(text) if _looks_random(word[0]))


def _looks_random(word: str) -> bool:
    """Return True if kinds of characters alternate more often than in words with hyphens or capitals."""
    kinds = [(character.isupper(), character.isdigit()) for character in word]
    changes = sum(before != after for before, after in pairwise(kinds))
    return len(set(kinds)) > 2 and changes * 4 >= len(word)  # noqa: PLR2004 - small, large, digits; a quarter


_FIND_BY_LOOK: tuple[Finder, ...] = (_cards, _tokens, _random_words)
