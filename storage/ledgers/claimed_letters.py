"""Looks up all that sending needs, for many letters at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from storage.chats import Chats
from storage.copies import Copies, Copy
from storage.records.actions import DeleteMessage, EditContent, SendAlbum, SendContent, SetButtons
from storage.records.letters import ClaimedLetter, PostedLetter
from storage.records.message_refs import MessageRef, card_of
from storage.records.staff import StaffThread
from storage.staff import StaffThreads
from storage.transaction import Transaction


async def look_up(transaction: Transaction, posted: Sequence[PostedLetter]) -> tuple[ClaimedLetter, ...]:
    """The letters with what they need, in the same order: two or three queries, however many there are."""
    tickets = {each.letter.to.ticket for each in posted}
    places = await StaffThreads(transaction).places_of([ticket for ticket in tickets if ticket is not None])
    topicless = {each.id: card_of(ticket) for each in posted if (ticket := _topicless(each, places))}
    wanted = {(ref, each.letter.to.chat) for each in posted for ref in _elsewhere(each)}
    wanted |= {(topicless[each.id], each.letter.to.chat) for each in posted if each.id in topicless}
    pieces = await Copies(transaction).all_of(wanted)
    chats = {each.letter.to.chat for each in posted if each.id in topicless}
    plain = await Chats(transaction).plain_among(chats) if chats else frozenset()
    found = _Found(places, pieces, topicless, plain)
    return tuple(found.claimed(each) for each in posted)


@dataclass(frozen=True, slots=True)
class _Found:
    """The looked-up data. `cards` names, by letter, the card of a post without a topic."""

    places: dict[tuple[int, str], StaffThread]
    pieces: dict[tuple[MessageRef, str], dict[int, Copy]]
    cards: dict[int, MessageRef]
    plain_groups: frozenset[str]

    def claimed(self, posted: PostedLetter) -> ClaimedLetter:
        target = self._target(posted)
        return ClaimedLetter(
            posted,
            self._thread(posted),
            self._reply_to(posted) or self._card(posted),
            target.message if target else None,
            target_is_marked=target is not None and target.marked,
            lacks=self._lacks(posted),
        )

    def _thread(self, posted: PostedLetter) -> str | None:
        """The letter's own thread, or its ticket's in that chat, even if the ticket has moved on."""
        to = posted.letter.to
        if to.thread is not None or to.ticket is None:
            return to.thread
        found = self.places.get((to.ticket, to.chat))
        return found.thread if found is not None else None

    def _reply_to(self, posted: PostedLetter) -> str | None:
        ref, chat = _replied(posted), posted.letter.to.chat
        if ref is None or ref.chat == chat:
            return ref.message if ref else None
        return self._first_piece(ref, chat)

    def _card(self, posted: PostedLetter) -> str | None:
        """The card to reply to: in a plain group a ticket's posts are replies to it."""
        card, chat = self.cards.get(posted.id), posted.letter.to.chat
        return self._first_piece(card, chat) if card and chat in self.plain_groups else None

    def _lacks(self, posted: PostedLetter) -> Literal["topic", "card"] | None:
        if posted.id not in self.cards:
            return None
        if posted.letter.to.chat not in self.plain_groups:
            return "topic"
        return None if self._card(posted) else "card"

    def _first_piece(self, ref: MessageRef, chat: str) -> str | None:
        """Our copy's first piece: that is what replies to a split message reply to."""
        found = self.pieces.get((ref, chat))
        return found[min(found)].message if found else None

    def _target(self, posted: PostedLetter) -> Copy | None:
        ref, action = _changed(posted), posted.letter.action
        if ref is None or ref.chat == posted.letter.to.chat:
            return Copy(ref.message) if ref else None
        part = action.part if isinstance(action, EditContent | SetButtons | DeleteMessage) else 0
        return self.pieces.get((ref, posted.letter.to.chat), {}).get(part)


def _elsewhere(posted: PostedLetter) -> list[MessageRef]:
    """Messages that the letter refers to in another chat: our copies of them are needed."""
    refs = [_replied(posted), _changed(posted)]
    return [ref for ref in refs if ref is not None and ref.chat != posted.letter.to.chat]


def _replied(posted: PostedLetter) -> MessageRef | None:
    action = posted.letter.action
    return action.reply_to if isinstance(action, SendContent | SendAlbum) else None


def _changed(posted: PostedLetter) -> MessageRef | None:
    action = posted.letter.action
    return action.message if isinstance(action, EditContent | SetButtons | DeleteMessage) else None


def _topicless(posted: PostedLetter, places: dict[tuple[int, str], StaffThread]) -> int | None:
    """The ticket of a post (except its card) that is handled in this very chat but has no topic there."""
    letter, ticket = posted.letter, posted.letter.to.ticket
    if ticket is None or not isinstance(letter.action, SendContent | SendAlbum):
        return None
    found = places.get((ticket, letter.to.chat))
    lacks_topic = found is not None and found.thread is None
    return ticket if lacks_topic and card_of(ticket) not in letter.shows else None
