"""What a customer said with a question that the ticket's card does not show."""

from collections.abc import Collection, Sequence

from handlers.desk.tickets.card import holds_question
from handlers.desk.tickets.prelude import is_whole
from storage.records.messages import Message
from storage.records.tickets import Ticket


def not_on_card(ticket: Ticket, asked: Collection[str], messages: Sequence[Message]) -> list[Message]:
    """The messages besides the texts `asked`: files, formatted text, other words.

    All messages of a question that is too long for the card.
    """
    too_long = not holds_question(ticket)
    return [
        message
        for message in messages
        if too_long
        or not message.content.is_plain_text
        or message.content.text.spans
        or not (message.content.text.text in asked or _stands_before(ticket, message))
    ]


def _stands_before(ticket: Ticket, message: Message) -> bool:
    return any(is_whole(step, message.content.text.text) for step in ticket.prelude)
