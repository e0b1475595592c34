"""Tells customer and staff that a promised deadline has moved."""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.desk.text.moments import say_deadline
from handlers.phrases import Speech
from storage.changes import NOTHING, Plan
from storage.records.tickets import Ticket


@dataclass(frozen=True, slots=True)
class MovedPromise:
    """Tells both sides if the moment of the solution has changed."""

    cases: CaseDesk

    def tell(self, case: Case, after: Ticket, now: datetime) -> Plan:
        """Compare `case` from before with its ticket `after`; tell nothing if the moment is the same."""
        before = case.ticket
        if before.resolve_by == after.resolve_by:
            return NOTHING
        is_told = before.promised_by != after.promised_by
        speech = self.cases.staff_speech
        notice = speech.say(
            "topic-promise-moved",
            promised=self._deadline(speech, before.promised_by or before.resolve_by, now),
            due=self._deadline(speech, after.resolve_by, now),
            told="yes" if is_told else "no",
        )
        told = self._tell_customer(case, after, now) if is_told else NOTHING
        return Plan(letters=(case.topic.notice(notice),)) + told

    def _tell_customer(self, case: Case, after: Ticket, now: datetime) -> Plan:
        """Tell the customer; of several unsent notices only the last one leaves."""
        is_later = after.resolve_by > (case.ticket.promised_by or case.ticket.resolve_by)
        speech = self.cases.voice.speech_to(case.conversation)
        told = self.cases.voice.tell(
            case.conversation,
            "customer-promise-later" if is_later else "customer-promise-sooner",
            number=after.number,
            resolve_by=self._deadline(speech, after.resolve_by, now),
        )
        key = f"promise:{after.number}"
        return replace(told, letters=tuple(replace(letter, replaces=key) for letter in told.letters))

    def _deadline(self, speech: Speech, moment: datetime, now: datetime) -> str:
        return say_deadline(speech, moment, now=now, zone=self.cases.policy.zone)
