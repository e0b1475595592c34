"""Logging inside another program: the host decides where lines go, secrets are still masked."""

from collections.abc import Iterable

import structlog

from bot.logs import SecretMask


def speak_through_logging(secrets: Iterable[str]) -> None:
    """Hand our lines to the host's standard `logging`, unless it has set up structlog for itself."""
    if structlog.is_configured():
        return
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.processors.StackInfoRenderer(),
            structlog.processors.format_exc_info,
            SecretMask(secrets),
            # Text only: the host prints the level, the time and the logger's name.
            structlog.dev.ConsoleRenderer(
                colors=False, pad_event_to=0, exception_formatter=structlog.dev.plain_traceback
            ),
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
