"""The workers' counters: some ten microseconds a message, and no waiting.

No label holds anything of a customer: only outcomes and parts of the program.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Histogram

from bot.workers.outcomes import Outcome
from bot.workers.rate_limits import is_group
from handlers.channel import Delivered
from handlers.errors import (
    DeliveryError,
    InDoubt,
    Mendable,
    NotReached,
    Refused,
    RetryLater,
    ServerFailed,
)
from storage.records.actions import AnswerInline, AnswerPress
from storage.records.letters import ClaimedLetter
from storage.records.updates import InboxRow

_SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 30.0, 60.0, 300.0)
_MOST_ANSWERS_AWAITED = 10_000


@dataclass(frozen=True, slots=True)
class _Asked:
    received_at: datetime
    decided_at: datetime


class Meters:
    """The counters of one process, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._sends = Counter(
            "otboinik_sends",
            "Calls that sent, edited or deleted something, by what became of them.",
            ["outcome"],
            registry=self.registry,
        )
        self._told_to_wait = Counter(
            "otboinik_too_many_requests",
            "Answers 429 of the messenger. Nothing is lost by them.",
            registry=self.registry,
        )
        self._into_doubt = Counter(
            "otboinik_sends_in_doubt",
            "Sends of which nobody can know whether they arrived.",
            registry=self.registry,
        )
        self._handler_errors = Counter(
            "otboinik_handler_errors",
            "Tries that met a bug, by the worker that tried.",
            ["worker"],
            registry=self.registry,
        )
        self._acknowledged = Histogram(
            "otboinik_acknowledgement_seconds",
            "From an update on disk (the first of a burst) to its answer's delivery.",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._template_failures = Counter(
            "otboinik_template_failures",
            "Times that a manager's template could not be used, and the shipped text was said instead.",
            registry=self.registry,
        )
        self._acknowledgement_violations = Counter(
            "otboinik_acknowledgement_violations",
            "Acknowledgements that broke a criterion, and gave way to another text.",
            registry=self.registry,
        )
        self._asked: OrderedDict[str, _Asked] = OrderedDict()

    def template_failed(self) -> None:
        """Count a manager's template that could not be used."""
        self._template_failures.inc()

    def acknowledgement_violated(self) -> None:
        """Count an acknowledgement that broke its criteria before it left."""
        self._acknowledgement_violations.inc()

    def handler_error(self, worker: str) -> None:
        """Count a bug that was met and reported."""
        self._handler_errors.labels(worker).inc()

    def decided(self, rows: Sequence[InboxRow], now: datetime) -> None:
        """Note that these updates of one lane were decided; any answer is in the outbox."""
        lane = rows[0].update.lane
        if is_group(lane):
            return
        self._asked[lane] = _Asked(min(row.received_at for row in rows), now)
        self._asked.move_to_end(lane)
        if len(self._asked) > _MOST_ANSWERS_AWAITED:
            self._asked.popitem(last=False)

    def tried(self, claimed: ClaimedLetter, outcome: Outcome, now: datetime) -> None:
        """Count a send that ended at `now`."""
        self._sends.labels(_word_for(outcome)).inc()
        match outcome:
            case RetryLater():
                self._told_to_wait.inc()
            case InDoubt():
                self._into_doubt.inc()
            case Delivered() if not isinstance(claimed.posted.letter.action, AnswerPress | AnswerInline):
                self._answered(claimed, now)

    def _answered(self, claimed: ClaimedLetter, now: datetime) -> None:
        """Measure the time to an answer; a letter posted after the decision is not its answer."""
        chat, posted_at = claimed.posted.letter.to.chat, claimed.posted.posted_at
        asked = self._asked.get(chat)
        if asked is None or posted_at < asked.received_at:
            return
        del self._asked[chat]
        if posted_at <= asked.decided_at:
            self._acknowledged.observe((now - asked.received_at).total_seconds())


def _word_for(outcome: Outcome) -> str:
    """A label from a small set: the kind of the outcome, `crashed` for a bug."""
    return next((word for kind, word in _WORDS if isinstance(outcome, kind)), "crashed")


_WORDS: tuple[tuple[type[object], str], ...] = (
    (Delivered, "delivered"),
    (NotReached, "not_reached"),
    (RetryLater, "told_to_wait"),
    (ServerFailed, "server_failed"),
    (InDoubt, "in_doubt"),
    (Refused, "refused"),
    (Mendable, "to_be_mended"),
    (DeliveryError, "failed"),
)
