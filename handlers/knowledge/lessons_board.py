"""`/faq learn`: shows managers what the FAQ may learn, with buttons to decide.

Customers' words are shown only in their own topic or in private: a group is told how many wait.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.channel import ButtonPressed, ChatKind, MessageWritten
from handlers.commands.managers import Manager
from handlers.correspondence import answer_press, reworded
from handlers.desk.buttons import Press, Verb
from handlers.desk.text.characters import shorten
from handlers.desk.text.numbers import number_in
from handlers.desk.text.paging import on_page, pages_of
from handlers.errors import CommandRefused
from handlers.knowledge.lessons import FaqLessons, WaitingLesson
from storage.books import Books
from storage.changes import Plan
from storage.errors import StaleRecord
from storage.records.actions import Button, Keyboard

_PAGE = 5
_LONGEST_QUESTION = 120


@dataclass(frozen=True, slots=True)
class FaqLessonsBoard:
    """A page of phrasings, each with *add* and *drop*; a press settles one and shows what is left."""

    lessons: FaqLessons

    async def show(self, books: Books, written: MessageWritten, by: Manager, rest: str) -> Plan:
        """Show the requested page, or the first."""
        waiting = await self.lessons.waiting(books)
        if not waiting:
            return self.lessons.editor.reply(by, "faq-learn-nothing")
        if written.scene.kind is not ChatKind.PRIVATE:
            return self.lessons.editor.reply(by, "faq-learn-in-private", count=len(waiting))
        page = 1 if not rest else number_in(rest)
        if page is None or page > pages_of(waiting, _PAGE):
            return self.lessons.editor.reply(by, "faq-no-such-page", pages=pages_of(waiting, _PAGE))
        return self.lessons.editor.reply(
            by, "faq-learn", self._buttons(waiting, page), **self._words(waiting, page)
        )

    async def __call__(
        self, books: Books, pressed: ButtonPressed, press: Press, by: Manager, now: datetime
    ) -> Plan:
        """Handle *add* or *drop* under a page; the first press settles it."""
        try:
            async with books.attempt():
                notice = await self._settle(books, press, by, now)
        except StaleRecord:
            notice = self.lessons.editor.speech.say("press-stale")
        except CommandRefused as refusal:
            notice = self.lessons.editor.speech.say(refusal.phrase, **refusal.arguments)
        language = self.lessons.editor.speech.language
        letters = [answer_press(by.place, pressed.query, notice, language)]
        if pressed.scene.kind is ChatKind.PRIVATE:
            text, buttons = await self._page_after(books, press)
            letters.append(reworded(by.place, pressed.ref, text, language, buttons))
        return Plan(letters=tuple(letters))

    async def _settle(self, books: Books, press: Press, by: Manager, now: datetime) -> str:
        lesson, version = number_in(press.subject), number_in(press.detail.partition("-")[0])
        if lesson is None or version is None:
            raise StaleRecord("FAQ lesson", press.subject)
        if press.verb is Verb.REFUSE_LESSON:
            await self.lessons.refuse(books, lesson, version, by.address, now)
            return self.lessons.editor.speech.say("faq-learn-refused")
        record = await self.lessons.teach(books, lesson, version, by.address, now)
        return self.lessons.editor.speech.say("faq-learn-taught", number=record.id)

    async def _page_after(self, books: Books, press: Press) -> tuple[str, Keyboard]:
        """The page of the press as it is now, or the last one."""
        waiting = await self.lessons.waiting(books)
        if not waiting:
            return self.lessons.editor.speech.say("faq-learn-nothing"), ()
        page = min(number_in(press.detail.partition("-")[2]) or 1, pages_of(waiting, _PAGE))
        return self.lessons.editor.speech.say("faq-learn", **self._words(waiting, page)), self._buttons(
            waiting, page
        )

    def _words(self, waiting: Sequence[WaitingLesson], page: int) -> dict[str, str | int]:
        lines = "\n".join(self._line(place, each) for place, each in _on_page(waiting, page))
        return {"page": page, "pages": pages_of(waiting, _PAGE), "lessons": lines}

    def _line(self, place: int, waiting: WaitingLesson) -> str:
        return self.lessons.editor.speech.say(
            "faq-learn-line",
            place=place,
            phrasing=waiting.lesson.text,
            number=waiting.record.id,
            question=shorten(waiting.record.question, _LONGEST_QUESTION),
            customers=waiting.lesson.by_customers,
            agents=waiting.lesson.by_agents,
            conflict=waiting.known_in or 0,
        )

    def _buttons(self, waiting: Sequence[WaitingLesson], page: int) -> Keyboard:
        rows = []
        for place, each in _on_page(waiting, page):
            verbs = {Verb.TEACH_LESSON: "button-learn-add", Verb.REFUSE_LESSON: "button-learn-drop"}
            if each.known_in is not None:
                del verbs[Verb.TEACH_LESSON]
            subject, detail = str(each.lesson.id), f"{each.lesson.version}-{page}"
            rows.append(
                tuple(
                    Button(
                        self.lessons.editor.speech.say(phrase, place=place),
                        Press(verb, subject, detail).encode(),
                    )
                    for verb, phrase in verbs.items()
                )
            )
        return tuple(rows)


def _on_page(waiting: Sequence[WaitingLesson], page: int) -> Sequence[tuple[int, WaitingLesson]]:
    """The items of a page, with their places in the whole list."""
    return on_page(list(enumerate(waiting, start=1)), page, _PAGE)
