"""Templates filled with real data: a ticket's, or a sample customer's who writes now.

A text for hours when nobody works is shown as of the end of the next working hours.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.desk import CaseDesk
from handlers.desk.reading.names import name_of
from handlers.desk.sla.clock import promise as promise_of
from handlers.desk.sla.rules import SlaRules, SlaTable
from handlers.desk.sla.working_calendar import WorkingCalendar
from handlers.desk.sla.working_hours import parse_working_hours
from handlers.desk.text.moments import say_deadline, say_opening
from handlers.desk.tickets.reopening import closing_words
from handlers.desk.tickets.titles import title_of
from handlers.desk.wording.greeting import greet
from handlers.desk.wording.promise import Promise
from handlers.desk.wording.template_sandbox import read_template
from handlers.desk.wording.templates import KINDS, Fields, check_template, fields_of_promise, shipped_source
from handlers.house_style import rules_of
from handlers.phrases import Speech
from storage.books import Books
from storage.records.customers import STANDARD_TIER
from storage.records.sla import SlaTerms, SlaTime
from storage.records.tickets import DEFAULT_PRIORITY

_SAMPLE_NUMBER = 12
_OFFICE_HOURS = parse_working_hours("Mon-Fri 09:00-18:00")


@dataclass(frozen=True, slots=True)
class TemplatePreview:
    """Shows what a customer would read."""

    cases: CaseDesk

    async def of_source(
        self, books: Books, name: str, language: str, source: str, now: datetime, ticket: int | None = None
    ) -> str:
        """Fill a text that is still being written. Raises `TemplateRefused`."""
        rules = await rules_of(books)
        speech = self.cases.phrases.in_language(language)
        template = check_template(speech, name, source, rules=rules, company=self.cases.policy.company)
        return template.fill(await self._fields(books, name, speech, now, ticket))

    async def of_stored(
        self, books: Books, name: str, language: str, now: datetime, ticket: int | None = None
    ) -> str:
        """Fill the present text: the managers' own, or the shipped one. Raises `TemplateRefused`."""
        source = (await books.templates.all()).get((name, language))
        if source is not None:
            return await self.of_source(books, name, language, source, now, ticket)
        speech = self.cases.phrases.in_language(language)
        fields = await self._fields(books, name, speech, now, ticket)
        phrase, within = closing_words(self.cases.policy.reopen_within)
        if phrase in KINDS[name].rare:
            return speech.say(phrase, number=fields["number"] or "", **within)
        shipped = shipped_source(speech, name, self.cases.policy.company)
        return read_template(shipped, KINDS[name].fields).fill(fields)

    async def _fields(
        self, books: Books, name: str, speech: Speech, now: datetime, ticket: int | None
    ) -> Fields:
        company = self.cases.policy.company
        sample = self._sample(name, speech, now)
        promise = await self._promise_of(books, ticket, sample, name, speech, now) if ticket else sample
        nameless = KINDS[name].is_acknowledgement and "name" not in KINDS[name].fields
        known = {
            **fields_of_promise(promise, company),
            "greeting": greet(speech, promise.name),
            "agent": speech.say("sample-agent"),
            "days": closing_words(self.cases.policy.reopen_within)[1].get("days"),
            "moment": promise.back_at,
        }
        if not nameless and KINDS[name].is_acknowledgement and promise.name is None:
            known["name"] = speech.say("sample-name")
        return {field: known[field] for field in KINDS[name].fields}

    async def _promise_of(
        self, books: Books, number: int, sample: Promise, name: str, speech: Speech, now: datetime
    ) -> Promise:
        """The ticket's promise; without its deadlines in a text for hours when nobody works."""
        case = await self.cases.find(books, number)
        if case is None:
            return sample
        ticket = case.ticket
        known = replace(
            sample,
            name=name_of(case.conversation.customer),
            quote=title_of(ticket.title, ticket.question) or sample.quote,
            number=number,
        )
        if KINDS[name].tells_absence:
            return known
        return replace(
            known,
            resolve_by=self._deadline(speech, ticket.resolve_by, now),
            respond_by=self._deadline(speech, ticket.respond_by, now),
        )

    def _sample(self, name: str, speech: Speech, now: datetime) -> Promise:
        policy = self.cases.policy
        rules = policy.promises
        if KINDS[name].tells_absence:
            rules, now = _when_nobody_works(rules, now)
        due = promise_of(rules, STANDARD_TIER, DEFAULT_PRIORITY, now)
        back = rules.calendar.next_opening(now)
        return Promise(
            name=speech.say("sample-name"),
            quote=speech.say("sample-question"),
            media=None,
            number=_SAMPLE_NUMBER,
            resolve_by=self._deadline(speech, due.resolve_by, now),
            respond_by=self._deadline(speech, due.respond_by, now),
            back_at=say_opening(speech, back, now=now, zone=policy.zone),
        )

    def _deadline(self, speech: Speech, moment: datetime, now: datetime) -> str:
        return say_deadline(speech, moment, now=now, zone=self.cases.policy.zone)


def _when_nobody_works(rules: SlaRules, now: datetime) -> tuple[SlaRules, datetime]:
    """Promises in working time, and the next moment when nobody works.

    A customer promised something sooner hears nothing of absence. A desk that never closes is shown with
    office hours.
    """
    calendar, terms = rules.calendar, rules.table.terms(STANDARD_TIER, DEFAULT_PRIORITY)
    if calendar.next_closing(now) is None:
        calendar = WorkingCalendar(hours=_OFFICE_HOURS, zone=calendar.zone)
    in_working_time = SlaTerms(SlaTime(terms.first_response.time), SlaTime(terms.resolution.time))
    table = SlaTable({(STANDARD_TIER, DEFAULT_PRIORITY): in_working_time})
    return SlaRules(table, calendar), calendar.next_closing(now) or now
