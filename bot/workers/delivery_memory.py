"""What the delivery remembers of letters from one transaction to the next, until they are done with."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from bot.workers.outcomes import Outcome
from bot.workers.settling import Loss, Settling
from handlers.channel import Delivered
from handlers.errors import DeliveryError, InDoubt
from storage.records.actions import OpenTopic
from storage.records.letters import PostedLetter
from storage.records.message_refs import card_of


@dataclass(slots=True)
class DeliveryMemory:
    """`losses` are those that the desk was told of, and that nothing was made anew for yet."""

    losses: frozenset[Loss] = frozenset()
    _crashes: Counter[int] = field(default_factory=Counter)
    _in_doubt_since: dict[str, datetime] = field(default_factory=dict)

    def tried(self, posted: PostedLetter, outcome: Outcome, now: datetime) -> None:
        """A call of the letter ended."""
        if not isinstance(outcome, Delivered | DeliveryError):
            self._crashes[posted.id] += 1
        elif isinstance(outcome, InDoubt) and isinstance(posted.letter.action, OpenTopic):
            self._in_doubt_since[posted.letter.to.lane] = now

    def crashes_of(self, posted: PostedLetter) -> int:
        """How many bugs the sending of the letter has met."""
        return self._crashes.get(posted.id, 0)

    def topic_in_doubt_since(self, posted: PostedLetter, now: datetime) -> datetime:
        """Since when nobody knows whether the topic was made; `now`, if the doubt is news here."""
        return self._in_doubt_since.setdefault(posted.letter.to.lane, now)

    def written(self, settling: Settling) -> None:
        """What was settled is on disk: what it ended need not be remembered, what it found out must."""
        for posted in settling.ended:
            self._crashes.pop(posted.id, None)
            self._in_doubt_since.pop(posted.letter.to.lane, None)
        self.losses = _without(self.losses | settling.new_losses, _lanes_made_whole(settling.arrived))


def _lanes_made_whole(arrived: Collection[PostedLetter]) -> set[str]:
    """Those whose new topic, or in a plain group whose new card, stands now: they may be lost again."""
    return {posted.letter.to.lane for posted in arrived if _is_topic_or_card(posted)}


def _is_topic_or_card(posted: PostedLetter) -> bool:
    letter = posted.letter
    is_card = letter.to.ticket is not None and card_of(letter.to.ticket) in letter.shows
    return is_card or isinstance(letter.action, OpenTopic)


def _without(losses: frozenset[Loss], lanes: Collection[str]) -> frozenset[Loss]:
    return frozenset((lane, lost) for lane, lost in losses if lane not in lanes)
