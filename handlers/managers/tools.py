"""The managers' use cases, shared by commands in a messenger and forms at the web desk."""

from dataclasses import dataclass

from handlers.cases.desk import CaseDesk
from handlers.knowledge.editor import FaqEditor
from handlers.knowledge.lessons import FaqLessons
from handlers.knowledge.shelf import FaqShelf
from handlers.knowledge.trial import FaqTrial
from handlers.sla.editor import PromisesEditor
from handlers.sla.view import PromisesView
from handlers.wording.template_editor import TemplateEditor
from handlers.wording.template_preview import TemplatePreview
from handlers.wording.words_view import WordsView


@dataclass(frozen=True, slots=True)
class ManagersTools:
    """The FAQ, the wording, and the promises."""

    shelf: FaqShelf
    faq: FaqEditor
    lessons: FaqLessons
    trial: FaqTrial
    words_view: WordsView
    templates: TemplateEditor
    template_preview: TemplatePreview
    promises: PromisesEditor
    promises_view: PromisesView

    @classmethod
    def of(cls, cases: CaseDesk, shelf: FaqShelf) -> "ManagersTools":
        """The tools of one desk."""
        policy, phrases, speech = cases.policy, cases.phrases, cases.staff_speech
        faq = FaqEditor(speech, shelf, cases.style)
        return cls(
            shelf=shelf,
            faq=faq,
            lessons=FaqLessons(faq),
            trial=FaqTrial(faq),
            words_view=WordsView(speech, phrases),
            templates=TemplateEditor(phrases, policy.company),
            template_preview=TemplatePreview(cases),
            promises=PromisesEditor(policy.calendar),
            promises_view=PromisesView(speech),
        )
