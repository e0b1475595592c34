"""What every test stands on."""

import os
from collections.abc import Generator, Iterator

import pytest
from hypothesis import settings

from bot import collector
from tests.shortcuts import take_shortcuts

# As in bot/cli.py: before anything imports numpy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# The same examples on every run, so that CI fails where home does. No deadline: a slow machine is no bug.
settings.register_profile("deterministic", derandomize=True, deadline=None)
settings.load_profile("deterministic")

pytest_plugins = ["tests.databases", "tests.logged"]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is collected and imported stays to the end: to look at it again and again took a tenth."""
    collector.rest()
    try:
        return (yield)
    finally:
        collector.spare_what_was_loaded()


def pytest_addoption(parser: pytest.Parser) -> None:
    """What a run may be asked for beyond the suite."""
    parser.addoption(
        "--whole-matrix",
        action="store_true",
        help="tell each journey with every Telegram library, transport and kind of staff chat",
    )
    parser.addoption(
        "--real-lock",
        action="store_true",
        help="lock the database for half a minute where the suite does so for two seconds",
    )


@pytest.fixture(scope="session", autouse=True)
def light_search() -> Iterator[None]:
    """Verdicts are those of the light build, also where the extra otboinik[semantic] is installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("faq.encoder.is_encoder_installed", lambda: False)
        yield


@pytest.fixture(scope="session", autouse=True)
def shortcuts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        take_shortcuts(patch)
        yield
