"""The ticket's card: the first message of its topic, edited in place as things change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from zoneinfo import ZoneInfo

from handlers.desk.messages.links import link_to
from handlers.desk.messages.media import say_wordless
from handlers.desk.text.characters import shorten
from handlers.desk.text.moments import say_deadline
from handlers.desk.text.splitting import LONGEST_REPEATABLE
from handlers.desk.tickets.journal import say_journal
from handlers.desk.tickets.prelude import say_prelude
from handlers.desk.tickets.ticket_words import TicketWords, channel_of
from handlers.phrases import Speech
from storage.records.content import Content, FormattedText, SpanKind, join_texts, styled, utf16_length
from storage.records.conversations import Conversation
from storage.records.customers import STANDARD_TIER
from storage.records.faq import FaqRecord
from storage.records.staff import StaffThread
from storage.records.tickets import Ticket

LONGEST_QUESTION_ON_CARD = 3000
"""In UTF-16 units, with the conversation before it: the lines around it fit into the same message."""

_HEAD_OF_LONG_QUESTION = 500

_LONGEST_DETAIL = 100


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Facts about a ticket's customer besides the ticket.

    `earlier` are the places of their earlier tickets, `channels` their conversations elsewhere.
    `attachments`: they sent something besides words; looked up only if there are no words.
    """

    earlier: Sequence[StaffThread] = ()
    channels: Sequence[Conversation] = ()
    attachments: bool = True


ALONE = Surroundings()


def holds_question(ticket: Ticket) -> bool:
    """Return True if the card has the whole question, not only its beginning."""
    before = sum(utf16_length(step.text) for step in ticket.prelude)
    return utf16_length(ticket.question) + before <= LONGEST_QUESTION_ON_CARD


@dataclass(frozen=True, slots=True)
class CardWriter:
    """Writes cards in the staff's language and the calendar's zone."""

    speech: Speech
    zone: ZoneInfo

    @property
    def words(self) -> TicketWords:
        """The staff's names for things."""
        return TicketWords(self.speech)

    def card(
        self,
        ticket: Ticket,
        conversation: Conversation,
        suggestions: Sequence[FaqRecord],
        now: datetime,
        around: Surroundings = ALONE,
    ) -> Content:
        """All that an agent needs at a glance. The customer's words are text, never markup.

        If that is more than a message holds, parts that can be read elsewhere are left out.
        """
        title = self.speech.say("card-title", number=ticket.number, state=self.words.state(ticket.state))
        question = self._question(ticket, attachments=around.attachments)
        channels, profile = self._channel_lines(around), self._profile_lines(conversation)
        details, suggested = self._detail_lines(ticket), self._suggestion_lines(suggestions)
        journal = [*map(FormattedText, say_journal(self.speech, self.zone, ticket.journal))]
        sections = [
            [styled(title, SpanKind.BOLD)],
            [FormattedText(self._customer_line(conversation, ticket.language))],
            channels,
            self._ban_line(conversation),
            self._tier_line(conversation),
            profile,
            self._previous_line(ticket),
            self._earlier_line([place for place in around.earlier if place.ticket != ticket.previous]),
            self._line_line(ticket),
            [FormattedText("")],
            [] if conversation.is_erased else [question, FormattedText("")],
            self._prelude_lines(ticket),
            self._deadline_lines(ticket, now),
            [FormattedText(self.speech.say("card-priority", priority=ticket.priority))],
            details,
            [FormattedText(self.speech.say("card-assignee", name=self.words.who_answers(ticket)))],
            journal,
            suggested,
        ]
        return Content(_as_much_as_fits(sections, (suggested, journal, profile, channels, details)))

    def left_card(
        self,
        ticket: Ticket,
        conversation: Conversation,
        place: StaffThread | None,
        *,
        attachments: bool = True,
    ) -> Content:
        """The card in a topic that the ticket has left for another line: its present place and assignee.

        Deadlines and details are at `place`: here they would be wrong as soon as they change there.
        """
        title = self.speech.say("left-card-title", number=ticket.number, line=str(ticket.line))
        question = (
            []
            if conversation.is_erased
            else [FormattedText(""), self._question(ticket, attachments=attachments)]
        )
        link = link_to(place.chat, place.thread) if place else None
        state, name = self.words.state(ticket.state), self.words.who_answers(ticket)
        stands = self.speech.say("left-card-stands", state=state, name=name)
        lines = [
            styled(title, SpanKind.BOLD),
            FormattedText(self._customer_line(conversation, ticket.language)),
            *question,
            FormattedText(""),
            FormattedText(stands),
            *([FormattedText(link)] if link else []),
        ]
        return Content(join_texts(lines))

    def _customer_line(self, conversation: Conversation, language: str) -> str:
        if conversation.is_erased:
            return self.speech.say("card-erased")
        name, channel = self.words.name_in(conversation), channel_of(conversation)
        return self.speech.say("card-customer", name=name, channel=channel, language=language)

    def _channel_lines(self, around: Surroundings) -> list[FormattedText]:
        """The person's other channels."""
        return [
            FormattedText(
                self.speech.say("card-channel", name=self.words.name_in(each), channel=channel_of(each))
            )
            for each in around.channels
        ]

    def _ban_line(self, conversation: Conversation) -> list[FormattedText]:
        return (
            [styled(self.speech.say("card-banned"), SpanKind.BOLD)] if conversation.customer.is_banned else []
        )

    def _tier_line(self, conversation: Conversation) -> list[FormattedText]:
        tier = conversation.customer.tier
        return [] if tier == STANDARD_TIER else [FormattedText(self.speech.say("card-tier", tier=tier))]

    def _profile_lines(self, conversation: Conversation) -> list[FormattedText]:
        customer = conversation.customer
        known = (
            ("card-company", customer.company),
            ("card-contract", customer.contract),
            ("card-customer-notes", customer.notes),
        )
        return [
            FormattedText(self.speech.say(key, text=shorten(text, _LONGEST_DETAIL)))
            for key, text in known
            if text
        ]

    def _detail_lines(self, ticket: Ticket) -> list[FormattedText]:
        classification = self.words.classification(ticket)
        fields = [f"{name}: {shorten(value, _LONGEST_DETAIL)}" for name, value in ticket.fields.items()]
        return [FormattedText(line) for line in ([classification] if classification else []) + fields]

    def _previous_line(self, ticket: Ticket) -> list[FormattedText]:
        if ticket.previous is None:
            return []
        return [FormattedText(self.speech.say("card-previous", number=ticket.previous))]

    def _earlier_line(self, earlier: Sequence[StaffThread]) -> list[FormattedText]:
        """Numbers linked to the topics."""
        if not earlier:
            return []
        numbers = [
            styled(self.words.number(place.ticket), SpanKind.TEXT_LINK, link)
            if (link := link_to(place.chat, place.thread))
            else FormattedText(self.words.number(place.ticket))
            for place in earlier
        ]
        return [FormattedText(self.speech.say("card-earlier")) + " " + join_texts(numbers, ", ")]

    def _line_line(self, ticket: Ticket) -> list[FormattedText]:
        return (
            [] if ticket.line == 1 else [FormattedText(self.speech.say("card-line", line=str(ticket.line)))]
        )

    def _question(self, ticket: Ticket, *, attachments: bool) -> FormattedText:
        if not ticket.question.strip():
            return FormattedText(say_wordless(self.speech, with_attachments=attachments))
        whole = ticket.question
        shown = whole if holds_question(ticket) else shorten(whole, _HEAD_OF_LONG_QUESTION)
        return styled(shown, SpanKind.BLOCKQUOTE)

    def _prelude_lines(self, ticket: Ticket) -> list[FormattedText]:
        """What the customer asked before and what the bot replied; an empty line ends it."""
        if not ticket.prelude:
            return []
        lines = (self.speech.say("prelude-title"), *say_prelude(self.speech, ticket.prelude), "")
        return [FormattedText(line) for line in lines]

    def _deadline_lines(self, ticket: Ticket, now: datetime) -> list[FormattedText]:
        if not ticket.is_open:
            return []
        lines = []
        if ticket.first_response_at is None:
            lines.append(self.speech.say("card-respond-by", moment=self._deadline(ticket.respond_by, now)))
        lines.append(self.speech.say("card-resolve-by", moment=self._deadline(ticket.resolve_by, now)))
        if ticket.promised_by is not None and ticket.promised_by != ticket.resolve_by:
            lines.append(self.speech.say("card-promised-by", moment=self._deadline(ticket.promised_by, now)))
        return [FormattedText(line) for line in lines]

    def _deadline(self, moment: datetime, now: datetime) -> str:
        return say_deadline(self.speech, moment, now=now, zone=self.zone)

    def _suggestion_lines(self, suggestions: Sequence[FaqRecord]) -> list[FormattedText]:
        if not suggestions:
            return []
        entries = [
            self.speech.say("card-suggestion", number=entry.id, question=shorten(entry.question, 120))
            for entry in suggestions
        ]
        return [FormattedText(""), *map(FormattedText, (self.speech.say("card-suggestions"), *entries))]


def _as_much_as_fits(
    sections: Iterable[Sequence[FormattedText]], told_elsewhere: Iterable[Sequence[FormattedText]]
) -> FormattedText:
    """The sections, one line per text; while they are too long, the next of `told_elsewhere` is dropped."""
    kept, spare = list(sections), iter(told_elsewhere)
    while utf16_length((whole := join_texts([*chain(*kept)])).text) > LONGEST_REPEATABLE:
        dispensable = next(spare, None)
        if dispensable is None:
            break
        kept.remove(dispensable)
    return whole
