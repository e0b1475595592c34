"""The double by hand: `python -m tests.botapi --port 8081 --control-port 8082 [--set limits=false …]`."""

from __future__ import annotations

import argparse
import asyncio
import gc
import signal
import sys

import orjson

from tests.botapi.config import Config
from tests.botapi.server import Server


async def serve(options: argparse.Namespace) -> None:
    config = Config()
    for setting in options.set:
        name, _, value = setting.partition("=")
        config.patch({name: _value(value)})
    server = await Server(
        config, host=options.host, port=options.port, control_port=options.control_port
    ).start()
    for token in options.bot:
        server.world.add_bot(token)
    addresses = orjson.dumps({"bot_api": server.base_url, "control": server.control_url})
    sys.stdout.write(addresses.decode() + "\n")
    sys.stdout.flush()
    stop = asyncio.Event()
    for sig in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sig, stop.set)
    await stop.wait()
    await server.stop()


def _value(text: str) -> object:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return text


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.botapi", description="Strict double of the Telegram Bot API")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--control-port", type=int, default=8082)
    parser.add_argument("--bot", action="append", default=[], metavar="TOKEN", help="create a bot")
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="a setting of Config"
    )
    options = parser.parse_args()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)  # a double under load spends its time on messages that stay
    if sys.platform == "win32":
        asyncio.run(serve(options))
        return
    import uvloop  # noqa: PLC0415 - there is none for Windows

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(options))


if __name__ == "__main__":
    main()
