"""Recognises words that say that an answer did not help: they continue the question before. Pure."""

import re
from collections.abc import Sequence
from itertools import accumulate

from handlers.desk.reading.clauses import clauses_of
from handlers.desk.reading.word_lists import consists_of, holds
from handlers.desk.text.vocabulary import fold_case, words

_NO_HELP = re.compile(
    r"""\bне\s+(?:\w+\s+)?(?:помог|подош|подходит|сработал)|\bбесполезн|\bвс[её]\s+равно\s+не\b
    |\bпо-?\s?прежнему\s+не\b|\bне\s+то(?:т\s+ответ|\s+(?:что|,))|\bне\s+об\s+этом\b
    |\b(?:did|does|do|has)\s*n[o'’]?t\s+(?:\w+\s+)?help|\b(?:did|does)\s+not\s+(?:\w+\s+)?help|\bno\s+help\b
    |\bnot\s+(?:really\s+)?helpful\b|\bstill\s+(?:not|does\s*n[o'’]?t|ca\s*n[o'’]?t|the\s+same)\b""",
    re.VERBOSE,
)
_LONGEST_COMPLAINT = 10  # words; a longer text has something to tell
_MOST_CLAUSES = 10  # a bound keeps a hostile text cheap


def says_it_did_not_help(texts: Sequence[str]) -> bool:
    """Return True if a short burst only says that an answer did not help: «это мне совсем не помогло»."""
    folded = fold_case(" ".join(texts))
    return len(folded.split()) <= _LONGEST_COMPLAINT and _NO_HELP.search(folded) is not None


_FAILS = words(
    """
    работает работают заработало помогло помогает помог получается получилось выходит вышло подходит подошло
    сработало решилось решено изменилось
    work works working worked help helped helps fix fixed solve solved luck same
    """
)
_DENIALS = words(
    """
    не нет никак ничего неа
    not no still nothing nope doesn't doesnt didn't didnt don't dont isn't isnt hasn't won't
    """
)
_AROUND = words(
    """
    спасибо пасибо но а и так же это этот эта то все равно опять снова тоже уже еще пока мне меня нас у
    по-прежнему попрежнему до сих пор совсем вообще увы к сожалению ваш ответ совет
    пробовал пробовала попробовал попробовала сделал сделала
    thanks thank you sorry but and it this that the your answer advice is does did do has for me us at all yet
    unfortunately tried i any again
    """
)
_COMPLAINING = _FAILS | _DENIALS | _AROUND
_HELP = words("помогло помогает помог help helped helps")


def only_complains(texts: Sequence[str]) -> bool:
    """Return True if a burst names nothing of its own: «спасибо, но не работает», "still doesn't work".

    It continues the question asked before.
    """
    return consists_of(" ".join(texts), _COMPLAINING, core=_FAILS, and_core=_DENIALS)


def says_the_answer_failed(texts: Sequence[str]) -> bool:
    """Return True if a burst complains of an answer, and may tell more: «это не помогло, пароль верный».

    It begins with the complaint, or has a clause of its own which says that it did not help.
    """
    clauses = clauses_of("\n".join(texts))[:_MOST_CLAUSES]
    openings = accumulate(clauses, "{} {}".format)
    return any(map(_complains, openings)) or any(_complains(each) and holds(each, _HELP) for each in clauses)


def _complains(clause: str) -> bool:
    return only_complains([clause])
