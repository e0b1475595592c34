"""`/faq failing`: phrasings whose answers keep failing, and what was asked; a press begins an entry for it.

Customers' words are shown only in their own topic or in private: a group is told which phrasings fail, and no
more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from handlers.channel import ButtonPressed, ChatKind, MessageWritten
from handlers.commands.managers import Manager, forgotten
from handlers.correspondence import answer_press
from handlers.desk.buttons import Press, Verb
from handlers.desk.knowledge.block import FaqBlock
from handlers.desk.knowledge.lessons import key_of
from handlers.desk.text.characters import shorten
from handlers.knowledge.dialogue import FaqDialogue
from handlers.knowledge.lessons import FailedWords, FailingPhrasing, FaqLessons
from storage.books import Books
from storage.changes import Plan
from storage.records.actions import Button, Keyboard

_LONGEST_QUESTION = 120
_LONGEST_LABEL = 60
_MOST_SHOWN = 20
_MOST_BUTTONS = 10


@dataclass(frozen=True, slots=True)
class FaqFailingBoard:
    """Shows what fails, and begins an entry for what was asked."""

    lessons: FaqLessons
    dialogue: FaqDialogue

    async def show(self, books: Books, written: MessageWritten, by: Manager, now: datetime) -> Plan:
        """List phrasings whose answers keep failing; in private also what customers had asked."""
        found = await self.lessons.failing(books, now)
        if not found:
            return self.lessons.editor.reply(by, "faq-failing-nothing")
        is_private = written.scene.kind is ChatKind.PRIVATE
        lines = [self._line(each, with_words=is_private) for each in found[:_MOST_SHOWN]]
        buttons = self._buttons(found) if is_private else ()
        if buttons:
            lines.append(self.lessons.editor.speech.say("faq-failing-own-entry"))
        if not is_private:
            lines.append(self.lessons.editor.speech.say("faq-failing-in-private"))
        return self.lessons.editor.reply(by, "faq-failing", buttons, phrasings="\n".join(lines))

    async def __call__(
        self, books: Books, pressed: ButtonPressed, press: Press, by: Manager, now: datetime
    ) -> Plan:
        """Begin an entry with what was asked as its question; an open dialogue must be ended first."""
        language, failing = self.lessons.editor.speech.language, await self.lessons.failing(books, now)
        request = next(
            (asked.request for asked in _to_add(failing) if key_of(asked.request) == press.subject), ""
        )
        begun = await books.dialogues.of(by.place_key, by.address)
        if not request:
            notice = self.lessons.editor.speech.say("press-stale")
        elif begun is not None and not forgotten(begun, now):
            notice = self.lessons.editor.speech.say("faq-failing-finish-first")
        else:
            plan = await self.dialogue.begin(books, by, FaqBlock(question=request), None, now)
            return plan.posting([answer_press(by.place, pressed.query, "", language)])
        return Plan(letters=(answer_press(by.place, pressed.query, notice, language),))

    def _line(self, each: FailingPhrasing, *, with_words: bool) -> str:
        line = self.lessons.editor.speech.say(
            "faq-failing-line",
            number=each.record.id,
            phrasing=shorten(each.outcome.phrasing, _LONGEST_QUESTION),
            failed=each.outcome.failed,
            helped=each.outcome.helped,
        )
        if not with_words or not each.asked:
            return line
        questions = ", ".join(self._quoted(asked, each.record.id) for asked in each.asked)
        return f"{line}\n{self.lessons.editor.speech.say('faq-failing-asked', questions=questions)}"

    def _quoted(self, asked: FailedWords, entry: int) -> str:
        """The quoted words, with the other entry that has them by now."""
        quoted = self.lessons.editor.speech.say("quoted", words=shorten(asked.words, _LONGEST_QUESTION))
        if asked.known_in in {None, entry}:
            return quoted
        return f"{quoted} {self.lessons.editor.speech.say('faq-failing-known', number=asked.known_in)}"

    def _buttons(self, failing: Sequence[FailingPhrasing]) -> Keyboard:
        return tuple(
            (
                Button(
                    shorten(
                        self.lessons.editor.speech.say("button-own-entry", question=asked.request),
                        _LONGEST_LABEL,
                    ),
                    Press(Verb.OWN_ENTRY, key_of(asked.request)).encode(),
                ),
            )
            for asked in islice(_to_add(failing[:_MOST_SHOWN]), _MOST_BUTTONS)
        )


def _to_add(failing: Sequence[FailingPhrasing]) -> Iterator[FailedWords]:
    """Requests that could become entries of their own, each once."""
    by_key = {key_of(asked.request): asked for each in failing for asked in each.asked if asked.request}
    yield from by_key.values()
