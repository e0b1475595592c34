"""`otboinik faq ask`: what the bot would do with a question."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.commands.performing import DONE, open_database, say
from bot.settings import Settings
from faq import Candidate, FaqMatcher
from handlers.clock import utc_now
from handlers.desk.secrets import mask
from handlers.desk.triage import Answer, AskWhatHappened, BeWelcome, Decision, Escalate, Offer, triage
from handlers.knowledge.shelf import entry_of, thresholds_of


async def ask(settings: Settings, text: str) -> int:
    """Decide as for a customer who writes this first, and show the nearest entries with their scores."""
    async with open_database(settings) as database, database.books() as books:
        records = await books.faq.live()
        thresholds = thresholds_of(await books.faq_thresholds.current())
    matcher = FaqMatcher.build(map(entry_of, records), thresholds)
    words = mask(text)
    say(_in_words(triage(None, (words,), matcher.ask, utc_now())))
    candidates = matcher.ask(words).candidates
    if candidates:
        Console().print(_table(candidates))
    elif not records:
        say("The FAQ is empty: otboinik faq import FILE fills it.")
    return DONE


def _in_words(decision: Decision) -> str:
    match decision:
        case Answer():
            return "answer: the first entry is sent"
        case Offer():
            return "offer: these entries become buttons, with one more to a person"
        case Escalate():
            return "escalate: a ticket is opened"
        case AskWhatHappened():
            return "ask: nothing was asked yet, so the bot asks what happened"
        case BeWelcome():
            return "thanks: the bot answers the thanks"


def _table(candidates: tuple[Candidate, ...]) -> Table:
    table = Table("score", "entry", "question", "found by", box=None, pad_edge=False)
    for candidate in candidates:
        # As `Text`: square brackets in a question are no markup.
        question, phrasing = Text(candidate.entry.question), Text(candidate.phrasing)
        table.add_row(f"{candidate.score:.3f}", candidate.entry.id, question, phrasing)
    return table
