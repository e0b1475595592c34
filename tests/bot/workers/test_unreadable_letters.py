"""A letter that another version wrote, or somebody changed by hand: it hurts itself alone."""

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.workers.delivery import Delivery
from bot.workers.outcomes import UNREADABLE
from storage.records.letters import LetterState
from tests.bot.workers.deliveries import decides, delivers
from tests.bot.workers.stage import ANNA, BORIS, Stage, letter_to


async def spoil(stage: Stage, letter: int, column: str, value: object) -> None:
    """What stands in the letter's row is not what this program writes."""
    spoilt = text(f"UPDATE letters SET {column} = :value WHERE id = :letter")  # noqa: S608  (ours)
    async with stage.database.books() as books:
        await books._transaction.execute(spoilt, {"value": value, "letter": letter})
        await books.commit()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("action", '{"kind": "sing", "melody": "none"}'),
        ("action", "no JSON"),
        ("shows", '"one"'),
        ("in_doubt", "pray"),
        ("urgency", 9),
    ],
)
async def test_is_given_up_while_all_others_leave(
    stage: Stage, delivery: Delivery, column: str, value: object
) -> None:
    await stage.posts(letter_to(ANNA, "spoilt"), letter_to(ANNA, "next"), letter_to(BORIS, "other"))
    await spoil(stage, 1, column, value)

    with capture_logs() as logged:
        await delivers(delivery, rounds=3)

    assert sorted(stage.channel.texts) == ["next", "other"]
    assert (await stage.letter(1)).state is LetterState.REFUSED
    assert stage.desk.refused == [(1, UNREADABLE, False)]
    assert [entry["letter"] for entry in logged if entry["log_level"] == "error"] == [1]


async def test_leaves_though_nobody_knows_when_it_was_posted(stage_on_sqlite: Stage) -> None:
    stage = stage_on_sqlite
    await stage.posts(letter_to(ANNA, "spoilt"), letter_to(ANNA, "next"))
    await spoil(stage, 1, "posted_at", "yesterday")

    await delivers(Delivery(stage.place, limits=None))

    assert stage.channel.texts == ["spoilt", "next"]


async def test_is_not_charged_to_whoever_commits(stage: Stage, delivery: Delivery) -> None:
    await stage.posts(letter_to(ANNA, "spoilt"))
    await spoil(stage, 1, "action", "no JSON")

    await decides(stage, delivery, letter_to(BORIS, "innocent"))
    await delivers(delivery)

    assert stage.channel.texts == ["innocent"]


async def test_is_read_by_the_version_that_can(stage: Stage, delivery: Delivery) -> None:
    """Sent again, it is what it was: the row of it that was given up is copied as it stands."""
    await stage.posts(letter_to(ANNA, "spoilt"))
    async with stage.database.books() as books:
        written = (await books._transaction.execute(text("SELECT action FROM letters"))).scalar_one()
    await spoil(stage, 1, "shows", "no JSON")
    await delivers(delivery)

    async with stage.database.books() as books:
        (listed,) = await books.dead_letters.listed()
        assert await books.dead_letters.resend(listed.id, stage.clock())
        again = await books._transaction.execute(text("SELECT action FROM letters WHERE id = 2"))
        assert again.scalar_one() == written
        await books.commit()
    await delivers(delivery)

    assert stage.channel.texts == ["spoilt"]
