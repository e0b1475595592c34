"""The places of the web that are people's: the chat and the desk."""

_FOR_PEOPLE = ("/chat/", "/desk/")


def is_for_people(path: str) -> bool:
    """Whether cookies count there: in the chat, at the desk, and below."""
    return f"{path}/".startswith(_FOR_PEOPLE)
