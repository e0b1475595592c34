"""Lists forbidden words that were found, each with what to say instead."""

from collections.abc import Iterable

from handlers.desk.wording.rules import ForbiddenUse
from handlers.phrases import Speech


def say_findings(speech: Speech, findings: Iterable[ForbiddenUse]) -> str:
    """One line for each."""
    return "\n".join(
        speech.say("wording-line", said=finding.text, instead=" / ".join(finding.rule.alternatives))
        for finding in findings
    )
