"""Commands, told from plain words."""

import pytest

from bot.channels.commands import parse_command
from handlers.channel import Command


class TestCommands:
    @pytest.mark.parametrize(
        ("text", "command"),
        [
            ("/start", Command("start")),
            ("/Close", Command("close")),
            ("/note  one\ntwo ", Command("note", "one\ntwo")),
            ("/faq add How?\n~ so\n\nThus.", Command("faq", "add How?\n~ so\n\nThus.")),
            ("/take@Desk_Bot now", Command("take", "now")),
            ("/take@other_bot now", Command("take", "now", for_another_bot=True)),
        ],
    )
    def test_are_read_with_their_arguments(self, text: str, command: Command) -> None:
        assert parse_command(text, "desk_bot") == command

    @pytest.mark.parametrize(
        "text", ["hello", "", " /start", "// a note", "/", "/var/www", "/помощь", "/a-b"]
    )
    def test_are_not_seen_in_plain_words(self, text: str) -> None:
        assert parse_command(text, "desk_bot") is None

    def test_count_as_ours_while_our_name_is_unknown(self) -> None:
        assert parse_command("/take@desk_bot") == Command("take")
