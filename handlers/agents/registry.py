"""The one list of agents' commands. A new command is a use case of its own, a line here and its help line.

The help line is the phrase `agent-command-NAME`.
"""

from handlers.agents.assigning import AssignsTo
from handlers.agents.banning import BansCustomer, UnbansCustomer
from handlers.agents.basics import Acts, Closes, TellsCommands, WritesNote
from handlers.agents.commands import AgentCommanded, CaseCommand, ChatCommand
from handlers.agents.finding import FindsMine, FindsTickets
from handlers.agents.joining import JoinsCustomers
from handlers.agents.lines import MovesLine
from handlers.agents.priority import SetsPriority
from handlers.agents.status import TellsLoad, TellsStatus
from handlers.agents.taking_back import TakesBack
from handlers.agents.tier import SetsTier
from handlers.case import CaseDesk
from handlers.case_actions import CaseActions
from handlers.classification.command import Categorises, TellsCategories
from handlers.classification.rules import CategoryRules
from handlers.customers.aftercare import Closing
from handlers.wording.canned_commands import CannedCommands

COMMANDS = (
    "take",
    "assign",
    "transfer",
    "escalate",
    "waiting",
    "priority",
    "category",
    "tier",
    "close",
    "reopen",
    "note",
    "delete",
    "join",
    "ban",
    "unban",
    "canned",
    "find",
    "mine",
    "status",
)
"""Every command by name, in the order in which `/help` tells them."""


def agent_commands(cases: CaseDesk, actions: CaseActions, canned: CannedCommands) -> AgentCommanded:
    """Agents' commands with their use cases."""
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
        "close": Closes(cases, Closing(cases, actions)),
        "reopen": Acts(cases, actions.reopen),
        "note": WritesNote(cases),
        "delete": TakesBack(cases),
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
        "help": TellsCommands(cases, COMMANDS),
    }
    return AgentCommanded(cases, about_case, anywhere)
