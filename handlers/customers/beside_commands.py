"""The message beside a command: the words of `/human сайт лежит`, a picture captioned `/start`. Pure."""

from handlers.channel import MessageWritten
from handlers.desk.access import MANAGERS_COMMANDS


def matter_of_call(written: MessageWritten) -> MessageWritten | None:
    """The message that comes with a call for a person; None if there is no call, or nothing but the call."""
    command, content = written.command, written.content
    if command is None or command.name != "human" or command.for_another_bot:
        return None
    if not command.arguments and content.is_plain_text:
        return None
    return written.without_command()


def shown_beside(written: MessageWritten) -> MessageWritten | None:
    """The media captioned with a command; None for a message of words alone.

    A file under a managers' command belongs to that command, and is refused with it.
    """
    command = written.command
    if written.content.is_plain_text or (command is not None and command.name in MANAGERS_COMMANDS):
        return None
    return written.without_command()


def matter_of(written: MessageWritten) -> MessageWritten | None:
    """The message without its command; None if there is nothing else."""
    if written.command is None:
        return written
    return matter_of_call(written) or shown_beside(written)
