"""What the bot logs, for stories that look at it."""

from collections.abc import Iterator, MutableMapping
from typing import Any

import pytest
import structlog


@pytest.fixture(scope="session", autouse=True)
def plain_tracebacks() -> Iterator[None]:
    """Those with every local variable in a frame of its own took a second each to draw."""
    renderer = structlog.get_config()["processors"][-1]
    assert isinstance(renderer, structlog.dev.ConsoleRenderer)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(renderer, "exception_formatter", structlog.dev.plain_traceback)
        yield


@pytest.fixture
def logged() -> Iterator[list[MutableMapping[str, Any]]]:
    """What the bot logs; pytest shows it when the story fails."""
    entries: list[MutableMapping[str, Any]] = []

    def keep(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        entries.append(dict(event))
        return event

    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            keep,
            structlog.processors.format_exc_info,
            structlog.dev.ConsoleRenderer(colors=False),
        ]
    )
    yield entries
    structlog.reset_defaults()
