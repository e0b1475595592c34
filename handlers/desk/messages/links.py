"""Links to places of a messenger, for people who may open them. Pure."""

_SUPERGROUP = "telegram:-100"


def link_to(chat: str, thread: str | None) -> str | None:
    """The link to a topic of a Telegram forum; None if a place has none.

    https://core.telegram.org/api/links#private-message-links
    """
    if thread is None or not chat.startswith(_SUPERGROUP):
        return None
    return f"https://t.me/c/{chat.removeprefix(_SUPERGROUP)}/{thread}"
