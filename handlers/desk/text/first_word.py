"""Splits a command's arguments at the first word, which mostly says what to do."""


def first_word(text: str) -> tuple[str, str]:
    """The first word in lower case, and the rest with its lines."""
    word, *rest = text.strip().split(maxsplit=1) or [""]
    return word.lower(), rest[0] if rest else ""
