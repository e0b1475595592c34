"""What a command's arguments begin with: mostly what to do, then with what."""


def first_word(text: str) -> tuple[str, str]:
    """The first word in lower case, and the rest with its lines."""
    word, *rest = text.strip().split(maxsplit=1) or [""]
    return word.lower(), rest[0] if rest else ""
