"""The one list of managers' commands. A new command is its own object, a line here and a help line.

Its name goes into `MANAGERS_COMMANDS`; its help line is the phrase `manager-help-NAME`.
"""

from collections.abc import Mapping

from handlers.cases.desk import CaseDesk
from handlers.commands.agents import ChatCommand
from handlers.commands.managers import ManagersVoice
from handlers.desk.buttons import Verb
from handlers.knowledge.commands import FaqCommands
from handlers.knowledge.dialogue import FaqDialogue
from handlers.knowledge.failing_board import FaqFailingBoard
from handlers.knowledge.files import FaqFiles
from handlers.knowledge.lessons_board import FaqLessonsBoard
from handlers.managers.in_private import InPrivate
from handlers.managers.outbox import OutboxCommands
from handlers.managers.tools import ManagersTools
from handlers.managers.workshop import ManagersWorkshop
from handlers.sla.commands import HoursCommands, SlaCommands
from handlers.wording.template_commands import TemplateCommands, TemplateDialogue
from handlers.wording.words_commands import WordsCommands

OF_AGENTS = ("canned", "category", "find", "mine")
"""Agents' commands that managers also have in private."""


def managers_workshop(
    cases: CaseDesk, tools: ManagersTools, of_agents: Mapping[str, ChatCommand]
) -> ManagersWorkshop:
    """Map managers' commands to their use cases; `of_agents` are the agents' that need no ticket."""
    voice = ManagersVoice(cases.staff_speech)
    dialogue, files = FaqDialogue(tools.faq), FaqFiles(tools.faq)
    lessons, failing = FaqLessonsBoard(tools.lessons), FaqFailingBoard(tools.lessons, dialogue)
    templates = TemplateCommands(voice, tools.templates, tools.template_preview)
    return ManagersWorkshop(
        voice=voice,
        managers=cases.policy.managers,
        commands={
            "faq": FaqCommands(tools.faq, dialogue, files, tools.trial, lessons, failing),
            "words": WordsCommands(voice, tools.words_view),
            "template": templates,
            "sla": SlaCommands(voice, tools.promises, tools.promises_view),
            "hours": HoursCommands(voice, tools.promises, tools.promises_view),
            "outbox": OutboxCommands(cases),
        },
        dialogues={"faq": dialogue, "template": TemplateDialogue(templates)},
        buttons={Verb.TEACH_LESSON: lessons, Verb.REFUSE_LESSON: lessons, Verb.OWN_ENTRY: failing},
        in_private={name: InPrivate(cases, name, of_agents[name]) for name in OF_AGENTS},
    )
