"""A call for a person that tells the matter in the same breath: `/human сайт не открывается`. Pure."""

from handlers.channel import MessageWritten


def matter_of_call(written: MessageWritten) -> MessageWritten | None:
    """What is said or shown besides the command; None where the call is all, or no call at all."""
    command, content = written.command, written.content
    if command is None or command.name != "human" or command.for_another_bot:
        return None
    if not command.arguments and content.is_plain_text:
        return None
    return written.without_command()
