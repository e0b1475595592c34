"""The columns of a FAQ file, and the names that files use for them."""

COLUMNS = ("id", "question", "answer", "alternatives", "category", "language")
REQUIRED_COLUMNS = ("question", "answer")
OPTIONAL_COLUMNS = ("alternatives", "category", "language")

_OTHER_NAMES = {
    "id": ("номер", "№"),
    "question": ("вопрос", "вопросы", "questions"),
    "answer": ("ответ", "ответы", "answers"),
    "alternatives": (
        "варианты",
        "формулировки",
        "другие формулировки",
        "варианты вопроса",
        "синонимы",
        "synonyms",
    ),
    "category": ("категория",),
    "language": ("язык",),
}
_BY_NAME = {name: column for column, names in _OTHER_NAMES.items() for name in (column, *names)}


def column_named(heading: str) -> str | None:
    """The column that the heading means, ignoring case and white space around it, or None."""
    return _BY_NAME.get(" ".join(heading.casefold().split()))


def columns_told() -> str:
    """All columns in one line, each with its first Russian name."""
    return ", ".join(f"{column} ({_OTHER_NAMES[column][0]})" for column in COLUMNS)
