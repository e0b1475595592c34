"""What a customer says or shows beside a command: `/human сайт лежит`, a picture under `/start`. Pure."""

from handlers.channel import MessageWritten
from handlers.desk.access import MANAGERS_COMMANDS


def matter_of_call(written: MessageWritten) -> MessageWritten | None:
    """What a call for a person is about; None where the call is all, or no call at all."""
    command, content = written.command, written.content
    if command is None or command.name != "human" or command.for_another_bot:
        return None
    if not command.arguments and content.is_plain_text:
        return None
    return written.without_command()


def shown_beside(written: MessageWritten) -> MessageWritten | None:
    """The picture, or the like, whose caption is a command; None where there are words alone.

    What is under a managers' command is for that, and refused with it.
    """
    command = written.command
    if written.content.is_plain_text or (command is not None and command.name in MANAGERS_COMMANDS):
        return None
    return written.without_command()


def matter_of(written: MessageWritten) -> MessageWritten | None:
    """All that a message has to say; None where it is a command and nothing else."""
    if written.command is None:
        return written
    return matter_of_call(written) or shown_beside(written)
