"""The commands in Telegram's menu, by role and language."""

import pytest

from bot.channels.telegram_menus import menus
from bot.settings import Settings
from handlers.phrases import Phrases

PHRASES = Phrases.load()


def shown(**scope: object) -> dict[str, str]:
    """What stands in the menu of a scope and a language."""
    language = scope.pop("language", None)
    settings = Settings(staff_chat_id=-1001, manager_ids=frozenset({7}))
    (call,) = (
        call
        for call in menus(settings, PHRASES)
        if call.parameters["scope"] == scope and call.parameters.get("language_code") == language
    )
    return {entry["command"]: entry["description"] for entry in call.parameters["commands"]}


@pytest.mark.parametrize(
    ("language", "words"), [(None, "позвать человека"), ("ru", "позвать человека"), ("en", "call a person")]
)
def test_customers_see_theirs_in_their_own_language(language: str | None, words: str) -> None:
    menu = shown(type="all_private_chats", language=language)

    assert menu["human"] == words
    assert set(menu) == {"human", "status", "language", "forget", "help"}


def test_the_staff_sees_its_own_in_its_group() -> None:
    menu = shown(type="chat", chat_id=-1001)

    assert {"take", "close", "delete", "find", "ban", "help", "faq"} <= set(menu)
    assert "forget" not in menu
    assert menu["take"] == "взять обращение"


def test_managers_have_theirs_in_private_besides_the_customers() -> None:
    menu = shown(type="chat", chat_id=7)

    assert {"faq", "outbox", "human"} <= set(menu)
    assert "take" not in menu


def test_every_description_fits() -> None:
    for call in menus(Settings(staff_chat_id=-1001, default_language="en"), PHRASES):
        assert all(1 <= len(entry["description"]) <= 256 for entry in call.parameters["commands"])
