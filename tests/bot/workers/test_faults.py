"""Bugs in the log: where and of what kind, never with a customer's words."""

from structlog.testing import capture_logs

from bot.workers.faults import report_bug


def fail_on(words: str) -> None:
    try:
        int(words)
    except ValueError as error:
        raise LookupError(words) from error


def test_a_bug_is_told_without_its_words() -> None:
    with capture_logs() as logged:
        try:
            fail_on("my password is Purple")
        except LookupError as error:
            report_bug("an update could not be handled", error, rows=[1])

    (entry,) = logged
    reported = entry["exc_info"]
    assert (str(reported), str(reported.__cause__)) == ("LookupError", "ValueError")
    assert reported.__traceback__ is not None
    assert "Purple" not in str(entry)
    assert entry["rows"] == [1]
