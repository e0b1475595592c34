"""Plan: everything that one decision changes, applied as one transaction.

Use cases ask pure rules for a plan; plans compare with `==`, so a rule's test needs no database.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from storage.records.conversations import Conversation
from storage.records.events import Event
from storage.records.faq_lessons import Confirmation
from storage.records.letters import Letter
from storage.records.messages import Message
from storage.records.staff import StaffThread
from storage.records.tickets import Ticket
from storage.records.timers import Timer


@dataclass(frozen=True, slots=True)
class Plan:
    """Records to save, letters to post.

    Saving a record that exists replaces it. `cancel_timers` names (kind, subject) pairs that are no longer
    due.
    """

    conversations: tuple[Conversation, ...] = ()
    messages: tuple[Message, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    staff_threads: tuple[StaffThread, ...] = ()
    timers: tuple[Timer, ...] = ()
    cancel_timers: tuple[tuple[str, str], ...] = ()
    events: tuple[Event, ...] = ()
    letters: tuple[Letter, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()

    def __add__(self, other: "Plan") -> "Plan":
        return Plan(
            self.conversations + other.conversations,
            self.messages + other.messages,
            self.tickets + other.tickets,
            self.staff_threads + other.staff_threads,
            self.timers + other.timers,
            self.cancel_timers + other.cancel_timers,
            self.events + other.events,
            self.letters + other.letters,
            self.confirmations + other.confirmations,
        )

    def posting(self, letters: Iterable[Letter]) -> "Plan":
        """The same plan with more letters at its end."""
        return replace(self, letters=self.letters + tuple(letters))


NOTHING = Plan()
