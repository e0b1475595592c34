"""What the operator reads: always whole, never with a secret in it."""

import json
import subprocess
import sys
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import MASK, SecretMask

TOKEN = "8123456789:AAH-x_fT3kq0Zb7yLw2mN5pQ8rS1uV4xYz0"

A_BAD_DAY = f"""
import asyncio, logging, sys, threading, warnings
import structlog
from bot.logs import configure_logging

configure_logging(sys.argv[1], secrets=["sesame-open", "bot"])
log = structlog.get_logger("bot.app")
log.info("started", listen="127.0.0.1:8080", error=ValueError("{TOKEN}"))
log.info("line separator", text="one\\u2028two\\nthree")
logging.getLogger("aiogram.dispatcher").info("update handled")
logging.getLogger("pymorphy3.opencorpora_dict.wrapper").info("Loading dictionaries from /a/folder")
logging.getLogger("aiogram.dispatcher").error("no answer from bot%s/getUpdates", "{TOKEN}")
logging.getLogger("sqlalchemy.pool").warning("lost", extra={{"url": "postgresql+psycopg://bot:hunter2@db/otboinik"}})
warnings.warn("sesame-open is old", DeprecationWarning)
try:
    raise ConnectionError("postgresql://bot:p@ss:word@db/otboinik refused")
except ConnectionError:
    log.exception("the database is away")

class Broken:
    def __del__(self):
        raise RuntimeError("in a destructor")

Broken()
del Broken

def fail():
    raise RuntimeError("in a thread")

thread = threading.Thread(target=fail)
thread.start()
thread.join()

async def forget_a_failing_task():
    async def failing():
        raise RuntimeError("in a task")
    asyncio.get_running_loop().create_task(failing())
    await asyncio.sleep(0)

asyncio.run(forget_a_failing_task())
raise SystemError("password=sesame-open")
"""


@cache
def output_of_a_bad_day(log_format: str) -> str:
    """Everything that a failing program writes, on both streams."""
    finished = subprocess.run(
        [sys.executable, "-W", "default", "-c", A_BAD_DAY, log_format],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert finished.returncode == 1
    return finished.stdout


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return output_of_a_bad_day("json").splitlines()


class TestJsonOutput:
    def test_every_line_is_one_json_object_with_level_and_time(self, lines: list[str]) -> None:
        for line in lines:
            assert json.loads(line).keys() >= {"event", "level", "logger", "timestamp"}, line

    def test_libraries_warnings_and_uncaught_exceptions_are_among_them(self, lines: list[str]) -> None:
        """Nothing goes around the formatter."""
        events = [json.loads(line) for line in lines]

        assert {event["logger"] for event in events} == {
            "bot.app",
            "bot.logs",
            "aiogram.dispatcher",
            "sqlalchemy.pool",
            "py.warnings",
            "asyncio",
        }
        told = "\n".join(event.get("exception", "") for event in events)
        for failure in ("in a destructor", "in a thread", "in a task", "SystemError", "ConnectionError"):
            assert failure in told

    def test_a_library_chatting_at_info_is_not_heard(self, lines: list[str]) -> None:
        assert not [line for line in lines if "update handled" in line or "Loading dictionaries" in line]


@pytest.mark.parametrize("log_format", ["console", "json"])
class TestSecrets:
    def test_never_reach_the_output(self, log_format: str) -> None:
        """Neither in an event, a value, an exception's text nor a library's line."""
        output = output_of_a_bad_day(log_format)

        assert MASK in output
        for secret in (TOKEN, "hunter2", "p@ss", "word@db", "sesame-open"):
            assert secret not in output

    def test_what_is_no_secret_stays_readable(self, log_format: str) -> None:
        """A password as short as "bot" is not hunted for: it would blank out half of the log."""
        output = output_of_a_bad_day(log_format)

        assert "bot.app" in output
        assert "127.0.0.1:8080" in output
        assert "db/otboinik" in output


class TestMasking:
    @given(before=st.text(), after=st.text(), nested=st.booleans())
    def test_a_known_secret_is_gone_wherever_it_stands(
        self, before: str, after: str, *, nested: bool
    ) -> None:
        secret = "\N{SNOWMAN}".join("secret")
        text = f"{before}{secret}{after}"
        event = {"event": {"deep": [text]} if nested else text}

        masked = SecretMask([secret])(None, "info", event)

        assert secret not in str(masked)

    def test_a_longer_secret_is_masked_whole_when_a_shorter_one_begins_it(self) -> None:
        assert SecretMask(["open", "open-sesame"]).text("say open-sesame") == f"say {MASK}"

    def test_times_and_addresses_are_no_tokens(self) -> None:
        line = "12:30:45 listening on http://127.0.0.1:8080/chat for https://example.org/@support"

        assert SecretMask().text(line) == line
