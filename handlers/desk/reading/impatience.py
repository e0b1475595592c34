"""Recognises that a customer asks how their case is going: «когда уже?», "any news?". Pure."""

import re
from collections.abc import Sequence

from handlers.desk.text.vocabulary import fold_case

_ASKS = re.compile(
    r"""\?|\b(?:когда|сколько\s+(?:еще\s+)?(?:можно\s+)?ждать|долго|срок\w*|жду|ждем|ну\s+что|что\s+там
    |есть\s+(?:ли\s+)?(?:новости|ответ)|ответьте|отзовитесь|ау
    |when|how\s+(?:much\s+)?long(?:er)?|any\s+(?:news|updates?|progress)|deadline|overdue|(?:still\s+)?waiting
    |what's\s+(?:up|happening)|hello)\b""",
    re.VERBOSE,
)


def asks_for_news(texts: Sequence[str]) -> bool:
    """Return True if a burst asks anything, or tells that somebody waits."""
    return _ASKS.search(fold_case("\n".join(texts))) is not None
