"""Something between us and Telegram answers in its place: a gateway, a proxy, a login page."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from aiohttp import web

from handlers.errors import DeliveryError, InDoubt, ServerFailed
from storage.records.actions import SendContent
from storage.records.content import Content, FormattedText, Media, MediaKind
from tests.bot.channels.twins import LIBRARIES, a_channel, a_claimed_letter

HELLO = a_claimed_letter(SendContent(Content(text=FormattedText("hello"))))

Answering = Callable[[int, bytes], Awaitable[str]]


@pytest.fixture
async def answering() -> AsyncIterator[Answering]:
    """Start a server that gives one answer to everything; returns its address."""
    runners: list[web.ServerRunner] = []

    async def start(status: int, body: bytes) -> str:
        async def answer(_request: web.BaseRequest) -> web.Response:
            return web.Response(status=status, body=body, content_type="application/json")

        runner = web.ServerRunner(web.Server(answer))
        runners.append(runner)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{runner.addresses[0][1]}"

    yield start
    for runner in runners:
        await runner.cleanup()


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"[]"),
        (200, b'"ok"'),
        (200, b"{}"),
        (200, b'{"ok": true}'),
        (200, b'{"ok": true, "result": []}'),
        (200, b"\xff\xfe"),
        (302, b""),
        (500, b"[]"),
        (502, b'{"ok": false}'),
        (504, b""),
    ],
)
async def test_a_strange_answer_leaves_the_letter_in_doubt(
    library: str, status: int, body: bytes, answering: Answering
) -> None:
    channel = a_channel(library, api_url=await answering(status, body))

    with pytest.raises(InDoubt):
        await channel.deliver(HELLO)
    await channel.close()


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413, 429])
async def test_a_refusal_without_a_word_is_an_error_of_ours(
    library: str, status: int, answering: Answering
) -> None:
    channel = a_channel(library, api_url=await answering(status, b'{"ok": false}'))

    with pytest.raises(DeliveryError):
        await channel.deliver(HELLO)
    await channel.close()


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize(
    "body", [b'{"ok": true, "result": []}', b'{"ok": true, "result": {}}'], ids=["a list", "no path"]
)
async def test_a_file_that_is_not_told_may_be_fetched_later(
    library: str, body: bytes, answering: Answering
) -> None:
    channel = a_channel(library, api_url=await answering(200, body))

    with pytest.raises(ServerFailed):
        await channel.fetch(Media(MediaKind.DOCUMENT, "file"))
    await channel.close()


@pytest.mark.parametrize("library", LIBRARIES)
async def test_a_download_that_fails_may_be_tried_later(library: str, answering: Answering) -> None:
    channel = a_channel(library, api_url=await answering(500, b""))

    with pytest.raises(ServerFailed):
        await channel._download("documents/file_1.csv")
    await channel.close()
