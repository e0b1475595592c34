"""The address of the HTTP server, where it cannot be had."""

import socket

import pytest
from aiohttp.web import Application

from bot.channels.web.door import open_door
from bot.setting_faults import SettingsError
from bot.setting_values import ListenAddress


async def test_an_address_that_is_taken_may_be_the_bots_own() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(SettingsError) as refusal:
            async with open_door(ListenAddress("127.0.0.1", port), Application()):
                pass

    assert "(Address already in use). Does the bot run already, or another program there?" in str(
        refusal.value
    )
