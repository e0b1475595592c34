"""Letters that only a person can set going again: listed, counted, sent again or let go."""

from dataclasses import replace

from storage.claims import Holder
from storage.database import Database
from storage.records.letters import LetterState
from tests.storage.samples import MINUTE, NOW, a_letter, claim_letters, post, texts, words

REFUSED, PARKED = LetterState.REFUSED, LetterState.PARKED


async def given_up(database: Database, holder: Holder, states: dict[str, LetterState]) -> None:
    """A letter to each person, posted a minute after the one before, ends in a state of its own."""
    for number, (person, state) in enumerate(states.items()):
        letter = replace(a_letter(f"to {person}", f"telegram:{person}"), ticket=number)
        await post(database, letter, now=NOW + number * MINUTE)
        (claimed,) = await claim_letters(database, holder, now=NOW + 60 * MINUTE)
        async with database.books() as books:
            await books.outbox.ended(claimed.posted, state, reason="?", now=NOW, holder=holder)
            await books.commit()


class TestTheList:
    async def test_begins_with_what_somebody_has_to_decide_about(
        self, database: Database, holder: Holder
    ) -> None:
        """However many customers blocked the bot, a reply that nobody confirmed stands above them."""
        states = {"1": REFUSED, "2": REFUSED, "3": PARKED, "4": REFUSED, "5": PARKED}
        await given_up(database, holder, states)

        async with database.books() as books:
            listed = await books.dead_letters.listed()
            assert await books.dead_letters.listed(limit=2) == listed[:2]

        assert [words(posted.letter) for posted in listed] == ["to 3", "to 5", "to 1", "to 2", "to 4"]

    async def test_is_shorter_by_what_was_decided(self, database: Database, holder: Holder) -> None:
        await given_up(database, holder, {"1": PARKED, "2": REFUSED})
        async with database.books() as books:
            parked, refused = await books.dead_letters.listed()

            assert await books.dead_letters.discard(refused.id, NOW)
            assert not await books.dead_letters.discard(refused.id, NOW)
            assert await books.dead_letters.resend(parked.id, NOW)

            assert await books.dead_letters.listed() == ()
            await books.commit()

        assert texts(await claim_letters(database, holder)) == ["to 1"]


class TestParkedLetters:
    async def test_are_counted_by_their_tickets_once_they_are_old_enough(
        self, database: Database, holder: Holder
    ) -> None:
        await given_up(database, holder, {"1": REFUSED, "2": PARKED, "3": PARKED, "4": PARKED})

        async with database.books() as books:
            assert await books.dead_letters.parked_before(NOW) == {}
            assert await books.dead_letters.parked_before(NOW + 3 * MINUTE) == {1: 1, 2: 1}

    async def test_are_counted_behind_any_number_of_refused_ones(
        self, database: Database, holder: Holder
    ) -> None:
        people = {str(person): REFUSED for person in range(1, 61)}
        await given_up(database, holder, {**people, "61": PARKED})

        async with database.books() as books:
            assert await books.dead_letters.parked_before(NOW + 120 * MINUTE) == {60: 1}
