"""A customer's commands: /start /help /human /status /language /forget."""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.desk import CaseDesk
from handlers.channel import MessageWritten
from handlers.commands.managers import say_managers_help
from handlers.correspondence import to_customer
from handlers.customers.aftercare import ComingBack
from handlers.customers.cases import CustomerCases
from handlers.customers.escalation import Escalation
from handlers.customers.forgetting import Forgetting
from handlers.customers.language import CustomerLanguage
from handlers.customers.presses import hand_over
from handlers.customers.reassurance import Reassurance
from handlers.desk.access import AGENTS_COMMANDS, MANAGERS_COMMANDS, is_manager
from handlers.desk.sla.clock import promise
from handlers.desk.tickets.reopening import may_be_reopened
from handlers.desk.triage.decisions import question_in_mind
from handlers.said import conversation_with
from storage.books import Books
from storage.changes import Plan
from storage.records.conversations import Conversation, OpenQuestion, Stage
from storage.records.tickets import DEFAULT_PRIORITY


@dataclass(frozen=True, slots=True)
class CustomerCommanded:
    """`/name arguments` in a customer's own chat."""

    cases: CaseDesk
    escalation: Escalation
    status: CustomerCases
    language: CustomerLanguage
    forgetting: Forgetting
    coming_back: ComingBack
    reassurance: Reassurance

    async def __call__(self, books: Books, written: MessageWritten, now: datetime) -> None:
        """Run a customer's command; any other gets a hint and changes nothing."""
        command, sender = written.command, written.sender
        if command is None or sender is None or command.for_another_bot:
            return
        conversation = await conversation_with(books, sender, now)
        match command.name:
            case "start":
                plan = self._start(conversation, now)
            case "help":
                plan = self._help(conversation)
            case "human":
                plan = await self._human(books, conversation, now)
            case "status":
                plan = await self.status(books, conversation, now)
            case "language":
                chosen = self.language.choose(conversation, command.arguments)
                plan = chosen or self.language.offer(conversation)
            case "forget":
                plan = self.forgetting.ask(conversation)
            case name:
                plan = await self._not_a_customers(books, conversation, name)
        await books.apply(Plan(conversations=(conversation,)) + plan, now=now)

    async def _not_a_customers(self, books: Books, conversation: Conversation, name: str) -> Plan:
        """Answer a command that does nothing here: staff learn where it works, anybody else what there is."""
        address = conversation.address
        manages = is_manager(address, self.cases.policy.managers)
        if name in MANAGERS_COMMANDS:
            return self.cases.voice.tell(conversation, "managers-only")
        if name in AGENTS_COMMANDS and (manages or await books.staff.get(address)):
            return self.cases.voice.tell(conversation, "agent-use-in-topic")
        return self.cases.voice.tell(conversation, "customer-unknown-command")

    def _start(self, conversation: Conversation, now: datetime) -> Plan:
        company = self.cases.policy.company
        if company:
            return self.cases.voice.greet(conversation, "start-company", now, company=company)
        return self.cases.voice.greet(conversation, "start", now)

    def _help(self, conversation: Conversation) -> Plan:
        helped = self.cases.voice.tell(conversation, "customer-help")
        if is_manager(conversation.address, self.cases.policy.managers):
            speech = self.cases.voice.speech_to(conversation)
            text = say_managers_help(speech)
            return helped + Plan(letters=(to_customer(conversation.address, text, speech.language),))
        return helped

    async def _human(self, books: Books, conversation: Conversation, now: datetime) -> Plan:
        ticket = await books.tickets.open_of(conversation.id)
        if ticket is not None:
            return await self.reassurance.of_call(books, conversation, ticket, now)
        question = question_in_mind(conversation, now)
        latest = await books.tickets.latest_of(conversation.id)
        wants_person = question is not None and question.stage is Stage.PERSON_WANTED
        if wants_person and latest and may_be_reopened(latest, self.cases.policy.reopen_within, now):
            return await self.coming_back.open_again(
                books, conversation, latest, now, "topic-called-person-again"
            )
        if question and (question.texts or question.stage is Stage.PERSON_WANTED):
            return await hand_over(books, self.escalation, conversation, question, now)
        wanted = OpenQuestion(Stage.PERSON_WANTED, "human", since=now)
        asked = self.cases.voice.greet(replace(conversation, question=wanted), "ask-what-happened", now)
        due = promise(self.cases.policy.promises, conversation.customer.tier, DEFAULT_PRIORITY, now)
        return asked + self.cases.voice.tell_when_back(conversation, (due.respond_by, due.resolve_by), now)
