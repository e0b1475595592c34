"""Letters by reader: the bot's words to a customer, an agent's reply, answers to the staff."""

from collections.abc import Sequence

from handlers.desk.messages.crossing import Crossing, formatted
from storage.records.actions import (
    Action,
    AnswerInline,
    AnswerPress,
    EditContent,
    InlineChoice,
    Keyboard,
    SendAlbum,
    SendContent,
    SetButtons,
)
from storage.records.content import Content
from storage.records.letters import Destination, Letter, Urgency, WhenInDoubt
from storage.records.message_refs import MessageRef


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
        in_doubt=WhenInDoubt.PARK if sends_anew(crossing.action) else WhenInDoubt.REPEAT_UNMARKED,
        urgency=Urgency.REPLY,
        shows=crossing.shows,
        part=crossing.part,
        ticket=ticket,
    )


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


def sends_anew(action: Action) -> bool:
    """Return True if a second try may leave a second message behind."""
    return isinstance(action, SendContent | SendAlbum)
