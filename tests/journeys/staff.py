"""The staff's side of a story, wherever they work: what they do with tickets, and what they see.

`staff_in_telegram.py` and `staff_at_the_desk.py` do each of these in their own way; behind both stand the
same use cases. What is looked for is a regular expression: see `StoryLanguage.phrase`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from tests.journeys.desk import ANNA, Desk
from tests.journeys.people import Customer
from tests.journeys.speech import StoryLanguage, Words


class Ticket(Protocol):
    """A ticket in front of the staff of one line, read from top to bottom."""

    @property
    def number(self) -> int: ...

    async def shows(self, said: str) -> str:
        """Wait until the bot tells the staff this, or the customer's words stand there; returns the text."""
        ...

    async def reads(self, said: str) -> None:
        """Wait until something there reads so, be it one that was shown before and changed since."""
        ...

    async def card_shows(self, known: str) -> None:
        """Wait until this stands among what is known of the ticket."""
        ...

    async def card_offers(self, button: str) -> None:
        """Wait until there is such a button, to correct or to answer with one press."""
        ...

    async def reads_criteria(self) -> str:
        """By what the urgency goes."""
        ...

    async def everything(self) -> Sequence[str]:
        """All that was said there: by the customer, by colleagues, by the bot."""
        ...


class Colleague(Protocol):
    """Somebody of the staff. What cannot be done they read at the ticket."""

    @property
    def name(self) -> str: ...

    async def takes(self, ticket: Ticket) -> None: ...
    async def replies(self, ticket: Ticket, text: str) -> None: ...
    async def notes(self, ticket: Ticket, text: str) -> None: ...
    async def waits(self, ticket: Ticket) -> None: ...
    async def closes(self, ticket: Ticket) -> None: ...
    async def reopens(self, ticket: Ticket) -> None: ...
    async def escalates(self, ticket: Ticket, line: int, reason: str) -> None: ...

    async def hands_over(self, ticket: Ticket, to: Colleague, *, for_now: bool = False) -> None:
        """To a colleague of the same line."""
        ...

    async def sets_priority(self, ticket: Ticket, priority: int) -> None: ...
    async def sets_tier(self, ticket: Ticket, tier: str) -> None: ...
    async def sets_category(self, ticket: Ticket, category: str) -> None: ...

    async def corrects(self, ticket: Ticket, aspect: str, value: str) -> None:
        """One press: another `kind` or `category`."""
        ...

    async def sends_canned(self, ticket: Ticket, number: int) -> None: ...

    async def sends_entry(self, ticket: Ticket, words: str, question: str) -> None:
        """Look the FAQ entry up by these words at the ticket, and send it by its button."""
        ...

    async def takes_back(self, ticket: Ticket, reply: str) -> None:
        """One of their own replies, by its words."""
        ...

    async def presses(self, ticket: Ticket, button: str) -> None:
        """The newest button of that name under the bot's words."""
        ...

    async def joins(self, ticket: Ticket, other: Ticket) -> None:
        """The customers of both are the same person."""
        ...

    async def separates(self, ticket: Ticket) -> None: ...
    async def bans(self, ticket: Ticket) -> None: ...
    async def unbans(self, ticket: Ticket) -> None: ...

    async def finds(self, words: str) -> str:
        """The tickets that are found."""
        ...

    # What only managers may do; anybody else is refused. Returns what was told at once, if anything was.
    async def promises(self, order: str) -> str:
        """What stands behind `/sla`."""
        ...

    async def sets_hours(self, order: str) -> str:
        """What stands behind `/hours`."""
        ...

    async def forbids(self, wording: str, instead: str) -> str: ...

    async def chooses_mode(self, mode: str) -> str:
        """What becomes of replies that have a forbidden word: `hint`, `hold` or `off`."""
        ...

    async def writes_text(self, name: str, source: str) -> str:
        """One of the bot's texts, in the language of the story."""
        ...

    async def resets_text(self, name: str) -> str: ...
    async def adds_canned(self, title: str, text: str) -> str: ...

    async def lessons(self) -> str:
        """What the FAQ may learn: phrasings, with the questions of their entries."""
        ...

    async def adds_rule(self, rule: str) -> str:
        """Of classification: `hosting: site, 502`."""
        ...

    async def adds_question(self, category: str, field: str, ask: str, gain: str, answer: str) -> str:
        """A clarifying one; `answer` is the pattern of what is asked for."""
        ...


class Staff(Protocol):
    """Sergey answers customers, Maria manages, and Vera works on line 2."""

    @property
    def sergey(self) -> Colleague: ...
    @property
    def maria(self) -> Colleague: ...
    @property
    def vera(self) -> Colleague: ...

    async def ticket(self, number: int = 1, line: int = 1) -> Ticket:
        """Wait until it stands in front of that line."""
        ...

    async def tickets(self) -> int:
        """How many line 1 has."""
        ...

    async def all_read(self, said: str) -> str:
        """Wait until the bot tells it to everybody of line 1."""
        ...


async def opened_ticket(
    desk: Desk, staff: Staff, question: Words, name: Words = ANNA
) -> tuple[Customer, Ticket]:
    """Somebody asked what the FAQ does not know, was acknowledged, and the staff has it."""
    customer = await desk.customer(name)
    await customer.writes(desk.speech(question))
    acknowledged = await customer.shows(regex=desk.speech.phrase("acknowledgement-question"))
    number = re.search(r"(?:№ |#)(\d+)", acknowledged.text)
    assert number is not None
    ticket = await staff.ticket(int(number[1]))
    await ticket.card_shows(re.escape(desk.speech(question)))
    return customer, ticket


def for_managers_only(say: StoryLanguage) -> set[str]:
    """How anybody else is refused: in a messenger, and at the desk."""
    return {say.button("managers-only"), say.button("desk-error-managers-only")}
