"""Finds passwords, codes and keys after their keyword.

Words that merely follow a keyword are no secret: «забыл пароль, как быть», «код ошибки 1234».
"""

import re
from collections.abc import Callable, Iterator

from handlers.desk.text.vocabulary import fold_case, words

Stretch = tuple[int, int]
Finder = Callable[[str], Iterator[Stretch]]

_ENTRY_WORD = (
    r"(?:парол(?:ь|я|ю|ем|е|и)|(?:кодовое|контрольное|секретное)\s+слово|passwor[dt]s?|passwd|passphrase"
    r"|passcode|(?:secret|code)\s?word"
    r"|(?<![^\W_])(?:пасс?|pass|pwd|psw))(?!\w)"
)
_LOGIN = r"(?<!\w)(?:логин|login|user(?:name)?|юзер)\w*"
_KEY = (
    r"(?:(?:api|secret|access|private|ключ)[ _-]?(?:access[ _-]?)?(?:key|token|api|ключ)"
    r"|secret|token|токен)(?!\w)"
)
# Codes that say what happened or where, and do not grant access.
_OTHER_CODES = (
    r"(?<!error )(?<!status )(?<!exit )(?<!http )(?<!response )(?<!zip )(?<!postal )(?<!country )"
    r"(?<!area )(?<!promo )(?<!discount )(?<!почтовый )(?<!штрих-)(?<!штрих)(?<!промо)(?<!промо-)"
    r"(?<!qr-)(?<!qr )(?<!bar)"
)
_CODE = rf"(?<![^\W_]){_OTHER_CODES}(?:(?:смс|sms)[- ]?)?(?:код(?:а|у|ом)?|code|otp|смс|sms)(?!\w)"
_PIN = (
    r"(?<![^\W_])(?:(?:пин|pin|cvv2?|cvc2?|cvp2?)(?:[- ]?(?:код|code))?"
    r"|код\s+с\s+(?:об(?:ор|р)\w+\s+сторон\w+(?:\s+карты)?|карты))(?!\w)"
)
_CODE_ORIGIN = (
    r"(?:\s+(?:из|от|в|с|со|на|мне|мой|смс|sms|подтверждения|доступа|безопасности|входа|авторизации"
    r"|карты|оборота|приш[её]л|from|the|my|text|app|for|number|номер|verification|confirmation|is|was|это|такой)){0,4}"
)

_SIGN = r"\s*[\"'»”]?\s*(?::|=>?|→|->)\s*"
_DASH = r"\s*(?:\s[-–—]\s)\s*"
_IS = r"\s+(?:is|was|это|был|будет|такой)\s*:?\s+"
_PURPOSE = r"\s+(?:от|для|к|на|for|to|of|from)(?:\s+[^\s:=.!?]+){1,2}?\s+(?:is\s+)?"
_WITH_DIGITS = r"(?=\S*\d)(?=\S*[^\W\d_])(?=\S{6})"
_GAP = r"(?:\s+[^\s:=.!?]+){1,4}\s*[:=]\s*"
_VALUE = r"(?P<value>\"[^\"\n]{1,64}\"|«[^»\n]{1,64}»|“[^”\n]{1,64}”|\S+?(?=[.,;]*(?:\s|$)))"

_AFTER_SIGN = re.compile(rf"{_ENTRY_WORD}(?:{_SIGN}|{_IS}){_VALUE}", re.IGNORECASE)
_LOGIN_AND_ENTRY_WORD = re.compile(
    rf"{_LOGIN}\s*(?:/|\\|и|and|,|&|\+)\s*{_ENTRY_WORD}{_SIGN}(?P<login>\S+)\s+{_VALUE}", re.IGNORECASE
)
_LOGIN_THEN_ENTRY_WORD = re.compile(
    rf"{_LOGIN}[\s:=-]+\S+\s+(?:и\s+|and\s+)?{_ENTRY_WORD}\s+{_VALUE}", re.IGNORECASE
)
_AFTER_SPACE = re.compile(rf"{_ENTRY_WORD}(?:{_DASH}|\s+){_VALUE}", re.IGNORECASE)
_OWN = re.compile(
    rf"\b(?:мой|наш|вот)\s+{_ENTRY_WORD}\s+(?P<value>[!-~]{{4,}}?(?=[.,;]*(?:\s|$)))", re.IGNORECASE
)
_AFTER_PURPOSE = re.compile(rf"{_ENTRY_WORD}{_PURPOSE}{_WITH_DIGITS}{_VALUE}", re.IGNORECASE)
_AFTER_DASH = re.compile(rf"{_ENTRY_WORD}{_DASH}{_VALUE}", re.IGNORECASE)
_AFTER_GAP = re.compile(rf"{_ENTRY_WORD}{_GAP}{_VALUE}", re.IGNORECASE)
_KEY_AFTER_SIGN = re.compile(rf"{_KEY}(?:{_SIGN}|{_IS}|\s+){_VALUE}", re.IGNORECASE)
_CODE_AFTER_SIGN = re.compile(rf"(?:{_CODE}|{_PIN}){_CODE_ORIGIN}{_SIGN}{_VALUE}", re.IGNORECASE)
_CODE_AFTER_SPACE = re.compile(
    rf"{_CODE}{_CODE_ORIGIN}(?:{_DASH}|\s+)(?P<value>\d(?:[ -]?\d){{3,9}})(?!\w)", re.IGNORECASE
)
_PIN_AFTER_SPACE = re.compile(
    rf"{_PIN}{_CODE_ORIGIN}(?:{_DASH}|\s+)(?P<value>\d{{3,8}})(?!\w)", re.IGNORECASE
)

_KEYWORD = re.compile(
    r"парол|слово|passw|passphrase|passcode|word|пасс?\b|pass\b|pwd|psw|ключ|key|token|токен|secret"
    r"|код|code|otp|смс|sms|пин|pin|cv[vcp]",
    re.IGNORECASE,
)

# What people say about a password, as opposed to the password itself.
_REMARKS = words(
    """
    не нет ни неверный неверно неправильный неправильно забыт забыл забыла забыли утерян потерян
    сбросить сменить восстановить поменять изменить как что где почему когда кто и а в во на с со от
    для по тот тоже такой этот это вот мой ваш уже еще опять снова же был старый новый верный
    правильный помогите подскажите нужен можно надо
    not no never wrong incorrect invalid expired lost forgotten the a an to for too very being ok okay
    correct right same old new weak strong empty required needed in on my your still always also here
    and or but reset changed what doesn't isn't wasn't didn't won't can't unknown bad good fine it that
    this from of how why where please help
    """
)
_KEYBOARD_RUN = re.compile(r"(?:qwe|asd|zxc|йцу|фыв|ячс)", re.IGNORECASE)
_SYMBOLS = frozenset("!@#$%^&*_+=~")
_SHORTEST_PASSWORD = 4  # "2FA", "1С" and the like are no passwords
_SHORTEST_KEY = 8
_CODE_LENGTHS = range(3, 13)


def _is_no_remark(value: str) -> bool:
    word = fold_case(value).strip("\"'«»“”.,;:!?()-–—")
    return bool(word) and word not in _REMARKS and not re.fullmatch(r"[a-z]+(?:ed|ing)", word)


def _looks_like_password(value: str) -> bool:
    if len(value) < _SHORTEST_PASSWORD or value.startswith(("@", "http:", "https:")):
        return False
    digits, letters = any(map(str.isdigit, value)), any(map(str.isalpha, value))
    if _KEYBOARD_RUN.match(value) or value.isdigit():
        return True
    return letters and (digits or bool(_SYMBOLS & set(value)))


def _ends_a_line(match: re.Match[str]) -> bool:
    rest = match.string[match.end("value") :].partition("\n")[0]
    return not rest.strip(" .,;")


def _is_password_or_last_word(match: re.Match[str]) -> bool:
    value = match["value"]
    return _looks_like_password(value) or (_is_no_remark(value) and _ends_a_line(match))


def _is_password_or_last_latin_word(match: re.Match[str]) -> bool:
    return _is_password_or_last_word(match) and (
        match["value"].isascii() or _looks_like_password(match["value"])
    )


def _looks_like_key(value: str) -> bool:
    return len(value) >= _SHORTEST_KEY and any(map(str.isdigit, value)) and value.isascii()


def _looks_like_code(value: str) -> bool:
    return len(value) in _CODE_LENGTHS and any(map(str.isdigit, value)) and value not in _COMMON_STATUSES


# "code: 404" tells what happened and grants no access.
_COMMON_STATUSES = words(
    "200 301 302 400 401 403 404 405 408 409 413 421 429 500 501 502 503 504 521 522 530 550"
)


def mentions_keyword(text: str) -> bool:
    """Return True if the text contains a keyword; most texts do not, and need no search."""
    return _KEYWORD.search(text) is not None


def _after(
    pattern: re.Pattern[str], accept: Callable[[re.Match[str]], bool]
) -> Callable[[str], Iterator[Stretch]]:
    def find(text: str) -> Iterator[Stretch]:
        at = 0
        while match := pattern.search(text, at):
            if accept(match):
                yield match.span("value")
            at = match.start("value")  # a text read as a value may be the next keyword

    return find


FIND_AFTER_KEYWORD: tuple[Finder, ...] = (
    _after(_LOGIN_AND_ENTRY_WORD, lambda match: _is_no_remark(match["value"])),
    _after(_LOGIN_THEN_ENTRY_WORD, lambda match: _is_no_remark(match["value"])),
    _after(_AFTER_SIGN, lambda match: _is_no_remark(match["value"])),
    _after(_AFTER_SPACE, lambda match: _looks_like_password(match["value"])),
    _after(_OWN, lambda match: _is_no_remark(match["value"])),
    _after(_AFTER_PURPOSE, lambda match: _looks_like_password(match["value"])),
    _after(_AFTER_DASH, _is_password_or_last_latin_word),
    _after(_AFTER_GAP, _is_password_or_last_word),
    _after(_KEY_AFTER_SIGN, lambda match: _looks_like_key(match["value"])),
    _after(_CODE_AFTER_SIGN, lambda match: _looks_like_code(match["value"])),
    _after(_CODE_AFTER_SPACE, lambda _: True),
    _after(_PIN_AFTER_SPACE, lambda _: True),
)
