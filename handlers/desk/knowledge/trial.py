"""Tries a text on the bot, and shows the decision and the search's verdict. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from faq import Verdict
from faq.normalise import clean, words_of
from handlers.desk.reading.secrets import mask
from handlers.desk.text.characters import has_words
from handlers.desk.triage.decisions import Decision, triage


@dataclass(frozen=True, slots=True)
class Trial:
    """A text, treated as a customer's first message."""

    text: str  # its secrets covered
    decision: Decision
    verdict: Verdict

    @property
    def read_otherwise(self) -> str:
        """The words as the search read them; empty if they are those that were typed."""
        read_as = self.verdict.read_as
        return "" if read_as == tuple(words_of(clean(self.text))) else " ".join(read_as)


def try_text(text: str, ask: Callable[[str], Verdict], now: datetime) -> Trial | None:
    """Try the text; None if there is no word in it, so that nothing is asked."""
    if not has_words(text):
        return None
    masked = mask(text)
    return Trial(masked, triage(None, (masked,), ask, now), ask(masked))
