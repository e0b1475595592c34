"""Where personal data are stored, table by table: whose rows, and what erasing does to them.

A new table or text column must be listed here: a test compares the list with the schema.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, and_, cast, literal, or_, select, tuple_

from storage.records.content import Content
from storage.records.conversations import ERASED
from storage.records.customers import STANDARD_TIER
from storage.records.letters import LetterState
from storage.records.message_refs import card_of
from storage.tables.audit import audit
from storage.tables.care import bans, floods, memberships, ticket_ratings
from storage.tables.chats import chat_moves, chat_pauses
from storage.tables.conversations import conversations, customers
from storage.tables.desk_uploads import desk_uploads
from storage.tables.dialogues import dialogues
from storage.tables.events import events
from storage.tables.facts import counters, facts
from storage.tables.faq import faq_changes, faq_entries
from storage.tables.faq_learning import faq_confirmations, faq_lessons
from storage.tables.ledgers import InboxState, claims, inbox, letters
from storage.tables.lines import (
    clarifying_questions,
    classification_rules,
    customer_profiles,
    former_threads,
)
from storage.tables.messages import copies, messages
from storage.tables.people import joined_conversations
from storage.tables.sla import calendar_days, sla_policies
from storage.tables.staff import staff
from storage.tables.tickets import staff_threads, tickets
from storage.tables.timers import timers
from storage.tables.web_chat import web_messages, web_sessions, web_uploads, web_visitors
from storage.tables.web_desk import desk_posts, desk_sessions, desk_users
from storage.tables.words import canned_replies, forbidden_words, template_versions, wording_hints
from storage.types import LONG_AGO

_WEB = "web:"


@dataclass(frozen=True, slots=True)
class DataSubject:
    """All that identifies a person in our tables. `customers`: joined persons have several numbers."""

    customer: int
    customers: tuple[int, ...] = ()
    conversations: tuple[int, ...] = ()
    addresses: tuple[str, ...] = ()
    tickets: tuple[int, ...] = ()

    @property
    def visitors(self) -> list[str]:
        """Their ids in the web chat."""
        return [address.removeprefix(_WEB) for address in self.addresses if address.startswith(_WEB)]


@dataclass(frozen=True, slots=True)
class Holding:
    """The rows of a table that are about a person.

    `blanks` are the values that erasing writes into the columns; None: the rows are deleted. `harmless` are
    text columns that say nothing about anybody.
    """

    table: Table[Any]
    theirs: Callable[[DataSubject], ColumnElement[bool]]
    blanks: Mapping[str, Any] | None = None
    harmless: frozenset[str] = field(default=frozenset())


def _copies_of(person: DataSubject) -> ColumnElement[bool]:
    """Copies in their chats, of their messages, and of posts to the staff about them.

    Without the cards', which are edited instead.
    """
    said = select(messages.c.chat, messages.c.message).where(
        messages.c.conversation.in_(person.conversations)
    )
    cards = [card_of(ticket) for ticket in person.tickets]
    is_card = tuple_(copies.c.original_chat, copies.c.original_message).in_(
        [(card.chat, card.message) for card in cards]
    )
    about = or_(
        copies.c.chat.in_(person.addresses),
        copies.c.original_chat.in_(person.addresses),
        copies.c.original_chat.in_([card.chat for card in cards]),
        tuple_(copies.c.original_chat, copies.c.original_message).in_(said),
    )
    return and_(about, ~is_card) if cards else about


def letters_about(person: DataSubject) -> ColumnElement[bool]:
    """Letters to them, and about their tickets."""
    return or_(
        letters.c.chat.in_(person.addresses),
        letters.c.ticket.in_(person.tickets),
        letters.c.to_ticket.in_(person.tickets),
    )


HOLDINGS: tuple[Holding, ...] = (
    Holding(
        dialogues,
        lambda who: or_(dialogues.c.chat.in_(who.addresses), dialogues.c.person.in_(who.addresses)),
    ),
    Holding(timers, lambda who: timers.c.subject.in_(who.addresses)),
    Holding(chat_pauses, lambda who: chat_pauses.c.chat.in_(who.addresses)),
    Holding(copies, _copies_of),
    Holding(messages, lambda who: messages.c.conversation.in_(who.conversations)),
    Holding(letters, lambda who: and_(letters_about(who), letters.c.state != LetterState.SENDING)),
    Holding(floods, lambda who: floods.c.conversation.in_(who.conversations)),
    Holding(bans, lambda who: bans.c.customer.in_(who.customers)),
    Holding(
        ticket_ratings, lambda who: ticket_ratings.c.ticket.in_(who.tickets), blanks={"commented_at": None}
    ),
    Holding(wording_hints, lambda who: wording_hints.c.ticket.in_(who.tickets)),
    Holding(desk_posts, lambda who: desk_posts.c.ticket.in_(who.tickets)),
    Holding(
        tickets,
        lambda who: tickets.c.conversation.in_(who.conversations),
        blanks={"question": "", "title": "", "prelude": (), "fields": {}},
        harmless=frozenset(
            {
                "language",
                "assignee",
                "assignee_name",
                "suggestions",
                "category",
                "service",
                "asked",
                "clock",
                "stands_in_for",
                "journal",
            }
        ),
    ),
    Holding(
        inbox,
        lambda who: inbox.c.lane.in_(who.addresses),
        blanks={"lane": ERASED, "raw": None, "error": None, "album": None, "state": InboxState.HANDLED},
        harmless=frozenset({"source", "patience"}),
    ),
    Holding(
        web_messages,
        lambda who: web_messages.c.visitor.in_(who.visitors),
        blanks={"content": Content(), "buttons": (), "pressed": None, "deleted": True},
        harmless=frozenset({"visitor", "id", "reply_to"}),  # random; the rows go with the visitor's
    ),
    Holding(
        web_uploads,
        lambda who: web_uploads.c.visitor.in_(who.visitors),
        blanks={"name": "", "attached": False, "created_at": LONG_AGO},  # the bytes go first, then the row
        harmless=frozenset({"visitor", "id", "mime_type"}),
    ),
    Holding(
        web_visitors,
        lambda who: web_visitors.c.id.in_(who.visitors),
        blanks={"name": None, "name_asked": False},
        harmless=frozenset({"id", "language"}),
    ),
    Holding(
        conversations,
        lambda who: conversations.c.id.in_(who.conversations),
        blanks={
            "address": literal(f"{ERASED}:") + cast(conversations.c.id, Text),
            "given_name": "",
            "family_name": None,
            "username": None,
            "client_language": None,
            "written_language": None,
            "question": None,
            "unreachable_since": None,
            "greeted_at": None,
            "version": conversations.c.version + 1,  # a record read before this cannot be saved
        },
        harmless=frozenset({"language"}),
    ),
    Holding(joined_conversations, lambda who: joined_conversations.c.conversation.in_(who.conversations)),
    Holding(customer_profiles, lambda who: customer_profiles.c.customer.in_(who.customers)),
    Holding(
        customers,
        lambda who: customers.c.id.in_(who.customers),
        blanks={"tier": STANDARD_TIER},
    ),
)
"""In the order of erasure: rows that point at others go first."""

EVENTS = Holding(
    events,
    lambda who: or_(
        events.c.conversation.in_(who.conversations),
        events.c.ticket.in_(who.tickets),
        events.c.by.in_(who.addresses),
    ),
)
"""Events stay for the reports, without words and without the person's address."""

CONFIRMATIONS = Holding(
    faq_confirmations, lambda who: faq_confirmations.c.conversation.in_(who.conversations)
)
LESSONS = Holding(
    faq_lessons,
    lambda who: faq_lessons.c.id.in_(select(faq_confirmations.c.lesson).where(CONFIRMATIONS.theirs(who))),
)
"""What the FAQ may learn from them; `FaqLearning.forget` spares phrasings that others confirmed, too."""

HOLD_NOBODY: frozenset[Table[Any]] = frozenset(
    {
        audit,
        calendar_days,
        canned_replies,
        clarifying_questions,
        classification_rules,
        chat_moves,
        claims,
        counters,
        desk_sessions,
        desk_uploads,  # the staff's; files sent to a customer go with the messages
        desk_users,
        facts,
        faq_changes,
        faq_entries,
        forbidden_words,
        former_threads,
        memberships,
        sla_policies,
        staff,
        staff_threads,
        template_versions,
        web_sessions,  # proofs of keys: they go with the visitor
    }
)
"""Tables that keep nothing about customers."""
