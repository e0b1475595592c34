"""What the bot would do with a text that somebody tries, and what the search made of it. Pure."""

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
    """A text as it would be treated if a customer wrote it first."""

    text: str  # its secrets covered
    decision: Decision
    verdict: Verdict

    @property
    def read_otherwise(self) -> str:
        """The words that the search took the text for; empty where they are the words that were typed."""
        read_as = self.verdict.read_as
        return "" if read_as == tuple(words_of(clean(self.text))) else " ".join(read_as)


def try_text(text: str, ask: Callable[[str], Verdict], now: datetime) -> Trial | None:
    """Try the text; None if there is no word in it, so that nothing is asked."""
    if not has_words(text):
        return None
    masked = mask(text)
    return Trial(masked, triage(None, (masked,), ask, now), ask(masked))
