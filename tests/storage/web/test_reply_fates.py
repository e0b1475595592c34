"""How far an agent's reply got, as the desk shows it, whatever letters it took."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from storage.claims import Holder
from storage.database import Database
from storage.records.letters import Letter, LetterState, WhenInDoubt
from tests.storage.samples import NOW, a_letter, claim_letters, letter_sent, post, ref

SAID = ref(5)
REPLY = replace(a_letter("reply"), in_doubt=WhenInDoubt.PARK, shows=(SAID,), ticket=1)


async def ends(database: Database, holder: Holder, state: LetterState) -> int:
    """The reply in hand was parked or refused; its number."""
    (claimed,) = await claim_letters(database, holder)
    async with database.books() as books:
        await books.outbox.ended(claimed.posted, state, reason="?", now=NOW, holder=holder)
        await books.commit()
    return claimed.posted.id


async def is_replaced_by(database: Database, holder: Holder, *letters: Letter) -> None:
    (claimed,) = await claim_letters(database, holder)
    async with database.books() as books:
        await books.outbox.replaced_by(claimed.posted, letters, now=NOW, holder=holder)
        await books.commit()


async def arrives(database: Database, holder: Holder) -> None:
    (claimed,) = await claim_letters(database, holder)
    await letter_sent(database, holder, claimed, str(claimed.posted.id))


async def fate(database: Database) -> LetterState:
    async with database.books() as books:
        return (await books.desk_inbox.fates(1))[SAID].state


@pytest.fixture(autouse=True)
async def posted(database: Database) -> None:
    await post(database, REPLY)


async def test_of_a_spoilt_letter_hides_no_other(database: Database) -> None:
    await post(database, replace(REPLY, shows=(ref(6),)))
    async with database.books() as books:
        await books._transaction.execute(text("UPDATE letters SET shows = 'no JSON' WHERE id = 2"))
        await books.commit()

    assert await fate(database) is LetterState.WAITING


class TestAReplyThatWasSplit:
    async def test_is_on_its_way_until_its_last_piece_arrived(
        self, database: Database, holder: Holder
    ) -> None:
        await is_replaced_by(database, holder, REPLY, replace(REPLY, part=1))
        await arrives(database, holder)
        assert await fate(database) is LetterState.WAITING

        await arrives(database, holder)
        assert await fate(database) is LetterState.SENT

    async def test_is_refused_when_one_of_its_pieces_was(self, database: Database, holder: Holder) -> None:
        await is_replaced_by(database, holder, REPLY, replace(REPLY, part=1))
        await ends(database, holder, LetterState.REFUSED)
        await arrives(database, holder)

        assert await fate(database) is LetterState.REFUSED


class TestAReplyThatWasSentAgain:
    @pytest.mark.parametrize("state", [LetterState.PARKED, LetterState.REFUSED])
    async def test_has_arrived_when_the_second_letter_did(
        self, database: Database, holder: Holder, state: LetterState
    ) -> None:
        number = await ends(database, holder, state)
        async with database.books() as books:
            await books.dead_letters.resend(number, NOW)
            await books.commit()
        assert await fate(database) is LetterState.WAITING

        await arrives(database, holder)
        assert await fate(database) is LetterState.SENT


async def test_a_reply_that_was_let_go_never_arrives(database: Database, holder: Holder) -> None:
    number = await ends(database, holder, LetterState.REFUSED)
    async with database.books() as books:
        await books.dead_letters.discard(number, NOW)
        await books.commit()

    assert await fate(database) is LetterState.DROPPED
