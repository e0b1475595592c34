"""A case with all its data, looked up when one of the staff opens it at the desk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.channels.web.desk.channel import is_desk
from handlers.cases.case import Case
from handlers.cases.topics import surroundings_of
from handlers.desk.reading.names import visible
from handlers.desk.tickets.card import Surroundings
from handlers.replies.wording import ReplyWording
from storage.books import Books
from storage.records.actions import Button
from storage.records.events import Event
from storage.records.faq import FaqRecord
from storage.records.message_refs import MessageRef
from storage.records.messages import Author, Message
from storage.web.desk import DeskPost
from storage.web.desk_inbox import Fate


@dataclass(frozen=True, slots=True)
class ShownHint:
    """A hint about the words of a reply, for a ticket whose staff chat is in a messenger."""

    number: int
    at: datetime
    text: str
    buttons: Sequence[Button]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """All data of a case. `names` are people's names by address.

    Messages of the customer since `banned_at` are stored, and shown once the ban is lifted.
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
    rating: int | None = None
    banned_at: datetime | None = None

    def is_shown(self, message: Message) -> bool:
        is_theirs = message.author is Author.CUSTOMER
        return not is_theirs or self.banned_at is None or message.at <= self.banned_at


@dataclass(frozen=True, slots=True)
class CaseFiles:
    """Looks up case files."""

    wording: ReplyWording

    async def of(self, books: Books, case: Case) -> CaseFile:
        """The file of a case."""
        number = case.ticket.number
        events = await books.events.of_ticket(number)
        customer = case.conversation
        staff = await books.staff.names_of({event.by for event in events})
        names = staff | {customer.address: visible(customer.customer.given_name)}
        rated = await books.ratings.of(number)
        ban = await books.bans.of(customer.customer.id)
        return CaseFile(
            case=case,
            suggestions=await books.faq.live_of(case.ticket.suggestions),
            around=await surroundings_of(books, case),
            said=await books.messages.of_ticket(number),
            events=events,
            posts=await books.desk_posts.of_ticket(number),
            hints=await self._hints(books, case),
            fates=await books.desk_inbox.fates(number),
            names=names,
            rating=rated.rating if rated else None,
            banned_at=ban.at if ban else None,
        )

    async def _hints(self, books: Books, case: Case) -> list[ShownHint]:
        """Unsettled hints; empty if the desk is the staff chat, where they are among its posts."""
        if is_desk(case.topic.chat):
            return []
        shown = []
        for hint in await books.wording_hints.open_of(case.ticket.number):
            messages = await books.messages.find(hint.messages)
            if messages:
                text, buttons = self.wording.describe(hint.id, messages, held=hint.held)
                shown.append(ShownHint(hint.id, messages[-1].at, text, buttons))
        return shown
