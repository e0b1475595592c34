"""A ticket's topic: the place where its staff reads, and the letters to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from handlers.correspondence import sends_anew
from handlers.desk.messages.crossing import Crossing, crossings_of_agent, formatted
from storage.records.actions import (
    EditContent,
    Keyboard,
    RenameTopic,
    SendContent,
)
from storage.records.content import Content
from storage.records.letters import Destination, Letter, Urgency, WhenInDoubt
from storage.records.message_refs import MessageRef, card_of
from storage.records.messages import Message


@dataclass(frozen=True, slots=True)
class Topic:
    """The place where a ticket's staff reads: its group, and the language there.

    In a plain group (not `in_forum`), all that belongs to a ticket replies to its card.
    """

    chat: str
    ticket: int
    language: str
    in_forum: bool

    @property
    def place(self) -> Destination:
        """The ticket's topic, resolved when the letter leaves."""
        return Destination(self.chat, ticket=self.ticket)

    @property
    def card(self) -> MessageRef:
        """Our own name for the card; its messenger id is known only after sending."""
        return card_of(self.ticket)

    def is_read_in(self, chat: str) -> bool:
        """Return True if all who read the chat read what is posted here: in a plain group."""
        return chat == self.chat and not self.in_forum

    def said(self, crossing: Crossing) -> Letter:
        """A letter with somebody's words from elsewhere, unchanged."""
        return Letter(
            to=self.place,
            action=crossing.action,
            language=self.language,
            in_doubt=WhenInDoubt.REPEAT if sends_anew(crossing.action) else WhenInDoubt.REPEAT_UNMARKED,
            urgency=Urgency.CUSTOMER_WORDS,
            shows=crossing.shows,
            part=crossing.part,
            ticket=self.ticket,
        )

    def notice(self, text: str, buttons: Keyboard = ()) -> Letter:
        """The bot's own words to the staff of this ticket."""
        return self._post(SendContent(formatted(text), buttons=buttons))

    def hint(self, name: MessageRef, text: str, buttons: Keyboard) -> Letter:
        """A notice that can be found again by its name, to report how it was settled."""
        return replace(self.notice(text, buttons), shows=(name,))

    def settle_hint(self, name: MessageRef, text: str) -> Letter:
        """Edit the hint to say what was done, and remove its buttons."""
        return Letter(
            to=self.place,
            action=EditContent(name, formatted(text)),
            language=self.language,
            in_doubt=WhenInDoubt.REPEAT_UNMARKED,
            urgency=Urgency.COSMETIC,
            ticket=self.ticket,
        )

    def tell(self, content: Content) -> Letter:
        """A notice with formatting."""
        return self._post(SendContent(content))

    def post_card(self, content: Content, buttons: Keyboard, *, ahead: bool = False) -> Letter:
        """The card, as the first message of the topic."""
        letter = self._post(SendContent(content, buttons=buttons), ahead=ahead)
        return replace(letter, urgency=Urgency.CUSTOMER_WORDS, shows=(self.card,))

    def edit_card(self, content: Content, buttons: Keyboard) -> Letter:
        """The current card; of several unsent edits only the last one leaves."""
        return Letter(
            to=self.place,
            action=EditContent(self.card, content, buttons),
            language=self.language,
            in_doubt=WhenInDoubt.REPEAT_UNMARKED,
            urgency=Urgency.COSMETIC,
            ticket=self.ticket,
            replaces=f"card:{self.ticket}",
        )

    def rename(self, name: str) -> Letter:
        """A new name for the topic, which shows whether the ticket is open."""
        return Letter(
            to=self.place,
            action=RenameTopic(name),
            language=self.language,
            in_doubt=WhenInDoubt.REPEAT_UNMARKED,
            urgency=Urgency.COSMETIC,
            ticket=self.ticket,
            replaces=f"name:{self.ticket}",
        )

    def _post(self, action: SendContent, *, ahead: bool = False) -> Letter:
        return Letter(to=self.place, action=action, language=self.language, ticket=self.ticket, ahead=ahead)


def all_to(topic: Topic, crossings: Iterable[Crossing]) -> tuple[Letter, ...]:
    """Letters that post to the topic what was said elsewhere."""
    return tuple(topic.said(crossing) for crossing in crossings)


def copies_in_topic(topic: Topic, messages: Sequence[Message], signature: str) -> tuple[Letter, ...]:
    """Copies, signed, of an agent's replies that were written at the web desk or sent by a button."""
    elsewhere = [message for message in messages if message.ref.chat != topic.chat]
    posts = all_to(topic, crossings_of_agent(elsewhere, signature))
    return tuple(replace(post, urgency=Urgency.NOTICE) for post in posts)
