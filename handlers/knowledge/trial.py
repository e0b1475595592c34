"""Tries a question against the bot, and shows and moves the thresholds that decide."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from faq import Candidate, Thresholds, Verdict
from handlers.commands.managers import Manager
from handlers.desk.knowledge.thresholds import (
    HIGHEST_ANSWER,
    LOWEST_ANSWER,
    LOWEST_SUGGEST,
    chance_in,
    fault_of,
    moved,
    percent,
    read_trial,
)
from handlers.desk.knowledge.trial import Trial, try_text
from handlers.desk.text.characters import shorten
from handlers.desk.triage.decisions import Answer, AskWhatHappened, BeWelcome, Escalate, Offer, SayWhoAnswers
from handlers.knowledge.editor import FaqEditor
from handlers.knowledge.lessons import OUTCOMES_COUNT_FOR
from handlers.knowledge.shelf import thresholds_of
from storage.books import Books
from storage.changes import Plan
from storage.faq.thresholds import StoredThresholds
from storage.records.events import EventKind

_LONGEST_LINE = 120
_BOUNDS = {
    "faq-threshold-answer-range": {"lowest": percent(LOWEST_ANSWER), "highest": percent(HIGHEST_ANSWER)},
    "faq-threshold-suggest-range": {"lowest": percent(LOWEST_SUGGEST)},
}
_PHRASES = {
    Answer: "faq-test-answer",
    Offer: "faq-test-suggest",
    Escalate: "faq-test-unknown",
    AskWhatHappened: "faq-test-asks",
    BeWelcome: "faq-test-thanks",
    SayWhoAnswers: "faq-test-who",
}


@dataclass(frozen=True, slots=True)
class FaqTrial:
    """`/faq test …` and `/faq threshold …`."""

    editor: FaqEditor

    def test(self, by: Manager, rest: str, now: datetime) -> Plan:
        """Show what a customer who writes this would get, by the present thresholds or by given ones."""
        thresholds, text = read_trial(rest, self.editor.shelf.thresholds)
        if thresholds is None:
            return self.editor.reply(by, "faq-threshold-what")
        fault = fault_of(thresholds)
        if fault is not None:
            return self._refused(by, fault)
        shelf = self.editor.shelf
        trial = try_text(text, lambda asked: shelf.ask(asked, thresholds=thresholds), now)
        if trial is None:
            return self.editor.reply(by, "faq-test-what", thresholds=self._said(thresholds))
        return self.editor.reply(
            by,
            _PHRASES[type(trial.decision)],
            entries=self._found(trial),
            thresholds=self._said(thresholds),
        )

    async def threshold(self, books: Books, by: Manager, rest: str, now: datetime) -> Plan:
        """Show the thresholds; `answer 0.95`, `suggest 0.2` and `default` move them."""
        match rest.lower().split(maxsplit=1):
            case []:
                return await self._show(books, by, now)
            case ["default"]:
                if await self.standing(books) == Thresholds():
                    return self.editor.reply(
                        by, "faq-threshold-as-before", thresholds=self._said(Thresholds())
                    )
                await self.move(books, None, by.address, now)
                return self.editor.reply(by, "faq-threshold-default", thresholds=self._said(Thresholds()))
            case ["answer" | "suggest" as name, number] if (chance := chance_in(number)) is not None:
                await books.faq_thresholds.hold()
                standing = await self.standing(books)
                wanted = moved(standing, name, chance)
                if wanted == standing:
                    return self.editor.reply(by, "faq-threshold-as-before", thresholds=self._said(wanted))
                fault = await self.move(books, wanted, by.address, now)
                if fault is not None:
                    return self._refused(by, fault)
                return self.editor.reply(by, "faq-threshold-moved", thresholds=self._said(wanted))
            case [number] if (chance := chance_in(number)) is not None:
                return self.editor.reply(by, "faq-threshold-which", chance=percent(chance))
            case _:
                return self.editor.reply(by, "faq-threshold-what")

    async def move(self, books: Books, wanted: Thresholds | None, by: str, now: datetime) -> str | None:
        """Set the thresholds, or return to the search's own (None).

        If that is impossible, nothing changes, and the key of the phrase with the reason is returned.
        """
        fault = fault_of(wanted) if wanted else None
        if fault is not None:
            return fault
        stood, stand = await self.standing(books), wanted or Thresholds()
        await books.faq_thresholds.move(StoredThresholds(wanted.answer, wanted.suggest) if wanted else None)
        details = {
            "answer": _change(stood.answer, stand.answer),
            "suggest": _change(stood.suggest, stand.suggest),
        }
        await books.audit.note(by, "faq thresholds moved", details, now)
        return None

    async def standing(self, books: Books) -> Thresholds:
        """The stored thresholds; the search may follow a moment later."""
        return thresholds_of(await books.faq_thresholds.current())

    async def _show(self, books: Books, by: Manager, now: datetime) -> Plan:
        helped, failed = [
            sum((await books.events.entries_with(kind, since=now - OUTCOMES_COUNT_FOR, at_least=1)).values())
            for kind in (EventKind.FAQ_HELPED, EventKind.FAQ_FAILED)
        ]
        standing, shipped = await self.standing(books), Thresholds()
        speech = self.editor.speech
        default = speech.say("faq-threshold-shipped")
        if standing != shipped:
            answer, suggest = percent(shipped.answer), percent(shipped.suggest)
            default = speech.say("faq-threshold-own", answer=answer, suggest=suggest)
        return self.editor.reply(
            by,
            "faq-threshold-shown",
            thresholds=self._said(standing),
            default=default,
            days=OUTCOMES_COUNT_FOR.days,
            helped=helped,
            failed=failed,
        )

    def refusal(self, fault: str) -> str:
        """The sentence for a fault returned by `move`."""
        return self.editor.speech.say(fault, **_BOUNDS[fault])

    def _refused(self, by: Manager, fault: str) -> Plan:
        return self.editor.reply(by, fault, (), **_BOUNDS[fault])

    def _found(self, trial: Trial) -> str:
        """The entries with their scores; below them why the first is not sent, and the words as read."""
        lines = [_scores(trial.verdict.candidates), self.doubt(trial.verdict)]
        if trial.read_otherwise:
            read = self.editor.speech.say("faq-test-read", words=trial.read_otherwise)
            lines.append(read)
        return "\n".join(filter(None, lines))

    def doubt(self, verdict: Verdict) -> str:
        """Why a likely first candidate is only offered; empty if its chance alone decides."""
        first = next(iter(verdict.candidates), None)
        if first is None or first.doubt is None:
            return ""
        key = f"faq-doubt-{first.doubt}"
        return self.editor.speech.say(key, number=first.entry.id)

    def _said(self, thresholds: Thresholds) -> str:
        return self.editor.speech.say(
            "faq-thresholds",
            answer=percent(thresholds.answer),
            suggest=percent(thresholds.suggest),
        )


def _change(before: float, after: float) -> str:
    """The present value, after the former one if it differs."""
    return percent(after) if before == after else f"{percent(before)} → {percent(after)}"


def _scores(candidates: Iterable[Candidate]) -> str:
    lines = (
        f"{percent(candidate.score)} · {candidate.entry.id} · {_found(candidate)}" for candidate in candidates
    )
    return "\n".join(lines) or "—"


def _found(candidate: Candidate) -> str:
    """The question, and the phrasing that was found if it is another."""
    question = shorten(candidate.entry.question, _LONGEST_LINE)
    if candidate.phrasing == candidate.entry.question:
        return question
    return f"{question} ~ {shorten(candidate.phrasing, _LONGEST_LINE)}"
