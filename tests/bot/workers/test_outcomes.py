"""Every rule of delivery: what an outcome means for its letter."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest

from bot.workers.backoff import LONGEST_PAUSE, pause_after
from bot.workers.outcomes import (
    LONGEST_WAIT_FOR_RIGHTS,
    LOOK_FOR_THE_NOTICE,
    NOTICE_OF_A_TOPIC,
    TRIES_OF_A_BUG,
    Outcome,
    settlement_before_sending,
    settlement_of,
)
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
from storage.records.actions import Action, OpenTopic, RenameTopic, SendContent
from storage.records.content import Content, FormattedText, SpanKind, styled
from storage.records.letters import (
    ClaimedLetter,
    Destination,
    Letter,
    LetterState,
    PostedLetter,
    Urgency,
    WhenInDoubt,
)

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
TOPIC = Destination("telegram:-1001", ticket=7)
PLAIN = SendContent(Content(FormattedText("hello")))


def posted(
    action: Action = PLAIN,
    *,
    to: Destination = TOPIC,
    in_doubt: WhenInDoubt = WhenInDoubt.REPEAT,
    attempts: int = 1,
    may_be_repeat: bool = False,
    urgency: Urgency = Urgency.NOTICE,
) -> PostedLetter:
    """A letter whose try number `attempts` just ended."""
    letter = Letter(to=to, action=action, language="en", in_doubt=in_doubt, urgency=urgency)
    return PostedLetter(5, letter, LetterState.SENDING, attempts, NOON, NOON, may_be_repeat)


@pytest.mark.parametrize(
    ("outcome", "settlement"),
    [
        (Delivered(("11",)), Sent(Delivered(("11",)))),
        (NotReached("refused"), Again(pause_after(1), "refused")),
        (ServerFailed("500"), Again(pause_after(1), "500")),
        (RetryLater(timedelta(seconds=33)), Again(timedelta(seconds=33), "asked to wait 33 s")),
        (Refused("wrong file"), GivenUp("wrong file")),
        (RecipientUnreachable("kicked"), Again(pause_after(1), "kicked")),
        (RightsMissing("not enough rights"), Again(pause_after(1), "not enough rights")),
        (TopicGone("no such topic"), TopicLost(7, "no such topic")),
        (TopicClosed("closed"), Again(AT_ONCE, "closed")),
        (ChatMoved("telegram:-1002"), Moved("telegram:-1002", "the group is now telegram:-1002")),
        (InDoubt("cut off"), Again(pause_after(1), "cut off", in_doubt=True)),
        (MarkupRefused("bad entities"), GivenUp("bad entities")),
        (TooLong("too long"), GivenUp("too long")),
        (KeyError("a customer's words"), Again(pause_after(1), "internal error: KeyError", in_doubt=True)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_settlement_of_a_post_to_the_staff(outcome: Outcome, settlement: Settlement) -> None:
    assert settlement_of(posted(), outcome) == settlement


class TestAStaffChatThatRefusesTheBot:
    """Its administrators can mend that, and then what customers wrote must still be there."""

    @pytest.mark.parametrize("to", [TOPIC, Destination("telegram:-1001")], ids=["topic", "General"])
    @pytest.mark.parametrize("attempts", [1, 1000])
    def test_is_waited_for_however_long(self, to: Destination, attempts: int) -> None:
        letter = posted(to=to, attempts=attempts)

        assert settlement_of(letter, RecipientUnreachable("kicked")) == Again(pause_after(attempts), "kicked")

    def test_is_asked_less_often_when_each_letter_has_to_ask(self) -> None:
        settlement = settlement_of(posted(attempts=1000), RightsMissing("not enough rights"))

        assert settlement == Again(LONGEST_WAIT_FOR_RIGHTS, "not enough rights")

    def test_keeps_the_doubt_about_an_earlier_try(self) -> None:
        settlement = settlement_of(posted(may_be_repeat=True), RecipientUnreachable("kicked"))

        assert settlement == Again(pause_after(1), "kicked", in_doubt=True)

    def test_holds_no_words_back_for_a_topics_name(self) -> None:
        settlement = settlement_of(posted(RenameTopic("№ 7")), RightsMissing("not enough rights"))

        assert settlement == GivenUp("not enough rights")

    def test_is_not_held_against_what_was_only_cosmetic(self) -> None:
        change = posted(RenameTopic("№ 7"), urgency=Urgency.COSMETIC)

        assert settlement_of(change, Refused("message to edit not found")) == Dropped(
            "message to edit not found"
        )


class TestAGroupWithoutTopics:
    """There people work by replies, and topics are worthless."""

    @pytest.mark.parametrize("action", [OpenTopic("№ 7"), RenameTopic("✅ № 7")])
    def test_is_taken_as_it_is(self, action: Action) -> None:
        settlement = settlement_of(posted(action), NotAForum("the chat is not a forum"))

        assert settlement == NoTopics("the chat is not a forum")


class TestAPostOfATicket:
    @pytest.mark.parametrize("lacks", ["topic", "card"])
    def test_waits_while_what_it_lacks_can_be_made(self, lacks: Literal["topic", "card"]) -> None:
        claimed = ClaimedLetter(posted(), lacks=lacks)

        instead = settlement_before_sending(claimed, notice_awaited=False)

        assert instead == TopicLost(7, f"there is no {lacks} for it")

    def test_goes_without_when_nobody_could_make_it(self) -> None:
        claimed = ClaimedLetter(posted(), lacks="topic")

        assert settlement_before_sending(claimed, notice_awaited=False, told_of_lack=True) is None


class TestACustomerWhoRefusesTheBot:
    @pytest.mark.parametrize("outcome", [RecipientUnreachable("blocked"), RightsMissing("not enough rights")])
    def test_is_told_to_people_at_once(self, outcome: Refused) -> None:
        settlement = settlement_of(posted(to=Destination("telegram:42")), outcome)

        assert settlement == GivenUp(str(outcome), unreachable=isinstance(outcome, RecipientUnreachable))


class TestALetterInDoubt:
    @pytest.mark.parametrize(
        ("policy", "settlement"),
        [
            (WhenInDoubt.REPEAT, Again(pause_after(1), "cut off", in_doubt=True)),
            (WhenInDoubt.REPEAT_UNMARKED, Again(pause_after(1), "cut off")),
            (WhenInDoubt.PARK, Parked("cut off")),
            (WhenInDoubt.DROP, Dropped("cut off")),
        ],
    )
    def test_follows_its_own_rule(self, policy: WhenInDoubt, settlement: Settlement) -> None:
        assert settlement_of(posted(in_doubt=policy), InDoubt("cut off")) == settlement

    def test_waits_for_the_notice_when_it_opens_a_topic(self) -> None:
        settlement = settlement_of(posted(OpenTopic("№ 7")), InDoubt("cut off"))

        assert settlement == Again(NOTICE_OF_A_TOPIC, "cut off", in_doubt=True)

    @pytest.mark.parametrize(
        "outcome", [NotReached("refused"), ServerFailed("500"), RetryLater(timedelta(seconds=1))]
    )
    def test_stays_in_doubt_when_the_next_try_leaves_nothing_behind(self, outcome: Outcome) -> None:
        """Or else the copy after that would go without its mark."""
        settlement = settlement_of(posted(may_be_repeat=True), outcome)

        assert isinstance(settlement, Again)
        assert settlement.in_doubt


class TestALetterThatTheDeadWereSending:
    """Its claim was void, it was claimed again, and nobody knows whether it arrived."""

    @pytest.mark.parametrize(
        ("policy", "settlement"),
        [
            (WhenInDoubt.REPEAT, None),
            (WhenInDoubt.REPEAT_UNMARKED, None),
            (WhenInDoubt.PARK, Parked("interrupted")),
            (WhenInDoubt.DROP, Dropped("interrupted")),
        ],
    )
    def test_follows_its_own_rule(self, policy: WhenInDoubt, settlement: Settlement | None) -> None:
        letter = posted(in_doubt=policy, may_be_repeat=True)

        assert settlement_before_sending(ClaimedLetter(letter), notice_awaited=False) == settlement

    def test_waits_for_the_notice_when_it_opens_a_topic(self) -> None:
        letter = posted(OpenTopic("№ 7"), may_be_repeat=True)

        assert settlement_before_sending(ClaimedLetter(letter), notice_awaited=False) == Again(
            LOOK_FOR_THE_NOTICE, "interrupted", in_doubt=True
        )
        assert settlement_before_sending(ClaimedLetter(letter), notice_awaited=True) is None

    def test_is_settled_when_the_topic_was_told_of_meanwhile(self) -> None:
        letter = posted(OpenTopic("№ 7"), may_be_repeat=True)

        settlement = settlement_before_sending(ClaimedLetter(letter, thread="88"), notice_awaited=True)

        assert settlement == Sent(Delivered(thread="88"))

    def test_is_simply_sent_when_it_was_never_tried(self) -> None:
        assert (
            settlement_before_sending(ClaimedLetter(posted(in_doubt=WhenInDoubt.PARK)), notice_awaited=False)
            is None
        )


class TestALetterThatCanBeMended:
    def test_goes_plain_when_its_formatting_was_refused(self) -> None:
        letter = posted(SendContent(Content(styled("hello", SpanKind.BOLD))))

        settlement = settlement_of(letter, MarkupRefused("bad entities"))

        assert settlement == ReplacedBy((replace(letter.letter, action=PLAIN),))

    def test_goes_in_pieces_when_it_was_too_long(self) -> None:
        letter = posted(SendContent(Content(FormattedText("a" * 4096 + "b"))))

        settlement = settlement_of(letter, TooLong("too long"))

        assert isinstance(settlement, ReplacedBy)
        assert [piece.part for piece in settlement.letters] == [0, 1]

    def test_is_given_up_when_a_plain_thread_is_gone(self) -> None:
        """There is no ticket whose topic could be made anew."""
        settlement = settlement_of(posted(to=Destination("telegram:-1001", thread="9")), TopicGone("gone"))

        assert settlement == GivenUp("gone")

    def test_is_not_hurried_when_its_topic_closes_again_and_again(self) -> None:
        assert settlement_of(posted(attempts=3), TopicClosed("closed")) == Again(pause_after(3), "closed")


class TestABug:
    def test_is_not_repeated_for_ever(self) -> None:
        settlement = settlement_of(posted(), ValueError("words"), crashes=TRIES_OF_A_BUG)

        assert settlement == GivenUp("internal error: ValueError")

    def test_parks_an_agents_reply(self) -> None:
        settlement = settlement_of(posted(in_doubt=WhenInDoubt.PARK), ValueError("words"), crashes=1)

        assert settlement == Parked("internal error: ValueError")


class TestPauses:
    def test_grow_from_short_to_the_longest(self) -> None:
        pauses = [pause_after(failures) for failures in range(1, 100)]

        assert pauses == sorted(pauses)
        assert pauses[0] <= timedelta(seconds=0.5)
        assert pauses[-1] == LONGEST_PAUSE
