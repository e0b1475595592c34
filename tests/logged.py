"""What the bot logs, for stories that look at it."""

from collections.abc import Iterator, MutableMapping
from typing import Any

import pytest
import structlog


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
