"""The one list of agents' commands. A new command is its own use case, a line here and a help line.

Its name goes into `AGENTS_COMMANDS`; its help line is the phrase `agent-command-NAME`.
"""

from handlers.agents.assigning import AssignsTo
from handlers.agents.banning import BansCustomer, UnbansCustomer
from handlers.agents.basics import Acts, TellsCommands, WritesNote
from handlers.agents.commands import AgentCommanded
from handlers.agents.finding import FindsMine, FindsTickets
from handlers.agents.joining import JoinsCustomers
from handlers.agents.lines import MovesLine
from handlers.agents.priority import SetsPriority
from handlers.agents.status import TellsLoad, TellsStatus
from handlers.agents.taking_back import TakesBack
from handlers.agents.tier import SetsTier
from handlers.cases.actions import CaseActions
from handlers.cases.closing import Closing
from handlers.cases.desk import CaseDesk
from handlers.classification.command import Categorises, TellsCategories
from handlers.classification.rules import CategoryRules
from handlers.commands.agents import CaseCommand, ChatCommand
from handlers.desk.access import AGENTS_COMMANDS
from handlers.replies.canned_commands import CannedCommands
from handlers.replies.entries import EntryReplies
from handlers.replies.entry_command import LooksUpEntry


def agent_commands(
    cases: CaseDesk, actions: CaseActions, canned: CannedCommands, entries: EntryReplies
) -> AgentCommanded:
    """Map agents' commands to their use cases."""
    rules = CategoryRules(cases)
    about_case: dict[str, CaseCommand] = {
        "take": Acts(cases, actions.take),
        "assign": AssignsTo(actions),
        "transfer": AssignsTo(actions),
        "escalate": MovesLine(cases),
        "waiting": Acts(cases, actions.hold),
        "priority": SetsPriority(actions),
        "category": Categorises(cases, actions, rules),
        "tier": SetsTier(cases),
        "close": Acts(cases, Closing(cases, actions)),
        "reopen": Acts(cases, actions.reopen),
        "note": WritesNote(cases),
        "delete": TakesBack(cases),
        "entry": LooksUpEntry(cases, entries),
        "join": JoinsCustomers(cases),
        "ban": BansCustomer(cases),
        "unban": UnbansCustomer(cases),
        "status": TellsStatus(cases),
    }
    anywhere: dict[str, ChatCommand] = {
        "canned": canned,
        "find": FindsTickets(cases),
        "mine": FindsMine(cases),
        "category": TellsCategories(cases, rules),
        "status": TellsLoad(cases),
        "help": TellsCommands(cases, AGENTS_COMMANDS),
    }
    return AgentCommanded(cases, about_case, anywhere)
