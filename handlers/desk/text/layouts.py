"""Words typed in the other keyboard layout. Pure."""

_LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю"

TO_RUSSIAN = str.maketrans(_LATIN_KEYS, _RUSSIAN_KEYS)
TO_LATIN = str.maketrans(_RUSSIAN_KEYS, _LATIN_KEYS)

_MARKS_BEHIND_WORDS = ",.;:!?"


def typed_in_russian(text: str) -> str:
    """The text as typed in the Russian layout, character by character; marks after words stay."""
    return " ".join(_typed_in_russian(word) for word in text.split(" "))


def _typed_in_russian(word: str) -> str:
    body = word.rstrip(_MARKS_BEHIND_WORDS)
    keys = "".join(character.lower() if character.isascii() else character for character in body)
    return keys.translate(TO_RUSSIAN) + word[len(body) :]
