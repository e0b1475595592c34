"""The agents' use cases, shared by commands in a messenger and forms at the web desk."""

from dataclasses import dataclass

from handlers.agents.commands import AgentCommanded
from handlers.agents.presses import AgentPressed
from handlers.cases.actions import CaseActions
from handlers.cases.desk import CaseDesk
from handlers.replies.canned import CannedReplies
from handlers.replies.entries import EntryReplies
from handlers.replies.presses import WordingPressed
from handlers.replies.wording import ReplyWording


@dataclass(frozen=True, slots=True)
class AgentsTools:
    """Cases, the actions on them, and the wording of replies."""

    cases: CaseDesk
    actions: CaseActions
    commanded: AgentCommanded
    pressed: AgentPressed
    wording: ReplyWording
    wording_pressed: WordingPressed
    canned: CannedReplies
    entries: EntryReplies
