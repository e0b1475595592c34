"""How long a closed case may be reopened by a message, and the words that tell its customer."""

from datetime import datetime, timedelta

from storage.records.tickets import Ticket, TicketState

_UNITS = (
    ("customer-resolved", "days", timedelta(days=1)),
    ("customer-resolved-hours", "hours", timedelta(hours=1)),
    ("customer-resolved-minutes", "minutes", timedelta(minutes=1)),
)
_FOR_GOOD = "customer-resolved-for-good"

PHRASES_OF_SHORT_TIMES = (*(phrase for phrase, *_ in _UNITS[1:]), _FOR_GOOD)
"""The phrases for a case that can be reopened for less than a day, or not at all."""


def may_be_reopened(ticket: Ticket, reopen_within: timedelta, now: datetime) -> bool:
    """Return True if the customer's words now belong to a solved case."""
    if ticket.state is not TicketState.RESOLVED or ticket.resolved_at is None:
        return False
    return now - ticket.resolved_at <= reopen_within


def closing_words(reopen_within: timedelta) -> tuple[str, dict[str, int]]:
    """The phrase and its time, rounded down so as not to promise too much."""
    for phrase, name, unit in _UNITS:
        if count := reopen_within // unit:
            return phrase, {name: count}
    return _FOR_GOOD, {}
