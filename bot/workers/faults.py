"""Bugs in the log: where they happened and of what kind, never the words of a customer."""

import structlog

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class Wordless(Exception):
    """Replaces in the log an exception whose own message may repeat what somebody wrote."""


def report_bug(event: str, error: BaseException, **where: object) -> None:
    """Log `error` with its traceback and its causes, but without their messages."""
    log.error(event, **where, exc_info=_wordless(error))


def _wordless(error: BaseException) -> Wordless:
    stand_in = Wordless(type(error).__qualname__).with_traceback(error.__traceback__)
    if error.__cause__ is not None:
        stand_in.__cause__ = _wordless(error.__cause__)
    return stand_in
