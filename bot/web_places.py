"""The paths of the web that are for people: the chat and the desk."""

_FOR_PEOPLE = ("/chat/", "/desk/")


def is_for_people(path: str) -> bool:
    """Return True for the chat, the desk and everything below, where cookies count."""
    return f"{path}/".startswith(_FOR_PEOPLE)
