"""The reasons of letters that did not arrive."""

import pytest

from handlers.desk.messages.reasons import say_reason
from handlers.phrases import Phrases

PHRASES = Phrases.load()


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("Forbidden: bot was blocked by the user", "клиент заблокировал бота"),
        ("Bad Request: chat not found", "такого чата больше нет"),
        ("Bad Request: not enough rights to send text messages to the chat", "у бота нет на это прав"),
        ("Request Entity Too Large", "файл слишком большой"),
        ("Bad Request: message is too long", "текст слишком длинный"),
        ("a file of another messenger, without its bytes", "файл не найден"),
        ("Bad Request: message to edit not found", "этого сообщения там больше нет"),
        ("interrupted", "связь прервалась на полуслове"),
        ("ServerDisconnectedError", "связь прервалась на полуслове"),
        ("ClientConnectionError", "связь прервалась на полуслове"),
    ],
)
def test_a_known_reason_is_said_in_words(reason: str, words: str) -> None:
    assert say_reason(PHRASES.in_language("ru"), reason) == words


@pytest.mark.parametrize("language", PHRASES.languages)
def test_an_unknown_one_is_quoted(language: str) -> None:
    assert "FLOOD_OF_STARS" in say_reason(PHRASES.in_language(language), "FLOOD_OF_STARS")
