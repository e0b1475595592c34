"""Refusals worded for the desk, which has buttons and fields instead of commands."""

from http import HTTPStatus

from aiohttp import web

from handlers.phrases import Speech


def at_the_desk(speech: Speech, phrase: str) -> str:
    """The phrase for the desk: one that would name a command has another wording here."""
    here = f"at-desk-{phrase}"
    return here if here in speech.phrases else phrase


def told_why(words: str) -> web.Response:
    """The response that refuses with these words."""
    return web.json_response({"error": "not-now", "words": words}, status=HTTPStatus.CONFLICT)
