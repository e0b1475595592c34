"""Which rows of a lane are read together: bursts, albums, retries."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.workers.bursts import ALBUM_QUIET, LARGEST_ALBUM, choose
from storage.records.updates import LONGEST_BURST, InboxRow, Patience, RawUpdate

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
BURST = timedelta(seconds=1.5)


def row(
    number: int,
    patience: Patience = Patience.BURST,
    *,
    after: float = 0.0,
    album: str | None = None,
    attempts: int = 0,
) -> InboxRow:
    """A row that came `after` seconds past noon."""
    return InboxRow(
        id=number,
        update=RawUpdate("telegram:7", number, "telegram:42", patience, album, {}),
        received_at=NOON + timedelta(seconds=after),
        attempts=attempts,
        due_at=NOON,
    )


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


class TestAButton:
    def test_is_read_at_once_and_alone(self) -> None:
        button, text = row(1, Patience.NONE), row(2)

        assert choose([button, text], at(0), BURST) == (button,)


class TestACustomerWhoWrites:
    def test_is_given_time_to_go_on(self) -> None:
        assert choose([row(1), row(2, after=1)], at(1.2), BURST) == at(2.5)

    def test_is_read_once_quiet(self) -> None:
        rows = [row(1), row(2, after=1)]

        assert choose(rows, at(2.5), BURST) == tuple(rows)

    def test_is_read_in_the_end_however_long_it_goes_on(self) -> None:
        rows = [row(number, after=number) for number in range(8)]

        assert choose(rows, at(7.4), BURST) == at(7.5)
        assert choose(rows, at(7.5), BURST) == tuple(rows)

    def test_is_read_at_once_when_a_button_is_pressed_afterwards(self) -> None:
        """Who presses "to a person" behind a text is not writing any more."""
        text, button = row(1), row(2, Patience.NONE, after=0.1)

        assert choose([text, button], at(0.1), BURST) == (text,)

    def test_may_put_an_album_between_the_words(self) -> None:
        rows = [row(1), row(2, album="a", after=0.1), row(3, Patience.ALBUM, album="a", after=0.2)]

        assert choose(rows, at(1.7), BURST) == tuple(rows)

    def test_never_has_an_album_cut_in_two_by_the_end_of_the_longest_burst(self) -> None:
        words = [row(number, after=number) for number in range(8)]
        first_part = row(9, album="a", after=7.4)

        assert choose([*words, first_part], at(7.5), BURST) == at(7.9)


class TestAnAlbumOfAnAgent:
    def test_waits_for_its_other_parts(self) -> None:
        parts = [row(1, Patience.ALBUM, album="a"), row(2, Patience.ALBUM, album="a", after=0.2)]

        assert choose(parts, at(0.3), BURST) == at(0.2) + ALBUM_QUIET
        assert choose(parts, at(0.2) + ALBUM_QUIET, BURST) == tuple(parts)

    def test_takes_its_parts_from_between_other_messages(self) -> None:
        first = row(1, Patience.ALBUM, album="a")
        other = row(2, Patience.NONE)
        second = row(3, Patience.ALBUM, album="a")

        assert choose([first, other, second], at(1), BURST) == (first, second)

    def test_waits_no_longer_once_it_is_full(self) -> None:
        parts = [row(number, Patience.ALBUM, album="a") for number in range(LARGEST_ALBUM)]

        assert choose(parts, at(0), BURST) == tuple(parts)


class TestRowsThatFailed:
    def test_are_read_one_by_one(self) -> None:
        first, second = row(1, attempts=1), row(2, attempts=1)

        assert choose([first, second], at(9), BURST) == (first,)

    def test_leave_the_following_burst_whole(self) -> None:
        rows = [row(1), row(2), row(3, attempts=1)]

        assert choose(rows, at(9), BURST) == tuple(rows[:2])


@st.composite
def lanes(draw: st.DrawFn) -> list[InboxRow]:
    """Rows as they come: in order of time, some retried."""
    gaps = draw(st.lists(st.floats(0, 3), min_size=1, max_size=15))
    moment, rows = 0.0, []
    for number, gap in enumerate(gaps):
        moment += gap
        rows.append(
            row(
                number,
                draw(st.sampled_from(Patience)),
                after=moment,
                album=draw(st.sampled_from([None, "a", "b"])),
                attempts=draw(st.integers(0, 1)),
            )
        )
    return rows


@given(lanes(), st.floats(0, 60))
def test_a_lane_is_read_from_its_head_in_order_or_looked_at_again_later(
    rows: list[InboxRow], wait: float
) -> None:
    now = rows[-1].received_at + timedelta(seconds=wait)
    chosen = choose(rows, now, BURST)

    if isinstance(chosen, datetime):
        assert chosen > now
        assert chosen <= max(
            rows[0].received_at + LONGEST_BURST * BURST, rows[-1].received_at + max(BURST, ALBUM_QUIET)
        )
    else:
        assert chosen[0] == rows[0]
        assert list(chosen) == [one for one in rows if one in chosen]


@given(lanes())
def test_at_the_promised_moment_there_is_something_to_read(rows: list[InboxRow]) -> None:
    """Or else the intake would look again for ever."""
    chosen = choose(rows, rows[-1].received_at, BURST)
    while isinstance(chosen, datetime):
        later, chosen = chosen, choose(rows, chosen, BURST)
        assert chosen != later


@given(lanes())
def test_nothing_is_read_past_what_cannot_wait(rows: list[InboxRow]) -> None:
    """A burst ends before a button: what was pressed first is not answered last."""
    chosen = choose(rows, rows[-1].received_at + timedelta(minutes=1), BURST)

    assert not isinstance(chosen, datetime)
    if chosen[0].update.patience is Patience.BURST:
        assert chosen == tuple(rows[: len(chosen)])
        assert len(chosen) == 1 or all(one.update.patience is not Patience.NONE for one in chosen)
