"""Refusals in words for people at the desk, who have buttons and fields instead of commands."""

from http import HTTPStatus

from aiohttp import web

from handlers.phrases import Phrases


def at_the_desk(phrases: Phrases, language: str, phrase: str) -> str:
    """The phrase to say here: one that would name a command has another wording for the desk."""
    here = f"at-desk-{phrase}"
    return here if here in phrases.entries(language) else phrase


def told_why(words: str) -> web.Response:
    """As things are it cannot be done, and these words say why."""
    return web.json_response({"error": "not-now", "words": words}, status=HTTPStatus.CONFLICT)
