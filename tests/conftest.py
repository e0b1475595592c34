"""What every test stands on."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

# As in bot/cli.py: before anything imports numpy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# The same examples on every run, so that CI fails where home does. No deadline: a slow machine is no bug.
settings.register_profile("deterministic", derandomize=True, deadline=None)
settings.load_profile("deterministic")

pytest_plugins = ["tests.databases", "tests.logged"]


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
def cheap_passwords() -> Iterator[None]:
    """The desk's passwords cost a quarter of a second each, on purpose; those of tests guard nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.channels.web.desk.passwords._LOG_COST", 4)
        yield
