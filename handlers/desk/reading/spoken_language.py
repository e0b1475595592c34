"""Which language a customer writes, where their words show it plainly; profiles are often in another. Pure.

Latin letters alone say little: Russian is typed in them, too, or in the other keyboard layout.
"""

import re
from collections.abc import Sequence

from handlers.desk.text.vocabulary import fold_case, words

_FEWEST_RUSSIAN_LETTERS = 4
_RUSSIAN = re.compile("[а-я]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[a-z]")
_LATIN_LETTERED = re.compile("[^\\W\\d_]")

_ENGLISH = words(
    """
    the is are was were not isn't aren't don't doesn't didn't can't cannot won't how what when where why
    who does did have has had could would should there this that these with your our their it's i'm i've
    from and for but
    """
)
_ENGLISH_OR_RUSSIAN_IN_LATIN_LETTERS = words("a an i in it me my no of on or to we you be do can at by")
"""«я», «и», «но», «мы», «он», «до» and others are typed like them."""
_FEWEST_ENGLISH_WORDS = 2


def spoken_language(texts: Sequence[str]) -> str | None:
    """`ru` or `en`; None when it may be either, or neither."""
    text = fold_case(" ".join(texts))
    russian, latin = len(_RUSSIAN.findall(text)), len(_LATIN.findall(text))
    if russian < len(_CYRILLIC.findall(text)):  # «і», «ў», «ә»: a language of its own
        return None
    if russian:
        return "ru" if russian >= _FEWEST_RUSSIAN_LETTERS and russian > latin else None
    if latin < len(_LATIN_LETTERED.findall(text)):
        return None
    spoken = set(re.findall(r"[a-z']+", text))
    plain = spoken & _ENGLISH
    both = plain | spoken & _ENGLISH_OR_RUSSIAN_IN_LATIN_LETTERS
    return "en" if plain and len(both) >= _FEWEST_ENGLISH_WORDS else None
