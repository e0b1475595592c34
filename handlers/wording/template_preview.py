"""Templates tried on real data: a ticket's own, or a sample customer who writes at this moment."""

from dataclasses import dataclass
from datetime import datetime

from handlers.cases.desk import CaseDesk
from handlers.desk.reading.names import name_of
from handlers.desk.sla.clock import promise as promise_of
from handlers.desk.text.moments import say_deadline, say_opening
from handlers.desk.tickets.reopening import closing_words
from handlers.desk.tickets.titles import title_of
from handlers.desk.wording.acknowledgement import Promise
from handlers.desk.wording.greeting import greet
from handlers.desk.wording.template_sandbox import read_template
from handlers.desk.wording.templates import KINDS, Fields, check_template, fields_of_promise, shipped_source
from handlers.house_style import rules_of
from storage.books import Books
from storage.records.customers import STANDARD_TIER
from storage.records.tickets import DEFAULT_PRIORITY

_SAMPLE_NUMBER = 12


@dataclass(frozen=True, slots=True)
class TemplatePreview:
    """What a customer would read."""

    cases: CaseDesk

    async def of_source(
        self, books: Books, name: str, language: str, source: str, now: datetime, ticket: int | None = None
    ) -> str:
        """A text that is still being written, filled. Raises `TemplateRefused`."""
        rules = rules_of(await books.forbidden_words.all())
        template = check_template(
            self.cases.phrases, language, name, source, rules=rules, company=self.cases.policy.company
        )
        return template.fill(await self._fields(books, name, language, now, ticket))

    async def of_stored(
        self, books: Books, name: str, language: str, now: datetime, ticket: int | None = None
    ) -> str:
        """What is said now: the managers' own text, or the shipped one. Raises `TemplateRefused`."""
        source = (await books.templates.all()).get((name, language))
        if source is not None:
            return await self.of_source(books, name, language, source, now, ticket)
        fields = await self._fields(books, name, language, now, ticket)
        phrase, within = closing_words(self.cases.policy.reopen_within)
        if phrase in KINDS[name].rare:
            return self.cases.phrases.say(language, phrase, number=fields["number"] or "", **within)
        shipped = shipped_source(self.cases.phrases, language, name, self.cases.policy.company)
        return read_template(shipped, KINDS[name].fields).fill(fields)

    async def _fields(
        self, books: Books, name: str, language: str, now: datetime, ticket: int | None
    ) -> Fields:
        say, company = self.cases.phrases.say, self.cases.policy.company
        promise = await self._promise_of(books, ticket, language, now) if ticket else None
        promise = promise or self._sample(language, now)
        nameless = KINDS[name].is_acknowledgement and "name" not in KINDS[name].fields
        known = {
            **fields_of_promise(promise, company),
            "greeting": greet(self.cases.phrases, language, promise.name),
            "agent": say(language, "sample-agent"),
            "days": closing_words(self.cases.policy.reopen_within)[1].get("days"),
            "moment": promise.back_at,
        }
        if not nameless and KINDS[name].is_acknowledgement and promise.name is None:
            known["name"] = say(language, "sample-name")
        return {field: known[field] for field in KINDS[name].fields}

    async def _promise_of(self, books: Books, number: int, language: str, now: datetime) -> Promise | None:
        case = await self.cases.find(books, number)
        if case is None:
            return None
        ticket = case.ticket
        sample = self._sample(language, now)
        return Promise(
            name=name_of(case.conversation.customer),
            quote=title_of(ticket.title, ticket.question) or sample.quote,
            media=None,
            number=number,
            resolve_by=self._deadline(language, ticket.resolve_by, now),
            respond_by=self._deadline(language, ticket.respond_by, now),
            back_at=sample.back_at,
        )

    def _sample(self, language: str, now: datetime) -> Promise:
        policy, say = self.cases.policy, self.cases.phrases.say
        due = promise_of(policy.promises, STANDARD_TIER, DEFAULT_PRIORITY, now)
        back = policy.calendar.next_opening(now)
        return Promise(
            name=say(language, "sample-name"),
            quote=say(language, "sample-question"),
            media=None,
            number=_SAMPLE_NUMBER,
            resolve_by=self._deadline(language, due.resolve_by, now),
            respond_by=self._deadline(language, due.respond_by, now),
            back_at=say_opening(self.cases.phrases, language, back, now=now, zone=policy.zone),
        )

    def _deadline(self, language: str, moment: datetime, now: datetime) -> str:
        return say_deadline(self.cases.phrases, language, moment, now=now, zone=self.cases.policy.zone)
