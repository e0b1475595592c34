"""What a send's outcome means for its letter. Pure: one place to read every rule of delivery."""

from datetime import timedelta

from bot.workers.backoff import pause_after
from bot.workers.mending import in_pieces, without_formatting
from bot.workers.rate_limits import is_group
from bot.workers.settlements import (
    AT_ONCE,
    Again,
    Dropped,
    GivenUp,
    Moved,
    NoTopics,
    Parked,
    ReplacedBy,
    Sent,
    Settlement,
    TopicLost,
)
from handlers.channel import Delivered
from handlers.errors import (
    ChatMoved,
    DeliveryError,
    FileNotFetched,
    InDoubt,
    MarkupRefused,
    NotAForum,
    NotReached,
    RecipientUnreachable,
    Refused,
    RetryLater,
    RightsMissing,
    ServerFailed,
    TooLong,
    TopicClosed,
    TopicGone,
)
from storage.records.actions import OpenTopic, SendAlbum, SendContent, Unreadable
from storage.records.letters import ClaimedLetter, Letter, PostedLetter, Urgency, WhenInDoubt

NOTICE_OF_A_TOPIC = timedelta(seconds=1)
"""A topic that was created after all is told by the messenger's own notice within this time."""

LOOK_FOR_THE_NOTICE = timedelta(seconds=0.25)
"""How soon it is looked for again where the messenger cannot say yet that there is none."""

LONGEST_WAIT_FOR_RIGHTS = timedelta(minutes=1)
"""A letter that the bot may not post finds within this time that it may again."""

UNREADABLE = "this version cannot read the letter"
"""Why a letter is given up whose row another version wrote, or somebody changed by hand."""

TRIES_OF_A_BUG = 3
"""A letter whose sending crashes in our own code is given up after so many crashes."""


class BugBeforeSending(Exception):
    """A bug of ours was met before the letter was handed to its channel: nothing was sent."""

    def __init__(self, bug: Exception) -> None:
        self.bug = bug
        super().__init__(type(bug).__name__)


Outcome = Delivered | Exception
"""What a channel returned, or what came out instead; anything but a `DeliveryError` is a bug."""


def settlement_of(posted: PostedLetter, outcome: Outcome, *, crashes: int = 0) -> Settlement:
    """What to write into the ledger about a letter that was tried.

    `crashes` counts the bugs that this letter's sending met, this one included.
    """
    letter, reason = posted.letter, _words(outcome)
    match outcome:
        case Delivered():
            return Sent(outcome)
        case NotReached() | ServerFailed() | RetryLater() | TopicClosed():
            # This try left nothing behind, but an earlier one may have.
            return Again(_pause(posted, outcome), reason, in_doubt=posted.may_be_repeat)
        case Refused():
            return _refused(posted, outcome)
        case TopicGone() if letter.to.ticket is not None:
            return TopicLost(letter.to.ticket, reason)
        case ChatMoved():
            return Moved(outcome.chat, reason)
        case MarkupRefused():
            return _in_another_form(letter, (without_formatting(letter),), reason)
        case TooLong():
            return _in_another_form(letter, in_pieces(letter), reason)
        case InDoubt():
            return _in_doubt(posted, reason)
        case DeliveryError():
            return GivenUp(reason)
        case _:
            return _after_a_bug(posted, outcome, crashes)


def _after_a_bug(posted: PostedLetter, bug: Exception, crashes: int) -> Settlement:
    if crashes >= TRIES_OF_A_BUG:
        return GivenUp(_words(bug))
    if isinstance(bug, BugBeforeSending):
        return settlement_of_a_failed_start(posted, bug)
    return _in_doubt(posted, _words(bug))


def _refused(posted: PostedLetter, refusal: Refused) -> Settlement:
    """Nobody misses what was only cosmetic."""
    letter, reason = posted.letter, _words(refusal)
    if waits_for_administrators(letter, refusal):
        return Again(_pause(posted, refusal), reason, in_doubt=posted.may_be_repeat)
    if isinstance(refusal, NotAForum):
        return NoTopics(reason)
    if letter.urgency is Urgency.COSMETIC:
        return Dropped(reason)
    return GivenUp(reason, unreachable=isinstance(refusal, RecipientUnreachable))


def waits_for_administrators(letter: Letter, outcome: Outcome) -> bool:
    """Whether a staff chat refuses this letter in a way that its administrators can mend.

    A customer who left is gone; a staff chat that does not let the bot in is a mistake that somebody will
    notice, and what customers wrote has to be there then. Letters without words of anybody are not worth
    that: for want of rights they may fail.
    """
    match outcome:
        case RecipientUnreachable():
            return _is_for_staff(letter)
        case RightsMissing():
            return _is_for_staff(letter) and isinstance(letter.action, SendContent | SendAlbum | OpenTopic)
        case _:
            return False


def _is_for_staff(letter: Letter) -> bool:
    return letter.to.ticket is not None or is_group(letter.to.chat)


def reason_of_a_bug(bug: object) -> str:
    """Its kind alone: its message may repeat what somebody wrote."""
    return f"internal error: {type(bug).__name__}"


def settlement_before_sending(
    claimed: ClaimedLetter, *, notice_awaited: bool, told_of_lack: bool = False
) -> Settlement | None:
    """What to do with a claimed letter instead of sending it: an earlier try of it may have arrived, for one.

    `notice_awaited` says that the messenger has had its time to tell of the topic, `told_of_lack` that the
    desk has had its chance to make what the letter lacks. None: send it.
    """
    posted = claimed.posted
    if isinstance(posted.letter.action, Unreadable):
        return GivenUp(UNREADABLE)
    if not posted.may_be_repeat:
        return _made_first(claimed) if claimed.lacks and not told_of_lack else None
    if isinstance(posted.letter.action, OpenTopic):
        if claimed.thread is not None:  # the notice was quicker than the end of the call
            return Sent(Delivered(thread=claimed.thread))
        if notice_awaited:
            return None
        return Again(LOOK_FOR_THE_NOTICE, posted.reason or "interrupted", in_doubt=True)
    if posted.letter.in_doubt in {WhenInDoubt.PARK, WhenInDoubt.DROP}:
        return _in_doubt(posted, posted.reason or "interrupted")
    return None


def settlement_of_a_failed_start(posted: PostedLetter, error: Exception) -> Settlement:
    """What to do with a claimed letter when a bug, or somebody at the same records, kept it from leaving.

    It goes back to its lane, and leaves once the bug is mended; but what people decide about is theirs now.
    """
    reason = _words(error)
    if posted.may_be_repeat and posted.letter.in_doubt in {WhenInDoubt.PARK, WhenInDoubt.DROP}:
        return _in_doubt(posted, reason)
    return Again(pause_after(posted.attempts), reason, in_doubt=posted.may_be_repeat)


def _made_first(claimed: ClaimedLetter) -> Settlement | None:
    """Words of a ticket do not stand alone in the group while its topic, or its card, can be made."""
    ticket = claimed.posted.letter.to.ticket
    return TopicLost(ticket, f"there is no {claimed.lacks} for it") if ticket is not None else None


def _in_doubt(posted: PostedLetter, reason: str) -> Settlement:
    if isinstance(posted.letter.action, OpenTopic):
        return Again(NOTICE_OF_A_TOPIC, reason, in_doubt=True)
    match posted.letter.in_doubt:
        case WhenInDoubt.REPEAT:
            return Again(pause_after(posted.attempts), reason, in_doubt=True)
        case WhenInDoubt.REPEAT_UNMARKED:
            return Again(pause_after(posted.attempts), reason)
        case WhenInDoubt.PARK:
            return Parked(reason)
        case WhenInDoubt.DROP:
            return Dropped(reason)


def _pause(posted: PostedLetter, outcome: DeliveryError) -> timedelta:
    if isinstance(outcome, RetryLater):
        return outcome.pause
    if isinstance(outcome, FileNotFetched) and outcome.pause is not None:
        return outcome.pause
    if isinstance(outcome, TopicClosed) and posted.attempts == 1:  # it was opened again meanwhile
        return AT_ONCE
    if isinstance(outcome, RightsMissing):  # each letter finds out for itself, and there may be many
        return pause_after(posted.attempts, LONGEST_WAIT_FOR_RIGHTS)
    return pause_after(posted.attempts)


def _in_another_form(letter: Letter, others: tuple[Letter, ...], reason: str) -> Settlement:
    return GivenUp(reason) if others == (letter,) else ReplacedBy(others)


def _words(outcome: Outcome) -> str:
    """The messenger's own reason."""
    if isinstance(outcome, DeliveryError):
        return str(outcome) or type(outcome).__name__
    return reason_of_a_bug(outcome.bug if isinstance(outcome, BugBeforeSending) else outcome)
