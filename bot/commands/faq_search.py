"""`otboinik faq ask`: shows how the bot would react to a question."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.commands.performing import BAD_USE, DONE, open_database, say, say_error
from bot.sample_faq import is_wanted, sample_entries
from bot.settings import Settings
from faq import Candidate, Doubt, FaqEntry, FaqMatcher, Thresholds
from faq.decision import CHANCE_DIGITS
from handlers.clock import utc_now
from handlers.desk.knowledge.thresholds import percent
from handlers.desk.knowledge.trial import try_text
from handlers.desk.triage.decisions import (
    Answer,
    AskWhatHappened,
    BeWelcome,
    Decision,
    Escalate,
    Offer,
    SayWhoAnswers,
)
from handlers.knowledge.shelf import entry_of, thresholds_of
from storage.errors import NoDatabase

_NOTHING_ASKED = (
    'nothing was asked: there is no word in the text. Try a question: otboinik faq ask "TEXT" '
    "(people get what customers send without words)"
)

_OF_THE_SAMPLE = (
    "The FAQ is empty: asked was the sample FAQ, which otboinik run puts there (SAMPLE_FAQ). "
    "otboinik faq import FILE fills it with your own."
)

_DOUBTS = {
    Doubt.ONE_WORD: "the first is offered and not sent: one word alone does not tell what is asked",
    Doubt.SMALL_FAQ: "the first is offered and not sent: the question lacks a telling word of it, "
    "and in an FAQ of a few entries this may be about something else",
    Doubt.SHARED: "the first is offered and not sent: another entry has nearly as much of the question",
    Doubt.TITLE: "the first is offered and not sent: the entry has only a title, and the question asks more",
    Doubt.OPPOSITE: "the first is offered and not sent: the question asks for the opposite",
    Doubt.DENIAL: "the first is offered and not sent: only one of question and entry denies something",
    Doubt.TWO_REQUESTS: "the first is offered and not sent: the text asks for two things",
}


async def ask(settings: Settings, text: str) -> int:
    """Decide as for a customer's first message, and show the nearest entries with their scores.

    If the FAQ is empty and the next start would load the sample, the sample is asked.
    """
    stored, thresholds = await _stored(settings)
    is_sample = not stored and is_wanted(settings)
    entries = sample_entries(first=settings.default_language) if is_sample else stored
    matcher = FaqMatcher.build(entries, thresholds)
    trial = try_text(text, matcher.ask, utc_now())
    if trial is None:
        say_error(_NOTHING_ASKED)
        return BAD_USE
    say(_in_words(trial.decision))
    if trial.read_otherwise:
        say(f"read as: {trial.read_otherwise}")
    say(f"thresholds: answers from {percent(thresholds.answer)}, offers from {percent(thresholds.suggest)}")
    if trial.verdict.candidates:
        Console().print(_table(trial.verdict.candidates))
        doubt = trial.verdict.candidates[0].doubt
        if doubt:
            say(_DOUBTS[doubt])
    elif not entries:
        say("The FAQ is empty: otboinik faq import FILE fills it.")
    if is_sample:
        say(_OF_THE_SAMPLE)
    return DONE


async def _stored(settings: Settings) -> tuple[Sequence[FaqEntry], Thresholds]:
    """The FAQ and the managers' thresholds; without a database an empty FAQ, and none is created."""
    try:
        async with open_database(settings, made_already=True) as database, database.reading() as books:
            records = await books.faq.live()
            return [entry_of(record) for record in records], thresholds_of(
                await books.faq_thresholds.current()
            )
    except NoDatabase:
        return (), Thresholds()


def _in_words(decision: Decision) -> str:
    match decision:
        case Answer():
            return "answer: the first entry is sent"
        case Offer(entries):
            named = ", ".join(map(str, entries))
            return f"offer: buttons for the entries {named}, and one more to a person"
        case Escalate():
            return "escalate: a ticket is opened"
        case AskWhatHappened():
            return "ask: nothing was asked yet, so the bot asks what happened"
        case SayWhoAnswers():
            return "courtesy: the bot says that it is a bot, and how people are reached"
        case BeWelcome():
            return "courtesy: nothing is asked, the bot answers politely"


def _table(candidates: tuple[Candidate, ...]) -> Table:
    table = Table("score", "entry", "question", "found by", box=None, pad_edge=False)
    for candidate in candidates:
        # As `Text`: square brackets in a question are no markup.
        question, phrasing = Text(candidate.entry.question), Text(candidate.phrasing)
        table.add_row(f"{candidate.score:.{CHANCE_DIGITS}f}", candidate.entry.id, question, phrasing)
    return table
