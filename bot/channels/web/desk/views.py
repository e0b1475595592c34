"""Tickets as the desk's page gets them: plain JSON, no markup, sentences and moments ready to read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.channels.web.chat.view import content_view
from bot.channels.web.desk.channel import NAME, is_desk
from handlers.cases.case import Case
from handlers.desk import tickets
from handlers.desk.card import Surroundings
from handlers.desk.crossing import formatted
from handlers.desk.moments import say_deadline
from handlers.desk.names import visible
from handlers.desk.prelude import say_prelude
from handlers.desk.reasons import say_reason
from handlers.desk.tickets import Agent, NotNow
from handlers.desk.titles import title_of
from handlers.phrases import Phrases
from handlers.policy import DeskPolicy
from storage.letters import Button, LetterState
from storage.records import (
    PRIORITIES,
    STANDARD_TIER,
    Author,
    Event,
    EventKind,
    FaqRecord,
    Message,
    MessageRef,
    Ticket,
    TicketState,
)
from storage.web_desk import DeskPost
from storage.web_desk_inbox import Fate, ListedTicket

_EVENTS = {
    EventKind.OPENED: "desk-event-opened",
    EventKind.TAKEN: "desk-event-taken",
    EventKind.ASSIGNED: "desk-event-assigned",
    EventKind.TRANSFERRED: "desk-event-transferred",
    EventKind.RELEASED: "desk-event-released",
    EventKind.ESCALATED: "desk-event-escalated",
    EventKind.HELD: "desk-event-held",
    EventKind.RESUMED: "desk-event-resumed",
    EventKind.RESOLVED: "desk-event-resolved",
    EventKind.REOPENED: "desk-event-reopened",
    EventKind.CLOSED: "desk-event-closed",
    EventKind.PRIORITY_CHANGED: "desk-event-priority",
    EventKind.SLA_BREACHED: "desk-event-sla-breached",
}
"""What happened to a ticket, but for what its messages and the bot's own words tell already."""

_EVENTS_ELSEWHERE = _EVENTS | {
    EventKind.UNDELIVERED: "desk-event-undelivered",
    EventKind.BANNED: "desk-event-banned",
    EventKind.UNBANNED: "desk-event-unbanned",
    EventKind.TIER_CHANGED: "desk-event-tier",
    EventKind.CUSTOMERS_JOINED: "desk-event-joined",
    EventKind.CUSTOMERS_SEPARATED: "desk-event-separated",
}
"""Of tickets that are handled in a messenger: the bot's own words about them stand there."""

_FATES = {
    LetterState.WAITING: "waiting",
    LetterState.SENDING: "waiting",
    LetterState.IN_DOUBT: "unsure",
    LetterState.PARKED: "unsure",
    LetterState.REFUSED: "refused",
    LetterState.DROPPED: "refused",
    LetterState.SENT: "sent",
}


OF_A_HINT = 0
"""Stands for a post in a press of a button that no post of the desk carries."""


@dataclass(frozen=True, slots=True)
class ShownHint:
    """A hint about the words of a reply, whose staff chat is in a messenger."""

    number: int
    at: datetime
    text: str
    buttons: Sequence[Button]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """All that is known of a case. `names` are those of people by their addresses.

    What the customer wrote since `banned_at` is kept, and shown once the ban is lifted.
    """

    case: Case
    suggestions: Sequence[FaqRecord]
    around: Surroundings
    said: Sequence[Message]
    events: Sequence[Event]
    posts: Sequence[DeskPost]
    hints: Sequence[ShownHint]
    fates: Mapping[MessageRef, Fate]
    names: Mapping[str, str]
    mark: int | None = None
    banned_at: datetime | None = None

    def is_shown(self, message: Message) -> bool:
        is_theirs = message.author is Author.CUSTOMER
        return not is_theirs or self.banned_at is None or message.at <= self.banned_at


@dataclass(frozen=True, slots=True)
class DeskViews:
    """Writes them in the staff's language and the calendar's zone."""

    phrases: Phrases
    language: str
    policy: DeskPolicy
    state: Callable[[TicketState], str]

    def line(self, listed: ListedTicket, now: datetime) -> dict[str, Any]:
        """A line of a list."""
        due = listed.resolve_by if listed.first_response_at else listed.respond_by
        is_open = listed.state not in {TicketState.RESOLVED, TicketState.CLOSED}
        return {
            "number": listed.number,
            "state": listed.state.value,
            "stateWords": self.state(listed.state),
            "question": title_of(listed.title, listed.question) or "",
            "customer": visible(listed.customer) or self._say("desk-nameless"),
            "channel": _channel(listed.address),
            "assignee": listed.assignee_name,
            "due": self._deadline(due, now) if is_open else None,
            "late": is_open and listed.state is not TicketState.WAITING and due < now,
            "answered": listed.first_response_at is not None,
            "at": (listed.last_words_at or listed.opened_at).isoformat(),
        }

    def case(self, file: CaseFile, reader: Agent, now: datetime, *, manages: bool) -> dict[str, Any]:
        """The whole of a case, for one of the staff; `manages`: for a manager."""
        ticket, conversation = file.case.ticket, file.case.conversation
        customer = conversation.customer
        names = " ".join(name for name in (customer.given_name, customer.family_name) if name)
        return {
            "number": ticket.number,
            "title": self._say("ticket-number", number=ticket.number),
            "version": ticket.version,
            "state": ticket.state.value,
            "stateWords": self.state(ticket.state),
            "open": ticket.is_open,
            "question": ticket.question,
            "customer": visible(names) or self._say("desk-nameless"),
            "username": customer.username,
            "channel": _channel(conversation.address),
            "language": ticket.language,
            "erased": conversation.is_erased,
            "banned": customer.is_banned,
            "unreachable": conversation.unreachable_since is not None,
            "assignee": self._assignee(ticket),
            "mine": ticket.assignee == reader.address,
            "earlier": [place.ticket for place in file.around.earlier],
            "prelude": list(say_prelude(self.phrases, self.language, ticket.prelude)),
            "mark": self._say("desk-mark-value", mark=file.mark) if file.mark else None,
            "tier": None if customer.tier == STANDARD_TIER else customer.tier,
            "priority": ticket.priority,
            "priorities": [self._say("priority", priority=each) for each in PRIORITIES],
            "deadlines": self._deadlines(ticket, now),
            "suggestions": [] if conversation.is_erased else [_entry(each) for each in file.suggestions],
            "acts": _allowed(ticket, reader, now),
            "timeline": self._timeline(file, reader, manages=manages),
        }

    def post(self, post: DeskPost) -> dict[str, Any]:
        """The bot's own words."""
        buttons = [{"text": button.text, "data": button.data} for row in post.buttons for button in row]
        return {
            "kind": "post",
            "id": f"post-{post.id}",
            "post": post.id,
            "at": post.at.isoformat(),
            "buttons": buttons,
            **content_view(post.content),
        }

    def _timeline(self, file: CaseFile, reader: Agent, *, manages: bool) -> list[dict[str, Any]]:
        items = [
            *(
                self._message(index, message, file, reader, manages=manages)
                for index, message in enumerate(file.said)
                if file.is_shown(message)
            ),
            *(
                self._event(index, event, file)
                for index, event in enumerate(file.events)
                if event.kind in _told_of(file.case)
            ),
            *map(self.post, file.posts),
            *map(_hint, file.hints),
        ]
        return sorted(items, key=lambda item: str(item["at"]))

    def _message(
        self, index: int, message: Message, file: CaseFile, reader: Agent, *, manages: bool
    ) -> dict[str, Any]:
        elsewhere = not is_desk(file.case.topic.chat)  # else the bot's own words to the desk have the buttons
        content = content_view(message.content)
        if content["file"]:
            content["file"]["url"] = f"/desk/files/{file.case.ticket.number}/{index}"
        fate = file.fates.get(message.ref) if message.author is Author.AGENT else None
        return {
            "kind": message.author.value,
            "id": f"message-{index}",
            "index": index,
            "ref": message.ref.message,
            "own": own_id(message.ref, reader),
            "takesBack": message.author is Author.AGENT
            and (manages or message.author_address == reader.address),
            "at": message.at.isoformat(),
            "author": self._author(message),
            "edited": message.edited_at is not None,
            "fate": _FATES.get(fate.state) if fate else None,
            "unconfirmed": fate.letter if fate and fate.state is LetterState.PARKED and elsewhere else None,
            **content,
        }

    def _assignee(self, ticket: Ticket) -> str | None:
        if ticket.assignee_name and ticket.stands_in_for:
            return self._say("assignee-for-now", name=ticket.assignee_name, former=ticket.stands_in_for)
        return ticket.assignee_name

    def _author(self, message: Message) -> str:
        if message.author is Author.BOT:
            return self._say("history-bot")
        return visible(message.author_name) or self._say("desk-nameless")

    def _event(self, index: int, event: Event, file: CaseFile) -> dict[str, Any]:
        name = file.names.get(event.by) or self._say("desk-nameless")
        key = _told_of(file.case)[event.kind]
        if event.details.get("to the end") == "no":
            key = "desk-event-transferred-for-now"
        known = {"name": name, **event.details}
        if event.kind is EventKind.UNDELIVERED:
            known["reason"] = say_reason(self.phrases, self.language, known["reason"])
        takes = self.phrases.entries(self.language)[key].arguments
        words = self._say(key, **{argument: known[argument] for argument in takes})
        return {"kind": "event", "id": f"event-{index}", "at": event.at.isoformat(), "words": words}

    def _deadlines(self, ticket: Ticket, now: datetime) -> list[dict[str, Any]]:
        if not ticket.is_open:
            return []
        due = [("desk-resolve-by", ticket.resolve_by)]
        if ticket.first_response_at is None:
            due.insert(0, ("desk-respond-by", ticket.respond_by))
        if ticket.promised_by is not None and ticket.promised_by != ticket.resolve_by:
            due.append(("desk-promised-by", ticket.promised_by))
        return [
            {"label": self._say(key), "words": self._deadline(moment, now), "late": moment < now}
            for key, moment in due
        ]

    def _deadline(self, moment: datetime, now: datetime) -> str:
        return say_deadline(self.phrases, self.language, moment, now=now, zone=self.policy.zone)

    def _say(self, key: str, **arguments: str | int) -> str:
        return self.phrases.say(self.language, key, **arguments)


def _allowed(ticket: Ticket, by: Agent, now: datetime) -> list[str]:
    """What can be done with the ticket as it stands: the rules themselves are asked."""
    rules: dict[str, Callable[[], object]] = {
        "take": lambda: tickets.take(ticket, by, now),
        "wait": lambda: tickets.hold(ticket, by, now),
        "close": lambda: tickets.resolve(ticket, by, now),
        "reopen": lambda: tickets.reopen(ticket, by.address, now),
    }
    return [act for act, rule in rules.items() if _permits(rule)]


def _permits(rule: Callable[[], object]) -> bool:
    try:
        rule()
    except NotNow:
        return False
    return True


def _told_of(case: Case) -> Mapping[EventKind, str]:
    return _EVENTS if is_desk(case.topic.chat) else _EVENTS_ELSEWHERE


def own_id(ref: MessageRef, reader: Agent) -> str | None:
    """The name that the reader's own browser gave the message; None: it is not one of theirs at the desk."""
    user, dot, browser_id = ref.message.partition(".")
    return browser_id if dot and is_desk(ref.chat) and reader.address == f"{NAME}:{user}" else None


def _hint(hint: ShownHint) -> dict[str, Any]:
    return {
        "kind": "post",
        "id": f"hint-{hint.number}",
        "post": OF_A_HINT,
        "at": hint.at.isoformat(),
        "buttons": [{"text": button.text, "data": button.data} for button in hint.buttons],
        **content_view(formatted(hint.text)),
    }


def _entry(record: FaqRecord) -> dict[str, Any]:
    return {"id": record.id, "question": record.question, "answer": record.answer}


def _channel(address: str) -> str:
    return address.partition(":")[0]
