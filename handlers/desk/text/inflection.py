"""Puts a word into the form of the one that it replaces: «с проблемой» becomes «с ситуацией»."""

import re

from faq.dictionary import russian_analyzer

_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_AND_Y = re.compile(r"(?<=[^aeiou])y$")
_FORMS = {
    "NOUN": ("case", "number"),
    "ADJF": ("case", "number", "gender"),
    "VERB": ("tense", "person", "number", "gender", "mood"),
}
"""What a word takes over from its model, by part of speech: https://opencorpora.org/dict.php?act=gram"""


def in_the_form_of(model: str, word: str) -> str:
    """`word` in the case and number of `model`, and its capital; unchanged if no form is known.

    Of several words (a clause) only the first takes the capital.
    """
    shaped = word
    if " " not in word:
        shaped = _russian(model, word) if _CYRILLIC.search(model) else _english(model, word)
    return shaped[:1].upper() + shaped[1:] if model[:1].isupper() else shaped


def same_gender(model: str, word: str) -> bool:
    """Return True if adjectives around `model` suit `word`; always in a language without gender."""
    if not _CYRILLIC.search(model) or " " in word:
        return True
    return _gender(model) == _gender(word)


def _russian(model: str, word: str) -> str:
    tag = russian_analyzer().parse(model)[0].tag
    form = {value for name in _FORMS.get(tag.POS, ()) if (value := getattr(tag, name))}
    alike = (reading for reading in russian_analyzer().parse(word) if reading.tag.POS == tag.POS)
    reading = next(alike, None)
    inflected = reading.inflect(form) if reading and form else None
    return str(inflected.word) if inflected else word


def _english(model: str, word: str) -> str:
    is_plural = re.search(r"(?<!s)s$", model.lower())
    if not is_plural or word.endswith("s"):
        return word
    if _SIBILANT.search(word):
        return word + "es"
    return _CONSONANT_AND_Y.sub("ie", word) + "s"


def _gender(word: str) -> str | None:
    gender = russian_analyzer().parse(word)[0].tag.gender
    return None if gender is None else str(gender)
