"""The heads of lanes: found whichever way is the quickest, however many letters wait behind them."""

from random import Random

import pytest

from storage.claims import Holder
from storage.database import Database
from storage.records.letters import Urgency
from tests.storage.conftest import LooksSee
from tests.storage.samples import MINUTE, NOW, a_letter, claim_letters, post

LANES = [f"telegram:{number}" for number in range(12)]


async def put_off(database: Database, holder: Holder, *, lanes: int) -> None:
    """Claim the heads of so many lanes; the first half of them is to be tried again a minute later."""
    claimed_letters = await claim_letters(database, holder, limit=lanes)
    async with database.books() as books:
        for claimed in claimed_letters[: lanes // 2]:
            await books.outbox.again(claimed.posted, due_at=NOW + MINUTE, reason="?", holder=holder)
        await books.commit()


async def heads(database: Database, limit: int = 100) -> list[str]:
    async with database.reading() as books:
        return list(await books.outbox.due_heads(NOW, limit=limit, messengers=("telegram",)))


@pytest.mark.parametrize("letters", [1, 3, 1000])
@pytest.mark.parametrize("lanes", [1, 6, 8, 10, 1000])
async def test_are_found_behind_lanes_that_are_put_off_or_claimed(
    database: Database, holder: Holder, looks_see: LooksSee, letters: int, lanes: int
) -> None:
    looks_see(letters, lanes)
    await post(database, *(a_letter("x", lane) for lane in LANES[:6] for _ in range(3)))
    await put_off(database, holder, lanes=6)
    await post(
        database,
        *(a_letter("y", lane) for lane in LANES[6:8]),
        a_letter("urgent", LANES[8], urgency=Urgency.REPLY),
        a_letter("for another messenger", "web:1"),
    )

    assert await heads(database) == [LANES[8], *LANES[6:8]]
    assert await heads(database, limit=2) == [LANES[8], LANES[6]]


@pytest.mark.parametrize("seed", range(5))
async def test_are_the_same_whichever_look_finds_them(
    database: Database, holder: Holder, looks_see: LooksSee, seed: int
) -> None:
    random = Random(seed)  # noqa: S311 - chance that repeats, not a secret
    for _ in range(3):
        posted = [
            a_letter(
                "x", random.choice(LANES), urgency=random.choice(list(Urgency)), ahead=random.random() < 0.2
            )
            for _ in range(random.randrange(30))
        ]
        await post(database, *posted)
        await put_off(database, holder, lanes=random.randrange(1, 6))

    found = []
    for letters, lanes in ((1000, 1000), (1, 1000), (1, 1)):
        looks_see(letters, lanes)
        found.append(await heads(database))

    assert found[0]
    assert found[1] == found[2] == found[0]
