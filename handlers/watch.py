"""The watch over the ledgers: tells General, in numbers, when something needs a person."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.desk import CaseDesk
from handlers.correspondence import to_staff
from handlers.desk.alarms import BACKLOG_AFTER, UNCONFIRMED_AFTER, Known, Situation, Step, next_step
from storage.books import Books
from storage.changes import Plan
from storage.chats import EVERYBODY
from storage.records.letters import Destination, Urgency

_SINCE = "alarm since"
_TOLD = "alarm told"

_MOST_NAMED = 20
"""The most tickets that one alarm names."""

Found = dict[str, str | int]
"""Arguments of the alarm's phrase: how many, of which tickets. Empty if all is well."""


@dataclass(frozen=True, slots=True)
class BacklogWatch:
    """Checks once everything that may get stuck."""

    cases: CaseDesk

    async def __call__(self, books: Books, now: datetime) -> None:
        """Tell what lasts, and what is over."""
        found = {
            Situation.LETTERS_WAIT: await self._letters_waiting(books, now),
            Situation.UPDATES_WAIT: await self._updates_waiting(books, now),
            Situation.REPLIES_UNCONFIRMED: await self._replies_unconfirmed(books, now),
        }
        names = [f"{fact} {situation}" for situation in Situation for fact in (_SINCE, _TOLD)]
        remembered = await books.facts.of(names)
        for situation in Situation:
            await self._settle(books, situation, found[situation], _known(remembered, situation), now)

    async def _settle(
        self, books: Books, situation: Situation, found: Found, known: Known, now: datetime
    ) -> None:
        match next_step(known, now, stands=bool(found)):
            case Step.NOTE:
                await books.facts.put(f"{_SINCE} {situation}", now.isoformat())
            case Step.TELL:
                await books.facts.put(f"{_TOLD} {situation}", now.isoformat())
                await self._post(
                    books, situation, self.cases.staff_speech.say(f"alarm-{situation}", **found), now
                )
            case Step.ALL_CLEAR:
                await books.facts.forget(f"{_SINCE} {situation}")
                await self._post(books, situation, self.cases.staff_speech.say(f"all-clear-{situation}"), now)
            case Step.FORGET:
                await books.facts.forget(f"{_SINCE} {situation}")
            case Step.NOTHING:
                pass

    async def _post(self, books: Books, situation: Situation, text: str, now: datetime) -> None:
        """Post ahead of the letters it tells of, replacing an earlier alarm that has not left yet."""
        general = Destination(await self.cases.staff_chat(books))
        letter = to_staff(general, text, self.cases.policy.language)
        alarm = replace(letter, urgency=Urgency.REPLY, replaces=f"alarm:{situation}", ahead=True)
        await books.apply(Plan(letters=(alarm,)), now=now)

    async def _letters_waiting(self, books: Books, now: datetime) -> Found:
        """Count overdue letters, leaving out chats that the messenger asked us to pause."""
        paused = await books.chats.paused(now)
        if EVERYBODY in paused:
            return {}
        overdue = await books.backlog.overdue(now - BACKLOG_AFTER, skip_chats=paused)
        return {"count": overdue} if overdue else {}

    async def _updates_waiting(self, books: Books, now: datetime) -> Found:
        depth = await books.backlog.of_inbox()
        stuck = depth.oldest is not None and depth.oldest < now - BACKLOG_AFTER
        return {"count": depth.waiting} if stuck else {}

    async def _replies_unconfirmed(self, books: Books, now: datetime) -> Found:
        parked = await books.dead_letters.parked_before(now - UNCONFIRMED_AFTER)
        if not parked:
            return {}
        numbers = [self.cases.words.number(ticket) for ticket in parked if ticket is not None]
        named = ", ".join(numbers[:_MOST_NAMED]) + ("…" if len(numbers) > _MOST_NAMED else "")
        return {"count": sum(parked.values()), "tickets": named or "—"}


def _known(remembered: Mapping[str, str], situation: Situation) -> Known:
    since, told = (remembered.get(f"{fact} {situation}") for fact in (_SINCE, _TOLD))
    return Known(
        datetime.fromisoformat(since) if since else None,
        datetime.fromisoformat(told) if told else None,
    )
