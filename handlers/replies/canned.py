"""Canned replies: used by agents and kept by managers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.case import Case
from handlers.cases.desk import CaseDesk
from handlers.desk.reading.names import name_of
from handlers.desk.text.moments import say_deadline
from handlers.desk.tickets.lifecycle import Agent
from handlers.desk.wording.canned import FIELDS, check_canned, holds, language_of
from handlers.desk.wording.greeting import greet
from handlers.desk.wording.template_sandbox import TemplateRefused, read_template
from handlers.errors import CommandRefused
from handlers.house_style import rules_of
from handlers.replies.messages import AgentWrote
from handlers.said import said_by_agent
from storage.books import Books
from storage.changes import Plan
from storage.records.message_refs import MessageRef
from storage.wording.canned import CannedReply


@dataclass(frozen=True, slots=True)
class CannedReplies:
    """Texts with fields, sent by number. A change that raises `TemplateRefused` changes nothing."""

    cases: CaseDesk
    wrote: AgentWrote

    async def search(self, books: Books, wanted: str) -> list[CannedReply]:
        """Replies with the words in their title or text, in any form; all of them for no words."""
        replies = await books.canned.live()
        return [reply for reply in replies if holds(f"{reply.title}\n{reply.text}", wanted)]

    async def add(self, books: Books, by: str, title: str, text: str, now: datetime) -> CannedReply:
        """Add a reply."""
        check_canned(title, text, await rules_of(books))
        added = await books.canned.add(title, text, by=by, now=now)
        await books.audit.note(by, "canned reply added", _particulars(added), now)
        return added

    async def edit(
        self, books: Books, by: str, reply: CannedReply, title: str, text: str, now: datetime
    ) -> CannedReply:
        """Change a reply. Raises `StaleRecord` if somebody else changed it meanwhile."""
        if (title, text) == (reply.title, reply.text):
            raise TemplateRefused("template-as-before")
        check_canned(title, text, await rules_of(books))
        edited = await books.canned.change(replace(reply, title=title, text=text), by=by, now=now)
        await books.audit.note(by, "canned reply changed", _particulars(edited), now)
        return edited

    async def delete(self, books: Books, by: str, reply: CannedReply, now: datetime) -> None:
        """Delete a reply. Raises `StaleRecord` if somebody else changed it meanwhile."""
        await books.canned.change(replace(reply, deleted_at=now), by=by, now=now)
        await books.audit.note(by, "canned reply deleted", _particulars(reply), now)

    def fill(self, case: Case, reply: CannedReply, agent: Agent, now: datetime) -> str:
        """Return the text for this case. Raises `CommandRefused` for a missing name or a passed deadline."""
        speech, policy = self.cases.phrases.in_language(case.ticket.language), self.cases.policy
        name, due = name_of(case.conversation.customer), case.ticket.resolve_by
        promised = say_deadline(speech, due, now=now, zone=policy.zone)
        values = {
            "name": name,
            "greeting": greet(speech, name),
            "number": case.ticket.number,
            "agent": agent.name,
            "deadline": promised if due > now else None,
            "company": policy.company or None,
        }
        try:
            return read_template(reply.text, FIELDS).fill(values)
        except TemplateRefused as refused:
            field = refused.arguments.get("field", "")
            raise CommandRefused("canned-not-filled", reply=reply.id, field=field) from refused

    async def send(
        self, books: Books, case: Case, reply: CannedReply, agent: Agent, under: MessageRef, now: datetime
    ) -> Plan:
        """Send the reply as the agent's own, with the usual check of its words. `under` asked for it.

        Raises `CommandRefused` like `fill`, and if the customer is erased.
        """
        if case.conversation.is_erased:
            raise CommandRefused("topic-nobody-to-answer")
        filled = self.fill(case, reply, agent, now)
        message = said_by_agent(case.ticket, f"canned:{reply.id}:{under.message}", filled, agent, now)
        told = self.cases.topics.tell_other_language(case, language_of(reply.text))
        return await self.wrote.say(books, case, [message], agent, now) + told

    def filled(
        self, case: Case, replies: Sequence[CannedReply], agent: Agent, now: datetime
    ) -> list[tuple[CannedReply, str]]:
        """Each reply with its text for this case, without those that cannot be filled."""
        able = []
        for reply in replies:
            try:
                able.append((reply, self.fill(case, reply, agent, now)))
            except CommandRefused:
                continue
        return able


def _particulars(reply: CannedReply) -> dict[str, str]:
    return {"reply": str(reply.id), "title": reply.title}
