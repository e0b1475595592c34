"""The columns of a FAQ file, and the names that files use for them."""

COLUMNS = ("id", "question", "answer", "alternatives", "category", "language")
REQUIRED_COLUMNS = ("question", "answer")
OPTIONAL_COLUMNS = ("alternatives", "category", "language")

_IN_RUSSIAN = {
    "id": ("номер", "№"),
    "question": ("вопрос",),
    "answer": ("ответ",),
    "alternatives": ("варианты", "формулировки", "другие формулировки", "варианты вопроса"),
    "category": ("категория",),
    "language": ("язык",),
}
_BY_NAME = {name: column for column, names in _IN_RUSSIAN.items() for name in (column, *names)}


def column_named(heading: str) -> str | None:
    """The column that the heading means, ignoring case and white space around it, or None."""
    return _BY_NAME.get(" ".join(heading.casefold().split()))


def columns_told() -> str:
    """All columns in one line, each with its first Russian name."""
    return ", ".join(f"{column} ({_IN_RUSSIAN[column][0]})" for column in COLUMNS)
