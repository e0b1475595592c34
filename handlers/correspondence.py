"""Letters by reader: the bot's words to a customer, an agent's reply, posts for the staff."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from handlers.desk.messages.crossing import Crossing, crossings_of_agent, formatted
from storage.records.actions import (
    Action,
    AnswerInline,
    AnswerPress,
    EditContent,
    InlineChoice,
    Keyboard,
    RenameTopic,
    SendAlbum,
    SendContent,
    SetButtons,
)
from storage.records.content import Content
from storage.records.letters import Destination, Letter, Urgency, WhenInDoubt
from storage.records.message_refs import MessageRef, card_of
from storage.records.messages import Message


def to_customer(address: str, text: str, language: str, buttons: Keyboard = ()) -> Letter:
    """The bot's own words. If delivery is in doubt they are repeated: better twice than never."""
    return Letter(
        to=Destination(address), action=SendContent(formatted(text), buttons=buttons), language=language
    )


def agent_to_customer(address: str, crossing: Crossing, language: str, ticket: int) -> Letter:
    """An agent's reply. If delivery is in doubt, the agent decides."""
    return Letter(
        to=Destination(address),
        action=crossing.action,
        language=language,
        in_doubt=WhenInDoubt.PARK if _sends_anew(crossing.action) else WhenInDoubt.REPEAT_UNMARKED,
        urgency=Urgency.REPLY,
        shows=crossing.shows,
        part=crossing.part,
        ticket=ticket,
    )


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

    def said(self, crossing: Crossing) -> Letter:
        """A letter with somebody's words from elsewhere, unchanged."""
        return Letter(
            to=self.place,
            action=crossing.action,
            language=self.language,
            in_doubt=WhenInDoubt.REPEAT if _sends_anew(crossing.action) else WhenInDoubt.REPEAT_UNMARKED,
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


def to_staff(place: Destination, text: str, language: str, buttons: Keyboard = ()) -> Letter:
    """The bot's own words in a staff chat: numbers and links, never a customer's words."""
    return Letter(to=place, action=SendContent(formatted(text), buttons=buttons), language=language)


def content_to_staff(place: Destination, content: Content, language: str) -> Letter:
    """A file or a formatted text for a manager."""
    return Letter(to=place, action=SendContent(content), language=language)


def answer_press(place: Destination, query: str, text: str, language: str) -> Letter:
    """The short notice after a press, in its own lane: it must not wait behind a conversation."""
    return Letter(
        to=Destination(place.chat, thread=f"press/{query}"),
        action=AnswerPress(query, text),
        language=language,
        in_doubt=WhenInDoubt.DROP,
        urgency=Urgency.REPLY,
    )


def answer_inline(
    person: str, query: str, choices: Sequence[InlineChoice], language: str, *, remembered_seconds: int = 0
) -> Letter:
    """The choices for somebody typing `@bot words`, in a lane of their own like the notice after a press."""
    return Letter(
        to=Destination(person, thread=f"inline/{query}"),
        action=AnswerInline(query, tuple(choices), remembered_seconds),
        language=language,
        in_doubt=WhenInDoubt.DROP,
        urgency=Urgency.REPLY,
    )


def reply_to_question(token: str) -> MessageRef:
    """Our own name for the FAQ's reply to a question; its buttons go once the question is settled."""
    return MessageRef(f"question:{token}", "reply")


def reworded(
    place: Destination, message: MessageRef, text: str, language: str, buttons: Keyboard = ()
) -> Letter:
    """An edit of one of the bot's own messages."""
    return Letter(
        to=place,
        action=EditContent(message, formatted(text), buttons),
        language=language,
        in_doubt=WhenInDoubt.REPEAT_UNMARKED,
        urgency=Urgency.COSMETIC,
    )


def without_buttons(place: Destination, message: MessageRef, language: str) -> Letter:
    """Remove the buttons of a message, after a press."""
    return Letter(
        to=place,
        action=SetButtons(message),
        language=language,
        in_doubt=WhenInDoubt.REPEAT_UNMARKED,
        urgency=Urgency.COSMETIC,
    )


def _sends_anew(action: Action) -> bool:
    """Return True if a second try may leave a second message behind."""
    return isinstance(action, SendContent | SendAlbum)


def all_to(topic: Topic, crossings: Iterable[Crossing]) -> tuple[Letter, ...]:
    """Letters that post to the topic what was said elsewhere."""
    return tuple(topic.said(crossing) for crossing in crossings)


def copies_in_topic(topic: Topic, messages: Sequence[Message], signature: str) -> tuple[Letter, ...]:
    """Copies, signed, of an agent's replies that were written at the web desk or sent by a button."""
    elsewhere = [message for message in messages if message.ref.chat != topic.chat]
    posts = all_to(topic, crossings_of_agent(elsewhere, signature))
    return tuple(replace(post, urgency=Urgency.NOTICE) for post in posts)
