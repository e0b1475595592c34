"""Which library is imported, and when."""

import subprocess
import sys

import pytest

PROGRAM = """
import sys
from bot.channels.opening import open_telegram
from bot.settings import Settings

settings = Settings(telegram_bot_token={token!r}, telegram_library={library!r})
print(type(open_telegram(settings)).__name__, "aiogram" in sys.modules, "telegram" in sys.modules)
"""


@pytest.mark.parametrize(
    ("token", "library", "expected"),
    [
        (None, "aiogram", "NoneType False False"),
        ("1234567:" + "a" * 35, "aiogram", "AiogramTelegram True False"),
        ("1234567:" + "a" * 35, "python-telegram-bot", "PtbTelegram False True"),
    ],
)
def test_only_the_chosen_library_is_imported(token: str | None, library: str, expected: str) -> None:
    """In a process of its own: this one has imported both."""
    program = PROGRAM.format(token=token, library=library)

    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == expected
