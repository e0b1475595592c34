"""The one list of managers' commands. A new command is an object of its own, a line here and its help line.

Its name stands in `MANAGERS_COMMANDS`, its help line is the phrase `manager-help-NAME`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.cases.desk import CaseDesk
from handlers.commands.agents import ChatCommand
from handlers.commands.managers import ManagersVoice
from handlers.desk.buttons import Verb
from handlers.knowledge.commands import FaqCommands
from handlers.knowledge.dialogue import FaqDialogue
from handlers.knowledge.editor import FaqEditor
from handlers.knowledge.files import FaqFiles
from handlers.knowledge.lessons import FaqLessons
from handlers.knowledge.lessons_board import FaqLessonsBoard
from handlers.knowledge.shelf import FaqShelf
from handlers.knowledge.trial import FaqTrial
from handlers.managers.in_private import InPrivate
from handlers.managers.outbox import OutboxCommands
from handlers.managers.workshop import ManagersWorkshop
from handlers.sla.commands import HoursCommands, SlaCommands
from handlers.sla.editor import PromisesEditor
from handlers.sla.view import PromisesView
from handlers.wording.template_commands import TemplateCommands, TemplateDialogue
from handlers.wording.template_editor import TemplateEditor
from handlers.wording.template_preview import TemplatePreview
from handlers.wording.words import WordsCommands


@dataclass(frozen=True, slots=True)
class ManagersTools:
    """The workshop, and those of its commands that the web desk calls, too."""

    workshop: ManagersWorkshop
    faq: FaqCommands
    words: WordsCommands
    templates: TemplateCommands
    promises: PromisesEditor
    promises_view: PromisesView


OF_AGENTS = ("canned", "category", "find", "mine")
"""Commands of agents that managers have in private, too."""


def managers_tools(cases: CaseDesk, shelf: FaqShelf, of_agents: Mapping[str, ChatCommand]) -> ManagersTools:
    """Managers' commands with their use cases; `of_agents` are the agents' that need no ticket."""
    policy, phrases = cases.policy, cases.phrases
    voice = ManagersVoice(phrases, policy.language)
    editor = FaqEditor(phrases, policy.language, shelf, cases.style)
    lessons = FaqLessonsBoard(FaqLessons(editor))
    faq = FaqCommands(editor, FaqDialogue(editor), FaqFiles(editor), FaqTrial(editor), lessons)
    words = WordsCommands(voice)
    templates = TemplateCommands(voice, TemplateEditor(phrases, policy.company), TemplatePreview(cases))
    promises, promises_view = PromisesEditor(policy.calendar), PromisesView(phrases, policy.language)
    workshop = ManagersWorkshop(
        voice=voice,
        managers=policy.managers,
        commands={
            "faq": faq,
            "words": words,
            "template": templates,
            "sla": SlaCommands(voice, promises, promises_view),
            "hours": HoursCommands(voice, promises, promises_view),
            "outbox": OutboxCommands(cases),
        },
        dialogues={"faq": faq.dialogue, "template": TemplateDialogue(templates)},
        buttons={Verb.TEACH_LESSON: lessons, Verb.REFUSE_LESSON: lessons},
        in_private={name: InPrivate(cases, name, of_agents[name]) for name in OF_AGENTS},
    )
    return ManagersTools(workshop, faq, words, templates, promises, promises_view)
