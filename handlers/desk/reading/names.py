"""Finds how to address a customer: by the name that the person gave, cleaned, or by none.

A name comes from strangers. It may hold markup, links, format marks, invisible characters, or be no name
("👑", "Support", "."); then a greeting without one is the polite way.
"""

import re
import unicodedata
from itertools import groupby

from handlers.desk.text.characters import cut_at_word, is_word_character
from handlers.desk.text.vocabulary import fold_case, words
from storage.records.customers import Customer

LONGEST_NAME = 40
_LONGEST_GIVEN = 400  # longer than any name: the rest is not even read

# Two marks on a letter are orthography (Arabic shadda with a vowel, Thai); a stack of them is not.
_MOST_MARKS_ON_A_LETTER = 2

_WEB_ADDRESS = re.compile(
    r"""(?:[a-z][a-z0-9+.-]*://|www\.|t\.me/)\S+
      | \b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|info|biz|ru|su|рф|ua|by|kz|uz|io|me|co|cc|tv|ai|app|dev
          |top|xyz|shop|store|site|online|pro|club|link|click|de|uk|us|eu|cn|in|fr)\b(?:/\S*)?
      | \S+@\S+ """,
    re.IGNORECASE | re.VERBOSE,
)
_MENTION = re.compile(r"@\w*")
_MARKUP = re.compile(r"</?[a-z!][^<>]*>|&\#?\w+;", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"""\{+ [\s%\#]* [A-Za-z0-9_.:!()|\[\]$'" -]* [\s%\#]* \}+   # {}, {0}, {{ name }}, ${name}, {% if %}
      | % (?:\(\w*\))? [-+\#0-9.]* [a-zA-Z]\b                    # %s, %(name)s, %02d
      | \$\w+""",
    re.VERBOSE,
)
_LONG_NUMBER = re.compile(r"\+?\d(?:[ -]?\d){4,}")

_NOT_SEEN = frozenset({"Cc", "Cf", "Cs"})
_NAME_PUNCTUATION = frozenset("-'’ʼ·・")

# Names of a company, a machine or nobody are not used to address people.
_ROLE_WORDS = words(
    """
    support helpdesk help admin admins administrator administration moderator operator manager service
    services team official bot robot telegram company corp corporation inc llc ltd gmbh shop store office
    sales bank customer client user unknown anonymous anonym noname none null undefined nan root system staff
    поддержка поддержки поддержке техподдержка техподдержки саппорт админ админы администратор администрация
    модератор оператор менеджер сервис служба службы отдел команда официальный официальная бот робот телеграм
    компания фирма магазин интернет-магазин банк офис ооо оао пао зао ао ип
    guest visitor гость посетитель
    клиент пользователь аноним анонимно неизвестный неизвестно
    """
)
_ROLE_PHRASES = ("no name", "deleted account", "удаленный аккаунт", "без имени", "нет имени", "call center")
_ROLE_STEMS = ("support", "admin", "поддержк", "админ")
_ROLE_ENDINGS = ("_bot", "bot")
_PEOPLE_NAMED_LIKE_BOTS = frozenset({"abbot", "talbot", "cabot", "lebot"})

# Cyrillic letters that look like Latin ones: "Аdmin" with a Russian А is still no name.
_LOOKALIKES = str.maketrans("авеіјкмнорѕстухё", "abeijkmhopsctyxe")


def addressable_name(given: str | None, family: str | None = None) -> str | None:
    """The given name as the person wrote it, else the family name; None if neither is usable.

    At most `LONGEST_NAME` characters; any script; no emoji, control or bidi characters, markup, addresses,
    placeholders, roles ("Support", «Администратор») and the like.
    """
    if _is_role(" ".join(part[:_LONGEST_GIVEN] for part in (given, family) if part)):
        return None
    return next((name for name in map(_clean, (given, family)) if name), None)


def name_of(customer: Customer) -> str | None:
    """The name to address the customer by; None if none is usable."""
    return addressable_name(customer.given_name, customer.family_name)


def visible(name: str) -> str:
    """A name as it was given, emoji included, on one line, without invisible or disturbing characters.

    It lets people of the desk recognise somebody; `addressable_name` is for greeting them.
    """
    shown = "".join(
        character
        for is_mark, run in groupby(unicodedata.normalize("NFC", name), key=_is_mark)
        for character in _bounded(list(run), is_mark=is_mark)
        if character.isspace() or unicodedata.category(character) not in _NOT_SEEN
    )
    return " ".join(shown.split())


def _bounded(run: list[str], *, is_mark: bool) -> list[str]:
    return [] if is_mark and len(run) > _MOST_MARKS_ON_A_LETTER else run


def _clean(raw: str | None) -> str | None:
    text = unicodedata.normalize("NFC", (raw or "")[:_LONGEST_GIVEN])
    for not_a_name in (_PLACEHOLDER, _MARKUP, _WEB_ADDRESS, _MENTION, _LONG_NUMBER):
        text = not_a_name.sub(" ", text)
    parts = map(_trim_word, _keep_letters(text).split())
    name = " ".join(part for part in parts if part)
    name = name[: cut_at_word(name, LONGEST_NAME)].rstrip(" -.·・'’ʼ")
    return name if any(character.isalpha() and is_word_character(character) for character in name) else None


def _keep_letters(text: str) -> str:
    """Keep letters, digits and a name's punctuation; drop what is invisible; the rest separates words."""
    kept: list[str] = []
    for is_mark, run in groupby(text, key=_is_mark):
        characters = list(run)
        if not is_mark:
            kept.extend(map(_keep_character, characters))
        elif len(characters) <= _MOST_MARKS_ON_A_LETTER and kept and is_word_character(kept[-1]):
            kept.extend(characters)
    return "".join(kept)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in {"Mn", "Me"}


def _keep_character(character: str) -> str:
    if is_word_character(character) or unicodedata.category(character) == "Mc":
        return character
    if character in _NAME_PUNCTUATION:
        return character
    if character == ".":  # "J.R." is two initials, and "word.word" must not look like an address
        return ". "
    return "" if unicodedata.category(character) in {"Cf", "Cs"} else " "


def _trim_word(word: str) -> str:
    """A word of a name: `.` only ends an initial, and no punctuation is left alone."""
    trimmed = word.strip("-'’ʼ.·・")
    initial = len(trimmed) == 1 and word.endswith(".")
    return f"{trimmed}." if initial else trimmed


def _is_role(name: str) -> bool:
    letters = "".join(character for character in fold_case(name) if not _is_mark(character))
    readings = (letters, letters.translate(_LOOKALIKES))
    return any(_reads_as_role(reading) for reading in readings)


def _reads_as_role(reading: str) -> bool:
    parts = re.findall(r"[\w-]+", reading)
    text = " ".join(parts)
    return any(map(_is_role_word, parts)) or any(phrase in text for phrase in _ROLE_PHRASES)


def _is_role_word(word: str) -> bool:
    if word in _ROLE_WORDS or word.startswith(_ROLE_STEMS):
        return True
    return word.endswith(_ROLE_ENDINGS) and word not in _PEOPLE_NAMED_LIKE_BOTS
