"""Buttons under a hint about wording: better words for a sent reply, or a decision about a held one."""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.case import Case
from handlers.desk.buttons import Verb
from handlers.desk.text.characters import shorten
from handlers.desk.tickets.lifecycle import Agent
from handlers.errors import CommandRefused
from handlers.replies.messages import AgentEdited, AgentWrote
from storage.books import Books
from storage.changes import NOTHING, Plan
from storage.records.messages import Author, Message
from storage.wording.hints import WordingHint

_LONGEST_SHOWN = 1000


@dataclass(frozen=True, slots=True)
class WordingPressed:
    """Somebody of the staff decided about the words of a reply."""

    wrote: AgentWrote
    edited: AgentEdited

    async def __call__(
        self, books: Books, case: Case, hint: WordingHint, verb: Verb, presser: str, now: datetime
    ) -> Plan:
        """Carry out the decision, once per hint. Raises `CommandRefused` if it was already made."""
        offered = hint.held or verb is Verb.REWORD
        if not offered or not await books.wording_hints.settle(hint.id, now):
            raise CommandRefused("press-stale")
        messages = await books.messages.find(hint.messages)
        if not messages or not (hint.held or _stand(messages)):  # erased or taken back meanwhile
            raise CommandRefused("press-stale")
        if verb is Verb.KEEP_INSIDE:  # held replies are stored as notes already
            return self._tell(case, hint, "topic-kept-inside", presser, list(messages))
        if verb is Verb.REWORD:
            worded = [self.wrote.wording.reworded(message) for message in messages]
        else:
            worded = list(messages)
        if hint.held:
            plan = await self._send(books, case, hint, worded, now)
            phrase = "topic-sent-better" if verb is Verb.REWORD else "topic-sent-as-is"
        else:
            plan = await self._edit(books, case, messages, worded, now)
            phrase = "topic-reworded"
        return plan + self._tell(case, hint, phrase, presser, worded)

    async def _send(
        self, books: Books, case: Case, hint: WordingHint, messages: list[Message], now: datetime
    ) -> Plan:
        replies = [replace(message, author=Author.AGENT) for message in messages]
        by = Agent(hint.agent, replies[0].author_name)
        return await self.wrote.reply(books, case, replies, by, now)

    async def _edit(
        self,
        books: Books,
        case: Case,
        messages: tuple[Message, ...],
        worded: list[Message],
        now: datetime,
    ) -> Plan:
        plan = NOTHING
        for before, after in zip(messages, worded, strict=True):
            if before.content != after.content:
                plan += await self.edited.rewrite(books, case, before, after.content, now)
        return plan

    def _tell(self, case: Case, hint: WordingHint, phrase: str, agent: str, worded: list[Message]) -> Plan:
        """Show in place of the hint what the customer reads now; the agent's own message keeps its words."""
        text = shorten("\n".join(message.content.text.text for message in worded), _LONGEST_SHOWN)
        return self.wrote.wording.settled(case, hint, phrase, agent=agent, text=text)


def _stand(messages: tuple[Message, ...]) -> bool:
    """Return True if the customer still has all of them."""
    return all(message.author is Author.AGENT for message in messages)
