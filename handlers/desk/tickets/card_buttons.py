"""The buttons under a ticket's card: each expects this very version of the ticket."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handlers.desk.buttons import Press, Verb, decode
from handlers.desk.text.characters import shorten
from handlers.desk.text.numbers import number_in
from handlers.phrases import Speech
from storage.classification import ClassificationRule
from storage.records.actions import Button, Keyboard
from storage.records.faq import FaqRecord
from storage.records.tickets import Ticket, TicketKind, TicketState

_LONGEST_BUTTON = 48
_LONGEST_CATEGORY = 24
_MOST_CATEGORIES = 3


_VERBS_OF_A_CARD = frozenset({Verb.TAKE, Verb.RESOLVE, Verb.REOPEN, Verb.SEND_ENTRY})


def ticket_of_card(data: Iterable[str]) -> int | None:
    """The ticket whose card has these buttons; None if none is a card's."""
    presses = (press for press in map(decode, data) if press is not None)
    return next((number_in(press.subject) for press in presses if press.verb in _VERBS_OF_A_CARD), None)


@dataclass(frozen=True, slots=True)
class CardButtons:
    """Actions on a ticket by one press, in the staff's language."""

    speech: Speech

    def under(
        self,
        ticket: Ticket,
        suggestions: Sequence[FaqRecord],
        categories: Sequence[ClassificationRule] = (),
    ) -> Keyboard:
        """The keyboard for the present state of the ticket."""
        version = str(ticket.version)
        if not ticket.is_open:
            if ticket.state is TicketState.CLOSED:
                return ()
            return ((self._button("button-reopen", Verb.REOPEN, ticket.number, version),),)
        take = self._button("button-take", Verb.TAKE, ticket.number, version)
        resolve = self._button("button-close", Verb.RESOLVE, ticket.number, version)
        is_taken = ticket.assignee is not None and ticket.handed_over_at is None
        corrections = self._corrections(ticket, categories)
        return ((resolve,) if is_taken else (take, resolve), *corrections, *self.sending(ticket, suggestions))

    def sending(self, ticket: Ticket, entries: Sequence[FaqRecord]) -> Keyboard:
        """A row for each entry, whose button sends it to the ticket's customer."""
        return tuple(
            (
                Button(
                    shorten(self.speech.say("button-send-entry", question=entry.question), _LONGEST_BUTTON),
                    Press(Verb.SEND_ENTRY, str(ticket.number), str(entry.id)).encode(),
                ),
            )
            for entry in entries
        )

    def _corrections(self, ticket: Ticket, categories: Sequence[ClassificationRule]) -> Keyboard:
        """Buttons that correct a proposal with one press: the other kinds, or a few other categories."""
        number = str(ticket.number)
        kinds = tuple(
            Button(self.speech.say(f"kind-{kind}"), Press(Verb.KIND, number, kind.value).encode())
            for kind in TicketKind
            if kind is not ticket.kind
        )
        others = [(rule.value, str(rule.id)) for rule in categories if rule.value != ticket.category]
        named = tuple(
            Button(shorten(name, _LONGEST_CATEGORY), Press(Verb.CATEGORY, number, rule).encode())
            for name, rule in others[:_MOST_CATEGORIES]
        )
        proposed = ((kinds, ticket.kind), (named, ticket.category))
        return tuple(row for row, value in proposed if value and row)

    def _button(self, phrase: str, verb: Verb, ticket: int, version: str) -> Button:
        return Button(self.speech.say(phrase), Press(verb, str(ticket), version).encode())
