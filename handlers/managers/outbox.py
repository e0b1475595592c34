"""A manager's `/outbox` commands: list letters that were given up, send them again or drop them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.cases.desk import CaseDesk
from handlers.cases.first_response import FirstResponse
from handlers.channel import ChatKind, MessageWritten, Scene
from handlers.commands.managers import Manager
from handlers.correspondence import content_to_staff, to_staff
from handlers.delivery_reports import excerpt_of
from handlers.desk.messages.reasons import say_reason
from handlers.desk.text.characters import shorten
from handlers.desk.text.numbers import named_number
from handlers.desk.tickets.lifecycle import Agent
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.records.actions import Action, EditContent, SendAlbum, SendContent
from storage.records.content import Content
from storage.records.letters import Destination, Letter, PostedLetter

_MOST_SHOWN = 20
_LONGEST_NUMBER = 40
_NOTED = {"retry": "letter sent again", "discard": "letter let go"}


@dataclass(frozen=True, slots=True)
class OutboxCommands:
    """Reads an `/outbox …` and runs it, or says in one line what was wrong."""

    cases: CaseDesk

    async def __call__(
        self, books: Books, written: MessageWritten, by: Manager, arguments: str, now: datetime
    ) -> Plan:
        """Run one command."""
        place = by.place
        match arguments.lower().split():
            case [] | ["list"]:
                return await self._list(books, written.scene, place)
            case ["show", number]:
                return await self._show(books, written.scene, place, number)
            case ["retry" | "discard" as verb, number]:
                letter = named_number(number)
                agent = Agent(by.address, written.sender.full_name if written.sender else "")
                told = await self.settle(books, letter, verb, agent, now) if letter else None
                if letter is None or told is None:
                    return self._reply(
                        place, "outbox-no-such-letter", number=shorten(number, _LONGEST_NUMBER)
                    )
                return self._reply(place, f"outbox-{verb}", number=letter) + told
            case _:
                return self._reply(place, "outbox-help")

    async def settle(self, books: Books, letter: int, verb: str, by: Agent, now: datetime) -> Plan | None:
        """`retry` or `discard` a letter, and tell its topic who did; None if it was not given up."""
        posted = await books.outbox.get(letter)
        settle = {"retry": books.dead_letters.resend, "discard": books.dead_letters.discard}[verb]
        if posted is None or not await settle(letter, now):
            return None
        details = {"letter": str(letter)}
        if posted.letter.ticket is not None:
            details["ticket"] = str(posted.letter.ticket)
        await books.audit.note(by.address, _NOTED[verb], details, now)
        return await self._tell_topic(books, posted.letter, verb, by.name, now)

    async def _list(self, books: Books, scene: Scene, place: Destination) -> Plan:
        given_up = await books.dead_letters.listed(limit=_MOST_SHOWN + 1)
        if not given_up:
            return self._reply(place, "outbox-empty")
        shown = "\n".join(await self._lines(books, given_up[:_MOST_SHOWN], scene))
        more = "yes" if len(given_up) > _MOST_SHOWN else "no"
        return self._reply(place, "outbox-list", letters=shown, more=more, oldest=given_up[0].id)

    async def _lines(self, books: Books, given_up: Sequence[PostedLetter], scene: Scene) -> list[str]:
        here = await _ticket_here(books, scene)
        return [self.line(posted, reveal=_may_be_read(posted.letter, scene, here)) for posted in given_up]

    async def _show(self, books: Books, scene: Scene, place: Destination, number: str) -> Plan:
        """Show the letter's line, and the letter itself if its words may be read here."""
        letter = named_number(number)
        posted = await books.dead_letters.get(letter) if letter else None
        if posted is None:
            return self._reply(place, "outbox-no-such-letter", number=shorten(number, _LONGEST_NUMBER))
        language = self.cases.policy.language
        line = to_staff(place, self.line(posted, reveal=False), language)
        if not _may_be_read(posted.letter, scene, await _ticket_here(books, scene)):
            return Plan(letters=(line,))
        whole = (content_to_staff(place, content, language) for content in _contents(posted.letter.action))
        return Plan(letters=(line, *whole))

    def line(self, posted: PostedLetter, *, reveal: bool) -> str:
        """A line about a letter. `reveal`: with its words, which are for its topic or one manager."""
        letter = posted.letter
        line = self.cases.staff_speech.say(
            "outbox-line",
            letter=posted.id,
            to=_kind_of_place(letter),
            ticket=letter.ticket or 0,
            state=posted.state,
            reason=self._reason(posted),
        )
        if not reveal or letter.ticket is None:
            return line
        excerpt = excerpt_of(self.cases.staff_speech, letter)
        return f"{line}: {self.cases.staff_speech.say('quoted', words=excerpt)}" if excerpt else line

    def _reason(self, posted: PostedLetter) -> str:
        return say_reason(self.cases.staff_speech, posted.reason) if posted.reason else "—"

    async def _tell_topic(self, books: Books, letter: Letter, verb: str, name: str, now: datetime) -> Plan:
        """Tell the reply's topic what was decided about it."""
        case = await self.cases.find(books, letter.ticket) if letter.ticket else None
        if case is None or letter.to.ticket is not None:
            return NOTHING
        phrase = "topic-sent-again" if verb == "retry" else "topic-let-go"
        text = self.cases.staff_speech.say(phrase, agent=name)
        counted = await FirstResponse(self.cases).recount(books, case, now)
        return counted.posting([case.topic.notice(text)])

    def _reply(self, place: Destination, phrase: str, **arguments: str | int) -> Plan:
        return Plan(
            letters=(
                to_staff(place, self.cases.staff_speech.say(phrase, **arguments), self.cases.policy.language),
            )
        )


async def _ticket_here(books: Books, scene: Scene) -> int | None:
    return await books.staff_threads.ticket_in(scene.chat, scene.thread) if scene.thread else None


def _may_be_read(letter: Letter, scene: Scene, here: int | None) -> bool:
    """Allow a ticket's words in its own topic (`here`), and to one manager in private."""
    return letter.ticket is not None and (scene.kind is ChatKind.PRIVATE or letter.ticket == here)


def _contents(action: Action) -> tuple[Content, ...]:
    match action:
        case SendContent(content) | EditContent(_, content):
            return (content,)
        case SendAlbum(items):
            return items
        case _:
            return ()


def _kind_of_place(letter: Letter) -> str:
    if letter.to.ticket is not None:
        return "topic"
    return "other" if letter.ticket is None else "customer"
