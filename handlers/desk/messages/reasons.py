"""Reasons why a letter did not arrive, for people: messengers and networks report them to programs."""

from handlers.phrases import Speech

_BY_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("reason-blocked", ("bot was blocked", "user_is_blocked")),
    (
        "reason-nobody",
        (
            "chat not found",
            "deactivated",
            "peer_id_invalid",
            "bot was kicked",
            "not a member",
            "chat was deleted",
        ),
    ),
    ("reason-rights", ("not enough rights", "have no rights", "no write access", "administrator rights")),
    ("reason-rights", ("chat_admin_required", "chat_write_forbidden", "message can't be")),
    ("reason-too-large", ("too large", "too big")),
    ("reason-too-long", ("too long", "too_long")),
    ("reason-no-file", ("without its bytes", "file is not there", "wrong file")),
    ("reason-no-message", ("message to ", "no message to change", "message not found")),
    ("reason-unreadable", ("cannot read the letter",)),
    ("reason-no-topic", ("thread not found", "topic_deleted", "topic_closed", "there is no topic")),
    (
        "reason-unclear",
        ("in doubt", "interrupted", "timeout", "disconnected", "connection", "oserror", "not of the bot api"),
    ),
)
"""Words of Telegram's descriptions, of the network's errors and of our own channels, in lower case."""


def say_reason(speech: Speech, reason: str) -> str:
    """The reason in words; an unknown one is quoted."""
    told = reason.lower()
    known = next((phrase for phrase, words in _BY_WORDS if any(word in told for word in words)), None)
    return speech.say(known) if known else speech.say("reason-quoted", reason=reason)
