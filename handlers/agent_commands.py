"""An agent's commands in a ticket's topic. A message that begins with `/` never crosses to the customer."""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.agent import copies_in_topic
from handlers.case import Case, CaseDesk
from handlers.case_actions import CaseActions
from handlers.channel import Command, MessageWritten, Person
from handlers.desk.moments import say_deadline
from handlers.desk.tickets import Agent, NotNow
from handlers.said import staff_message
from storage.books import Books
from storage.changes import Plan
from storage.content import FormattedText
from storage.records import Author

COMMANDS = ("take", "close", "reopen", "waiting", "note", "status", "help")


@dataclass(frozen=True, slots=True)
class AgentCommanded:
    """`/name arguments` about the case of the topic."""

    cases: CaseDesk
    actions: CaseActions

    async def __call__(
        self,
        books: Books,
        case: Case,
        command: Command,
        written: MessageWritten,
        person: Person,
        now: datetime,
    ) -> None:
        """Do it, or say in one line why not; an unknown command gets a hint."""
        try:
            plan = await self._do(books, case, command, written, person, now)
        except NotNow as refusal:
            plan = self._say(case, refusal.phrase, number=case.ticket.number)
        await books.apply(plan, now=now)

    async def _do(
        self,
        books: Books,
        case: Case,
        command: Command,
        written: MessageWritten,
        person: Person,
        now: datetime,
    ) -> Plan:
        agent = Agent(person.address, person.full_name)
        match command.name:
            case "take":
                return self.actions.take(case, agent, now)
            case "waiting":
                return self.actions.hold(case, agent, now)
            case "close":
                return self.actions.resolve(case, agent, now)
            case "reopen":
                return self.actions.reopen(case, agent, now)
            case "note":
                return await self._note(books, case, command, written, now)
            case "status":
                return self._status(case, now)
            case "help":
                return self._say(case, "agent-help")
            case _:
                return self._say(case, "agent-unknown-command")

    async def _note(
        self, books: Books, case: Case, command: Command, written: MessageWritten, now: datetime
    ) -> Plan:
        if not command.arguments and written.content.is_plain_text:
            return self._say(case, "agent-note-empty")
        note = await staff_message(books, written, case.ticket, Author.NOTE, now)
        bare = replace(note, content=replace(note.content, text=FormattedText(command.arguments)))
        shown = copies_in_topic(case, [bare], note.author_name)
        return Plan(messages=(bare,), letters=shown)

    def _status(self, case: Case, now: datetime) -> Plan:
        ticket = case.ticket
        state = self.cases.writer.state(ticket.state)
        name = ticket.assignee_name or "—"
        if not ticket.is_open:
            return self._say(case, "agent-status-over", number=ticket.number, state=state, name=name)
        moment = say_deadline(
            self.cases.phrases,
            case.topic.language,
            ticket.resolve_by,
            now=now,
            zone=self.cases.policy.zone,
        )
        return self._say(case, "agent-status", number=ticket.number, state=state, name=name, moment=moment)

    def _say(self, case: Case, phrase: str, **arguments: str | int) -> Plan:
        text = self.cases.phrases.say(case.topic.language, phrase, **arguments)
        return Plan(letters=(case.topic.notice(text),))
