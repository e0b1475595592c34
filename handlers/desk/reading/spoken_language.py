"""Tells the language of a customer's words if it is plain; profiles are often in another. Pure.

Latin letters alone say little: Russian is typed in them, too, or in the other keyboard layout. English words
say little as well if no person speaks in them: Russian writers paste errors of programs.
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
"""«я», «и», «но», «мы», «он», «до» and others look like these when typed in Latin letters."""
_FEWEST_ENGLISH_WORDS = 2

_ADDRESS_OR_PATH = re.compile(
    r"""(?<![\w+.-])[a-z][a-z0-9+.-]*://\S+
      | (?<![\w.+%-])[\w.+%-]+@\S+
      | (?<!\S)(?:[a-z]:\\|[~.]{0,2}/)\S+                      # C:\sites, /var/www, ~/logs
      | (?<![\w-])[\w-]+/(?:[\w.-]+/)+\S*                      # public_html/img/logo
      | (?<![\w.-])[\w-]+(?:\.[\w-]+)+(?:/\S*)?                # example.com/shop, index.php""",
    re.VERBOSE | re.ASCII,
)
_A_PERSON_SPEAKS = re.compile(
    r"""(?<![\w'/-])(?:
            (?:i|i'm|i've|i'd|i'll|my|mine|me|we|our|us|hello|hi|hey|thanks|thank)
          | (?:can|could|would|will)\s(?:you|it|this|that|the|somebody|someone|anybody|anyone)
          | please(?!\s(?:try|contact|check|enter|wait|see))   # errors give such advice
        )(?![\w'/-])
      | (?:^|[.!?,\n])[ ]*
        (?:how|what|what's|where|why|when|who|which|is|isn't|are|aren't|do|don't|does|doesn't|did|didn't)\b
    """,
    re.VERBOSE,
)


def spoken_language(texts: Sequence[str]) -> str | None:
    """`ru` or `en`; None if it may be either, or neither."""
    text = _ADDRESS_OR_PATH.sub(" ", fold_case("\n".join(texts)))
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
    is_plain = bool(plain) and len(both) >= _FEWEST_ENGLISH_WORDS
    return "en" if is_plain and _A_PERSON_SPEAKS.search(text) else None
