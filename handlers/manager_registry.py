"""The one list of managers' commands. A new command is an object of its own, a line here and its help line.

Its name stands in `MANAGERS_COMMANDS`, its help line is the phrase `manager-help-NAME`.
"""

from dataclasses import dataclass

from handlers.canned_commands import CannedCommands, CannedInPrivate
from handlers.case import CaseDesk
from handlers.desk.buttons import Verb
from handlers.faq_commands import FaqCommands
from handlers.faq_dialogue import FaqDialogue
from handlers.faq_editor import FaqEditor
from handlers.faq_files import FaqFiles
from handlers.faq_lessons import FaqLessons
from handlers.faq_lessons_board import FaqLessonsBoard
from handlers.faq_shelf import FaqShelf
from handlers.faq_trial import FaqTrial
from handlers.manager import ManagersWorkshop
from handlers.manager_commands import ManagersVoice
from handlers.outbox_commands import OutboxCommands
from handlers.promises_commands import HoursCommands, SlaCommands
from handlers.promises_editor import PromisesEditor
from handlers.promises_view import PromisesView
from handlers.template_commands import TemplateCommands, TemplateDialogue
from handlers.template_editor import TemplateEditor
from handlers.template_preview import TemplatePreview
from handlers.words_commands import WordsCommands


@dataclass(frozen=True, slots=True)
class ManagersTools:
    """The workshop, and those of its commands that the web desk calls, too."""

    workshop: ManagersWorkshop
    faq: FaqCommands
    words: WordsCommands
    templates: TemplateCommands
    promises: PromisesEditor
    promises_view: PromisesView


def managers_tools(cases: CaseDesk, shelf: FaqShelf, canned: CannedCommands) -> ManagersTools:
    """Managers' commands with their use cases."""
    policy, phrases = cases.policy, cases.phrases
    voice = ManagersVoice(phrases, policy.language)
    editor = FaqEditor(phrases, policy.language, shelf)
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
        in_private={"canned": CannedInPrivate(canned)},
    )
    return ManagersTools(workshop, faq, words, templates, promises, promises_view)
