"""Logging for the operator: one line an event, on the console or as JSON.

Everything passes one formatter: our own lines, those of the libraries, warnings and uncaught exceptions. With
`LOG_FORMAT=json` each line of output is therefore one JSON object. Secrets are masked at the very end,
exception texts included, so no caller has to remember it.

The convention for callers: no line at INFO or above contains text that a customer wrote. Numbers (of tickets,
chats, letters) say what happened; the words stay in the database.
"""

import logging
import re
import sys
import threading
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Literal, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

MASK = "***"

# Shorter ones (a password "bot") would blank out half of every line, and protect nothing.
_SHORTEST_EXACT_SECRET = 4

_BOT_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{30,}")
_URL_PASSWORD = re.compile(r"(?P<before>://[^\s:/@]*:)[^\s/]+(?P<after>@)")
_NAMED_PASSWORD = re.compile(r"(?i)(?P<before>\bpassword\s*=\s*)[^\s&]+")

# At INFO these write a line per request or statement, some of them with the token in an address.
_TALKATIVE = (
    "aiogram",
    "aiohttp.access",
    "alembic",
    "asyncio",
    "httpcore",
    "httpx",
    "pymorphy3",
    "sqlalchemy",
    "telegram",
)

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class SecretMask:
    """Masks what looks like a secret, and the exact `secrets` of this installation."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = sorted({secret for secret in secrets if len(secret) >= _SHORTEST_EXACT_SECRET}, key=len)
        self._known = re.compile("|".join(map(re.escape, reversed(known)))) if known else None

    def text(self, text: str) -> str:
        """`text` with every secret replaced by `***`."""
        if self._known:
            text = self._known.sub(MASK, text)
        text = _BOT_TOKEN.sub(MASK, text)
        text = _URL_PASSWORD.sub(rf"\g<before>{MASK}\g<after>", text)
        return _NAMED_PASSWORD.sub(rf"\g<before>{MASK}", text)

    def __call__(self, _logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        """Mask a whole event, nested values and objects too: a structlog processor."""
        return {self.text(str(key)): self._value(value) for key, value in event.items()}

    def _value(self, value: object) -> object:
        match value:
            case None | bool() | int() | float():
                return value
            case str():
                return self.text(value)
            case Mapping():
                return {self.text(str(key)): self._value(inner) for key, inner in value.items()}
            case list() | tuple() | set() | frozenset():
                return [self._value(inner) for inner in value]
            case _:
                return self.text(repr(value))


def configure_logging(
    log_format: Literal["console", "json"] = "console",
    *,
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
) -> None:
    """Send every log line of the process to `stream` (stderr), as `log_format` says.

    `secrets` are masked wherever they appear, whatever they look like.
    """
    output = sys.stderr if stream is None else stream
    before = _before_rendering()
    handler = logging.StreamHandler(output)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                # Plain tracebacks: the richer kinds print local variables, and so customers' words.
                structlog.processors.format_exc_info,
                SecretMask(secrets),
                _renderer(log_format, output),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *before,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread
    sys.unraisablehook = _log_unraisable


def _before_rendering() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]


def _renderer(log_format: Literal["console", "json"], output: TextIO) -> Processor:
    if log_format == "json":
        # ASCII only: a raw U+2028 in a text would end the line for some readers.
        return structlog.processors.JSONRenderer()
    return structlog.dev.ConsoleRenderer(
        colors=output.isatty(), exception_formatter=structlog.dev.plain_traceback
    )


def _log_uncaught(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        log.info("interrupted")
        return
    log.critical("uncaught exception", exc_info=(kind, error, traceback))


def _log_uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        log.critical("uncaught exception in a thread", exc_info=args.exc_value)


def _log_unraisable(unraisable: "sys.UnraisableHookArgs") -> None:
    log.error("exception ignored", where=repr(unraisable.object), exc_info=unraisable.exc_value)
