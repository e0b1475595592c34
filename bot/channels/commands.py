"""Parses commands in messages, the same in every channel."""

import re

from handlers.channel import Command

# As Telegram itself reads commands: "/var/www" and "//" are words, not commands.
_COMMAND = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,64})(?:@(?P<bot>[A-Za-z0-9_]+))?(?=\s|$)")


def parse_command(text: str, own_username: str | None = None) -> Command | None:
    """The command at the start of `text`, if any.

    One that names a bot is for another bot unless the name is ours; while ours is unknown it counts as ours.
    """
    found = _COMMAND.match(text)
    if found is None:
        return None
    named = found["bot"]
    return Command(
        name=found["name"].lower(),
        arguments=text[found.end() :].strip(),
        for_another_bot=bool(named and own_username and named.lower() != own_username.lower()),
    )
