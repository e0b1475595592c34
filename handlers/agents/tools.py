"""What agents work with, by commands in a messenger or by forms at the web desk: the same use cases."""

from dataclasses import dataclass

from handlers.agents.commands import AgentCommanded
from handlers.agents.presses import AgentPressed
from handlers.cases.actions import CaseActions
from handlers.cases.desk import CaseDesk
from handlers.replies.canned import CannedReplies
from handlers.replies.presses import WordingPressed
from handlers.replies.wording import ReplyWording


@dataclass(frozen=True, slots=True)
class AgentsTools:
    """Cases, what is done with them, and the words of replies."""

    cases: CaseDesk
    actions: CaseActions
    commanded: AgentCommanded
    pressed: AgentPressed
    wording: ReplyWording
    wording_pressed: WordingPressed
    canned: CannedReplies
