"""What the delivery remembers about letters between transactions, until they are settled."""

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
    """`losses` are those reported to the desk for which no replacement exists yet."""

    losses: frozenset[Loss] = frozenset()
    _crashes: Counter[int] = field(default_factory=Counter)
    _in_doubt_since: dict[str, datetime] = field(default_factory=dict)

    def tried(self, posted: PostedLetter, outcome: Outcome, now: datetime) -> None:
        """Note that a call of the letter ended."""
        if not isinstance(outcome, Delivered | DeliveryError):
            self._crashes[posted.id] += 1
        elif isinstance(outcome, InDoubt) and isinstance(posted.letter.action, OpenTopic):
            self._in_doubt_since[posted.letter.to.lane] = now

    def crashes_of(self, posted: PostedLetter) -> int:
        """The number of bugs met while sending the letter."""
        return self._crashes.get(posted.id, 0)

    def topic_in_doubt_since(self, posted: PostedLetter, now: datetime) -> datetime:
        """Since when it is unknown whether the topic was made; `now` if the doubt is new here."""
        return self._in_doubt_since.setdefault(posted.letter.to.lane, now)

    def written(self, settling: Settling) -> None:
        """After the commit: forget the letters that ended, and remember the new losses."""
        for posted in settling.ended:
            self._crashes.pop(posted.id, None)
            self._in_doubt_since.pop(posted.letter.to.lane, None)
        self.losses = _without(self.losses | settling.new_losses, _lanes_made_whole(settling.arrived))


def _lanes_made_whole(arrived: Collection[PostedLetter]) -> set[str]:
    """The lanes whose new topic (in a plain group, new card) exists now: they may be lost again."""
    return {posted.letter.to.lane for posted in arrived if _is_topic_or_card(posted)}


def _is_topic_or_card(posted: PostedLetter) -> bool:
    letter = posted.letter
    is_card = letter.to.ticket is not None and card_of(letter.to.ticket) in letter.shows
    return is_card or isinstance(letter.action, OpenTopic)


def _without(losses: frozenset[Loss], lanes: Collection[str]) -> frozenset[Loss]:
    return frozenset((lane, lost) for lane, lost in losses if lane not in lanes)
