"""Letters to channels of our own, where a kill leaves nothing in doubt."""

from datetime import UTC, datetime

import pytest

from bot.workers.outcomes import (
    settlement_before_sending,
)
from bot.workers.settlements import (
    Dropped,
    Parked,
)
from storage.records.actions import SendContent
from storage.records.content import Content, FormattedText
from storage.records.letters import ClaimedLetter, Destination, Letter, LetterState, PostedLetter, WhenInDoubt

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


def interrupted(chat: str, in_doubt: WhenInDoubt) -> ClaimedLetter:
    """A letter that was being sent when the process was killed."""
    action = SendContent(Content(FormattedText("hello")))
    letter = Letter(to=Destination(chat), action=action, language="en", in_doubt=in_doubt)
    return ClaimedLetter(PostedLetter(1, letter, LetterState.SENDING, 2, NOW, NOW, may_be_repeat=True))


class TestALetterThatAKillInterrupted:
    @pytest.mark.parametrize("chat", ["web:anna", "desk:1"])
    @pytest.mark.parametrize("in_doubt", [WhenInDoubt.PARK, WhenInDoubt.REPEAT])
    def test_is_sent_again_where_it_stands_once(self, chat: str, in_doubt: WhenInDoubt) -> None:
        assert settlement_before_sending(interrupted(chat, in_doubt), notice_awaited=False) is None

    def test_is_left_to_its_agent_anywhere_else(self) -> None:
        claimed = interrupted("telegram:42", WhenInDoubt.PARK)
        assert isinstance(settlement_before_sending(claimed, notice_awaited=False), Parked)

    def test_is_not_told_late_when_it_is_worthless_late(self) -> None:
        claimed = interrupted("web:anna", WhenInDoubt.DROP)
        assert isinstance(settlement_before_sending(claimed, notice_awaited=False), Dropped)
