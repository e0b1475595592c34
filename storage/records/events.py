"""Events: what happened, when and by whom."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class EventKind(StrEnum):
    """Kinds of events of a ticket. Reports are computed from events, never from counters."""

    OPENED = "opened"
    TAKEN = "taken"
    ASSIGNED = "assigned"
    TRANSFERRED = "transferred"
    RELEASED = "released"
    ESCALATED = "escalated"
    CLASSIFIED = "classified"
    DETAILS_ASKED = "details asked"
    DETAIL_GIVEN = "detail given"
    FIRST_RESPONSE = "first response"
    FIRST_RESPONSE_LOST = "first response lost"
    HELD = "held"
    RESUMED = "resumed"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    CLOSED = "closed"
    PRIORITY_CHANGED = "priority changed"
    TIER_CHANGED = "tier changed"
    SLA_REMINDED = "sla reminded"
    SLA_BREACHED = "sla breached"
    FAQ_ANSWERED = "faq answered"
    FAQ_OFFERED = "faq offered"
    FAQ_HELPED = "faq helped"
    FAQ_FAILED = "faq failed"
    UNDELIVERED = "undelivered"
    ERASED = "erased"
    RATED = "rated"
    TAKEN_BACK = "taken back"
    BANNED = "banned"
    UNBANNED = "unbanned"
    CUSTOMERS_JOINED = "customers joined"
    CUSTOMERS_SEPARATED = "customers separated"


@dataclass(frozen=True, slots=True)
class Event:
    """A change with its time and its author (an address, or `bot`)."""

    kind: EventKind
    at: datetime
    by: str
    ticket: int | None = None
    conversation: int | None = None
    details: dict[str, str] = field(default_factory=dict)
