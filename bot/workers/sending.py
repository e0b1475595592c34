"""One letter's call to its channel: whatever happens, the result is an outcome."""

from dataclasses import replace

from bot.workers.faults import report_bug
from bot.workers.files_between import with_files_at_hand
from bot.workers.outcomes import BugBeforeSending, Outcome
from bot.workers.workplace import Workplace
from handlers.channel import Channel
from handlers.errors import DeliveryError, InDoubt, NotReached, ServerFailed, TopicClosed
from storage.records.actions import EditContent, OpenTopic
from storage.records.letters import ClaimedLetter, WhenInDoubt


async def send(place: Workplace, claimed: ClaimedLetter) -> Outcome:
    """Deliver the letter. A closed topic is reopened on the way; the letter goes with the next try."""
    letter = claimed.posted.id
    try:
        at_hand = await with_files_at_hand(place.channels, claimed)
    except DeliveryError as error:
        return error
    except Exception as bug:  # noqa: BLE001 - in the file's channel: reported, the letter never left
        report_bug("a file could not be fetched", bug, letter=letter)
        return BugBeforeSending(bug)
    channel = place.channel_of(claimed.posted.letter.to.chat)
    try:
        return await channel.deliver(_as_it_must_read(place, at_hand))
    except TopicClosed as closed:
        return await _reopened(channel, claimed, closed)
    except DeliveryError as error:
        return error
    except Exception as bug:  # noqa: BLE001 - a bug in a channel: reported, and settled like any outcome
        report_bug("a channel crashed", bug, letter=letter, channel=channel.name)
        return bug


def _as_it_must_read(place: Workplace, claimed: ClaimedLetter) -> ClaimedLetter:
    """The letter, marked as a possible repeat if an earlier copy may have arrived.

    An edit is no repeat itself, but the message that it changes may be one.
    """
    posted = claimed.posted
    letter = posted.letter
    is_repeat = posted.may_be_repeat and letter.in_doubt is WhenInDoubt.REPEAT
    if isinstance(letter.action, EditContent):
        is_repeat = claimed.target_is_marked
    if not is_repeat or isinstance(letter.action, OpenTopic):
        return claimed
    marked = replace(letter, action=place.desk.mark_as_repeat(letter.action, letter.language))
    return replace(claimed, posted=replace(posted, letter=marked))


async def _reopened(channel: Channel, claimed: ClaimedLetter, closed: TopicClosed) -> Outcome:
    if claimed.thread is None:
        return closed
    try:
        await channel.reopen_topic(claimed.posted.letter.to.chat, claimed.thread)
    except (NotReached, ServerFailed, InDoubt) as error:  # by the reopening: the letter itself never left
        return NotReached(f"the topic is closed, and reopening it failed: {error}")
    except DeliveryError as error:
        return error
    return closed
