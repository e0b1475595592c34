"""The ticket's card: the first message of its topic, edited in place as things change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.desk.characters import shorten
from handlers.desk.greeting import name_of
from handlers.desk.journal import say_journal
from handlers.desk.links import link_to
from handlers.desk.media import say_wordless
from handlers.desk.moments import say_deadline
from handlers.desk.names import visible
from handlers.desk.prelude import say_prelude
from handlers.desk.titles import title_of
from handlers.phrases import Phrases
from storage.classification import Aspect
from storage.content import Content, FormattedText, SpanKind, join_texts, styled, utf16_length
from storage.records import (
    STANDARD_TIER,
    Conversation,
    FaqRecord,
    StaffThread,
    Ticket,
    TicketState,
)

# A card holds the whole question with its own lines around it inside of a message's 4096 units.
LONGEST_QUESTION_ON_CARD = 3000
_HEAD_OF_LONG_QUESTION = 500

# Telegram refuses longer topic names: https://core.telegram.org/bots/api#createforumtopic
LONGEST_TOPIC_NAME = 128
_LONGEST_TITLE = 60
_LONGEST_DETAIL = 100

_STATE_PHRASES = {
    TicketState.NEW: "state-new",
    TicketState.IN_PROGRESS: "state-in-progress",
    TicketState.WAITING: "state-waiting",
    TicketState.RESOLVED: "state-resolved",
    TicketState.CLOSED: "state-closed",
    TicketState.REOPENED: "state-reopened",
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What there is about a ticket's customer beside the ticket.

    `earlier` are the places of their tickets of before, `channels` their conversations elsewhere.
    `attachments`: they sent something besides words; asked where there are no words alone.
    """

    earlier: Sequence[StaffThread] = ()
    channels: Sequence[Conversation] = ()
    attachments: bool = True


ALONE = Surroundings()


@dataclass(frozen=True, slots=True)
class CardWriter:
    """Writes cards and topic names in the staff's language and the calendar's zone."""

    phrases: Phrases
    language: str
    zone: ZoneInfo

    def number(self, ticket: int) -> str:
        """`№ 12`, or `#12` in English."""
        return self.phrases.say(self.language, "ticket-number", number=ticket)

    def topic_name(self, ticket: Ticket, conversation: Conversation, *, moved_on: bool = False) -> str:
        """Number, name and the question in short; a resolved one is marked, so is one that moved on."""
        number = self.number(ticket.number)
        mark = ("" if ticket.is_open else "✅ ") + ("↗ " if moved_on else "")
        title = title_of(ticket.title, ticket.question, limit=_LONGEST_TITLE)
        parts = (f"{mark}{number}", name_of(conversation.customer), title)
        return cut_to_units(" · ".join(part for part in parts if part), LONGEST_TOPIC_NAME)

    def card(
        self,
        ticket: Ticket,
        conversation: Conversation,
        suggestions: Sequence[FaqRecord],
        now: datetime,
        around: Surroundings = ALONE,
    ) -> Content:
        """Everything an agent needs at a glance. The customer's words are text, never markup."""
        title = self._say("card-title", number=ticket.number, state=self.state(ticket.state))
        question = self._question(ticket, attachments=around.attachments)
        lines = [
            styled(title, SpanKind.BOLD),
            FormattedText(self._customer_line(conversation, ticket.language)),
            *self._channel_lines(around),
            *self._ban_line(conversation),
            *self._tier_line(conversation),
            *self._profile_lines(conversation),
            *self._previous_line(ticket),
            *self._earlier_line([place for place in around.earlier if place.ticket != ticket.previous]),
            *self._line_line(ticket),
            FormattedText(""),
            *([] if conversation.is_erased else [question, FormattedText("")]),
            *self._prelude_lines(ticket),
            *self._deadline_lines(ticket, now),
            FormattedText(self._say("card-priority", priority=ticket.priority)),
            *self._detail_lines(ticket),
            FormattedText(self._say("card-assignee", name=self.who_answers(ticket))),
            *map(FormattedText, say_journal(self.phrases, self.language, self.zone, ticket.journal)),
            *self._suggestion_lines(suggestions),
        ]
        card = lines[0]
        for line in lines[1:]:
            card = card + "\n" + line
        return Content(card)

    def left_card(
        self,
        ticket: Ticket,
        conversation: Conversation,
        place: StaffThread | None,
        *,
        attachments: bool = True,
    ) -> Content:
        """The same in a topic that the ticket has left for another line: where it is, and who has it now.

        Deadlines and details stand at `place`: they would be wrong here as soon as they change there.
        """
        title = self._say("left-card-title", number=ticket.number, line=str(ticket.line))
        question = (
            []
            if conversation.is_erased
            else [FormattedText(""), self._question(ticket, attachments=attachments)]
        )
        link = link_to(place.chat, place.thread) if place else None
        stands = self._say("left-card-stands", state=self.state(ticket.state), name=self.who_answers(ticket))
        lines = [
            styled(title, SpanKind.BOLD),
            FormattedText(self._customer_line(conversation, ticket.language)),
            *question,
            FormattedText(""),
            FormattedText(stands),
            *([FormattedText(link)] if link else []),
        ]
        return Content(join_texts(lines))

    def who_answers(self, ticket: Ticket) -> str:
        """The assignee's name, and for whom they stand in for the time being; a dash for nobody."""
        if ticket.assignee_name and ticket.stands_in_for:
            return self._say("assignee-for-now", name=ticket.assignee_name, former=ticket.stands_in_for)
        return ticket.assignee_name or "—"

    def details(self, ticket: Ticket) -> dict[str, str]:
        """What is known of the ticket beside its question, by names in words."""
        aspects = {
            Aspect.CATEGORY: ticket.category,
            Aspect.KIND: ticket.kind,
            Aspect.SERVICE: ticket.service,
        }
        named = {
            self._say(f"aspect-{aspect}"): self.value_in_words(aspect, value)
            for aspect, value in aspects.items()
            if value
        }
        return named | ticket.fields

    def classification(self, ticket: Ticket) -> str:
        """Category, kind and service on one line; empty where nothing is known."""
        known = self.details(replace(ticket, fields={}))
        return " · ".join(f"{name}: {value}" for name, value in known.items())

    def value_in_words(self, aspect: Aspect, value: str) -> str:
        """A kind by its name, anything else as it is."""
        return self._say(f"kind-{value}") if aspect is Aspect.KIND else value

    def state(self, state: TicketState) -> str:
        """The state in words."""
        return self._say(_STATE_PHRASES[state])

    def _say(self, key: str, **arguments: str | int) -> str:
        return self.phrases.say(self.language, key, **arguments)

    def _customer_line(self, conversation: Conversation, language: str) -> str:
        if conversation.is_erased:
            return self._say("card-erased")
        name, channel = self.name_in(conversation), channel_of(conversation)
        return self._say("card-customer", name=name, channel=channel, language=language)

    def name_in(self, conversation: Conversation) -> str:
        """What the customer is called there, with the @username."""
        customer = conversation.customer
        names = (customer.given_name, customer.family_name)
        name = visible(" ".join(part for part in names if part)) or self._say("card-nameless")
        return f"{name} @{customer.username}" if customer.username else name

    def _channel_lines(self, around: Surroundings) -> list[FormattedText]:
        """Where else the person was seen."""
        return [
            FormattedText(self._say("card-channel", name=self.name_in(each), channel=channel_of(each)))
            for each in around.channels
        ]

    def _ban_line(self, conversation: Conversation) -> list[FormattedText]:
        return [styled(self._say("card-banned"), SpanKind.BOLD)] if conversation.customer.is_banned else []

    def _tier_line(self, conversation: Conversation) -> list[FormattedText]:
        tier = conversation.customer.tier
        return [] if tier == STANDARD_TIER else [FormattedText(self._say("card-tier", tier=tier))]

    def _profile_lines(self, conversation: Conversation) -> list[FormattedText]:
        customer = conversation.customer
        known = (
            ("card-company", customer.company),
            ("card-contract", customer.contract),
            ("card-customer-notes", customer.notes),
        )
        return [
            FormattedText(self._say(key, text=shorten(text, _LONGEST_DETAIL))) for key, text in known if text
        ]

    def _detail_lines(self, ticket: Ticket) -> list[FormattedText]:
        classification = self.classification(ticket)
        fields = [f"{name}: {shorten(value, _LONGEST_DETAIL)}" for name, value in ticket.fields.items()]
        return [FormattedText(line) for line in ([classification] if classification else []) + fields]

    def _previous_line(self, ticket: Ticket) -> list[FormattedText]:
        if ticket.previous is None:
            return []
        return [FormattedText(self._say("card-previous", number=ticket.previous))]

    def _earlier_line(self, earlier: Sequence[StaffThread]) -> list[FormattedText]:
        """Numbers that lead to the topics."""
        if not earlier:
            return []
        numbers = [
            styled(self.number(place.ticket), SpanKind.TEXT_LINK, link)
            if (link := link_to(place.chat, place.thread))
            else FormattedText(self.number(place.ticket))
            for place in earlier
        ]
        return [FormattedText(self._say("card-earlier")) + " " + join_texts(numbers, ", ")]

    def _line_line(self, ticket: Ticket) -> list[FormattedText]:
        return [] if ticket.line == 1 else [FormattedText(self._say("card-line", line=str(ticket.line)))]

    def _question(self, ticket: Ticket, *, attachments: bool) -> FormattedText:
        if not ticket.question.strip():
            return FormattedText(say_wordless(self.phrases, self.language, with_attachments=attachments))
        shown = ticket.question
        if utf16_length(shown) > LONGEST_QUESTION_ON_CARD:
            shown = shorten(shown, _HEAD_OF_LONG_QUESTION)
        return styled(shown, SpanKind.BLOCKQUOTE)

    def _prelude_lines(self, ticket: Ticket) -> list[FormattedText]:
        """What the customer asked before and what the bot replied; an empty line parts it from the rest."""
        if not ticket.prelude:
            return []
        lines = (self._say("prelude-title"), *say_prelude(self.phrases, self.language, ticket.prelude), "")
        return [FormattedText(line) for line in lines]

    def _deadline_lines(self, ticket: Ticket, now: datetime) -> list[FormattedText]:
        if not ticket.is_open:
            return []
        lines = []
        if ticket.first_response_at is None:
            lines.append(self._say("card-respond-by", moment=self._deadline(ticket.respond_by, now)))
        lines.append(self._say("card-resolve-by", moment=self._deadline(ticket.resolve_by, now)))
        if ticket.promised_by is not None and ticket.promised_by != ticket.resolve_by:
            lines.append(self._say("card-promised-by", moment=self._deadline(ticket.promised_by, now)))
        return [FormattedText(line) for line in lines]

    def _deadline(self, moment: datetime, now: datetime) -> str:
        return say_deadline(self.phrases, self.language, moment, now=now, zone=self.zone)

    def _suggestion_lines(self, suggestions: Sequence[FaqRecord]) -> list[FormattedText]:
        if not suggestions:
            return []
        entries = [
            self._say("card-suggestion", number=entry.id, question=shorten(entry.question, 120))
            for entry in suggestions
        ]
        return [FormattedText(""), *map(FormattedText, (self._say("card-suggestions"), *entries))]


def channel_of(conversation: Conversation) -> str:
    """The messenger's name."""
    return conversation.address.partition(":")[0].capitalize()


def cut_to_units(text: str, limit: int) -> str:
    """At most `limit` UTF-16 units, cut at a word."""
    while utf16_length(text) > limit:
        text = shorten(text, len(text) - 1)
    return text
