"""The rules of delivery in one place: how an outcome settles its letter. Pure."""

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
"""If a topic was created after all, the messenger's own notice tells so within this time."""

LOOK_FOR_THE_NOTICE = timedelta(seconds=0.25)
"""The pause before looking for that notice again, while the messenger cannot rule it out yet."""

LONGEST_WAIT_FOR_RIGHTS = timedelta(minutes=1)
"""The longest pause before a letter without the rights to be posted is tried again."""

UNREADABLE = "this version cannot read the letter"
"""The reason to give up a letter whose row another version wrote, or somebody changed by hand."""

TRIES_OF_A_BUG = 3
"""A letter whose sending crashes in our own code this often is given up."""


class BugBeforeSending(Exception):
    """Our own bug, met before the letter was handed to its channel: nothing was sent."""

    def __init__(self, bug: Exception) -> None:
        self.bug = bug
        super().__init__(type(bug).__name__)


Outcome = Delivered | Exception
"""What a channel returned or raised; anything but a `DeliveryError` is a bug."""


def settlement_of(posted: PostedLetter, outcome: Outcome, *, crashes: int = 0) -> Settlement:
    """The ledger entry for a letter that was tried.

    `crashes` counts the bugs met while sending this letter, this one included.
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
    """Settle a refusal; a merely cosmetic letter is dropped, since nobody misses it."""
    letter, reason = posted.letter, _words(refusal)
    if waits_for_administrators(letter, refusal):
        return Again(_pause(posted, refusal), reason, in_doubt=posted.may_be_repeat)
    if isinstance(refusal, NotAForum):
        return NoTopics(reason)
    if letter.urgency is Urgency.COSMETIC:
        return Dropped(reason)
    return GivenUp(reason, unreachable=isinstance(refusal, RecipientUnreachable))


def waits_for_administrators(letter: Letter, outcome: Outcome) -> bool:
    """Return True if a staff chat refuses this letter in a way that its administrators can mend.

    A customer who left is gone; a staff chat that does not let the bot in is a mistake that somebody will
    notice, and the customers' words must still be there then. Letters without anybody's words are not worth
    the wait: they may fail when rights are missing.
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
    """Name the bug's kind only: its message may repeat what somebody wrote."""
    return f"internal error: {type(bug).__name__}"


def settlement_before_sending(
    claimed: ClaimedLetter, *, notice_awaited: bool, told_of_lack: bool = False
) -> Settlement | None:
    """The settlement of a claimed letter that must not be sent, say as it may have arrived; None: send it.

    `notice_awaited` says that the messenger has had time to tell of the topic, `told_of_lack` that the desk
    has had its chance to make what the letter lacks.
    """
    posted = claimed.posted
    if isinstance(posted.letter.action, Unreadable):
        return GivenUp(UNREADABLE)
    if not posted.may_be_repeat:
        return _made_first(claimed) if claimed.lacks and not told_of_lack else None
    if isinstance(posted.letter.action, OpenTopic):
        if claimed.thread is not None:  # the notice came before the call ended
            return Sent(Delivered(thread=claimed.thread))
        if notice_awaited:
            return None
        return Again(LOOK_FOR_THE_NOTICE, posted.reason or "interrupted", in_doubt=True)
    if posted.letter.in_doubt in {WhenInDoubt.PARK, WhenInDoubt.DROP}:
        return _in_doubt(posted, posted.reason or "interrupted")
    return None


def settlement_of_a_failed_start(posted: PostedLetter, error: Exception) -> Settlement:
    """The settlement of a claimed letter that a bug, or a conflict over the same records, kept from leaving.

    It goes back to its lane, and leaves once the bug is fixed; letters that people decide about go to them
    now.
    """
    reason = _words(error)
    if posted.may_be_repeat and posted.letter.in_doubt in {WhenInDoubt.PARK, WhenInDoubt.DROP}:
        return _in_doubt(posted, reason)
    return Again(pause_after(posted.attempts), reason, in_doubt=posted.may_be_repeat)


def _made_first(claimed: ClaimedLetter) -> Settlement | None:
    """Have a missing topic or card made first: a ticket's words are not posted without it."""
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
    if isinstance(outcome, TopicClosed) and posted.attempts == 1:  # it was reopened meanwhile
        return AT_ONCE
    if isinstance(outcome, RightsMissing):  # each letter finds out for itself, and there may be many
        return pause_after(posted.attempts, LONGEST_WAIT_FOR_RIGHTS)
    return pause_after(posted.attempts)


def _in_another_form(letter: Letter, others: tuple[Letter, ...], reason: str) -> Settlement:
    return GivenUp(reason) if others == (letter,) else ReplacedBy(others)


def _words(outcome: Outcome) -> str:
    """The messenger's own reason, or the kind of a bug."""
    if isinstance(outcome, DeliveryError):
        return str(outcome) or type(outcome).__name__
    return reason_of_a_bug(outcome.bug if isinstance(outcome, BugBeforeSending) else outcome)
