"""Everything that sending a letter needs, looked up for many letters at once."""

from collections.abc import Sequence

from storage.copies import Copies, Copy
from storage.letters import (
    DeleteMessage,
    EditContent,
    Errand,
    PostedLetter,
    SendAlbum,
    SendContent,
    SetButtons,
)
from storage.records import MessageRef, StaffThread
from storage.staff import StaffThreads
from storage.transaction import Transaction

Pieces = dict[tuple[MessageRef, str], dict[int, Copy]]


async def look_up(transaction: Transaction, posted: Sequence[PostedLetter]) -> tuple[Errand, ...]:
    """The letters as errands, in the same order: two queries, however many there are."""
    tickets = {each.letter.to.ticket for each in posted}
    threads = await StaffThreads(transaction).of_many([ticket for ticket in tickets if ticket is not None])
    wanted = {(ref, each.letter.to.chat) for each in posted for ref in _elsewhere(each)}
    pieces = await Copies(transaction).all_of(wanted)
    return tuple(_errand(each, threads, pieces) for each in posted)


def _errand(posted: PostedLetter, threads: dict[int, StaffThread], pieces: Pieces) -> Errand:
    target = _target(posted, pieces)
    return Errand(
        posted,
        _thread(posted, threads),
        _reply_to(posted, pieces),
        target.message if target else None,
        target_is_marked=target is not None and target.marked,
    )


def _elsewhere(posted: PostedLetter) -> list[MessageRef]:
    """The messages that the letter points at and that stand in another chat: our copies are needed."""
    refs = [_replied(posted), _changed(posted)]
    return [ref for ref in refs if ref is not None and ref.chat != posted.letter.to.chat]


def _replied(posted: PostedLetter) -> MessageRef | None:
    action = posted.letter.action
    return action.reply_to if isinstance(action, SendContent | SendAlbum) else None


def _changed(posted: PostedLetter) -> MessageRef | None:
    action = posted.letter.action
    return action.message if isinstance(action, EditContent | SetButtons | DeleteMessage) else None


def _thread(posted: PostedLetter, threads: dict[int, StaffThread]) -> str | None:
    """The letter's own thread, or its ticket's, unless that one is handled in another chat by now."""
    to = posted.letter.to
    if to.thread is not None or to.ticket is None:
        return to.thread
    found = threads.get(to.ticket)
    return found.thread if found is not None and found.chat == to.chat else None


def _reply_to(posted: PostedLetter, pieces: Pieces) -> str | None:
    """A reply to what was split is a reply to its first piece."""
    ref, chat = _replied(posted), posted.letter.to.chat
    if ref is None or ref.chat == chat:
        return ref.message if ref else None
    found = pieces.get((ref, chat))
    return found[min(found)].message if found else None


def _target(posted: PostedLetter, pieces: Pieces) -> Copy | None:
    ref, action = _changed(posted), posted.letter.action
    if ref is None or ref.chat == posted.letter.to.chat:
        return Copy(ref.message) if ref else None
    part = action.part if isinstance(action, EditContent | SetButtons | DeleteMessage) else 0
    return pieces.get((ref, posted.letter.to.chat), {}).get(part)
