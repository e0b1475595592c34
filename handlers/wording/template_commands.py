"""A manager's `/template` commands: list, show, set, preview, reset, undo, history."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from handlers.channel import ChatKind, MessageWritten
from handlers.commands.managers import Manager, ManagersVoice
from handlers.desk.buttons import Press
from handlers.desk.text.characters import shorten
from handlers.desk.text.first_word import first_word
from handlers.desk.text.moments import say_opening
from handlers.desk.text.numbers import named_number
from handlers.desk.wording.template_sandbox import TemplateRefused
from handlers.desk.wording.templates import KINDS, shipped_source
from handlers.wording.template_editor import TemplateEditor
from handlers.wording.template_preview import TemplatePreview
from storage.books import Books
from storage.changes import Plan
from storage.records.dialogues import Dialogue

COMMAND = "template"
_TEXT = "text"
_LIKE_A_LANGUAGE = re.compile(r"([A-Za-z]{2,3})[ \t]*(?:\n|$)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The text that a command is about, and the words after its name."""

    name: str
    language: str
    rest: str


@dataclass(frozen=True, slots=True)
class TemplateCommands:
    """Reads a `/template …` and runs it, or says in one line what was wrong."""

    voice: ManagersVoice
    editor: TemplateEditor
    preview: TemplatePreview

    async def __call__(
        self, books: Books, written: MessageWritten, by: Manager, arguments: str, now: datetime
    ) -> Plan:
        """Run one command; a text that is refused changes nothing."""
        verb, rest = first_word(arguments)
        if verb == "list":
            return await self._list(books, by)
        acts: dict[str, Callable[[Wanted], Awaitable[Plan]]] = {
            "show": lambda wanted: self._show(books, by, wanted),
            "set": lambda wanted: self._set(books, by, wanted, now),
            "preview": lambda wanted: self._preview(books, written, by, wanted, now),
            "reset": lambda wanted: self._reset(books, by, wanted, now),
            "undo": lambda wanted: self._undo(books, by, wanted, now),
            "history": lambda wanted: self._history(books, by, wanted, now),
        }
        if verb in KINDS:
            verb, rest = "show", f"{verb} {rest}"
        if verb not in acts:
            return self._help(by, verb)
        wanted = self._wanted(rest)
        if wanted is None:
            name, names = shorten(first_word(rest)[0], 40), ", ".join(KINDS)
            if not name:
                return self.voice.reply(by, "template-which", verb=verb, names=names)
            return self.voice.reply(by, "template-no-such", name=name, names=names)
        strange = _strange_language(verb, wanted.rest)
        if strange is not None:
            languages = ", ".join(self.preview.cases.phrases.languages)
            return self.voice.reply(by, "template-no-such-language", language=strange, languages=languages)
        try:
            return await acts[verb](wanted)
        except TemplateRefused as refused:
            return self.refuse(by, refused)

    def _help(self, by: Manager, verb: str) -> Plan:
        if verb in {"", "help"}:
            return self.voice.reply(by, "template-help")
        return self.voice.reply(by, "template-unknown", word=shorten(verb, 40), names=", ".join(KINDS))

    async def save(self, books: Books, by: Manager, wanted: Wanted, now: datetime) -> Plan:
        """Save the text after the command, and show how it will read."""
        source = wanted.rest.strip()
        try:
            text = await self.preview.of_source(books, wanted.name, wanted.language, source, now)
            await self.editor.write(books, by.address, wanted.name, wanted.language, source, now)
        except TemplateRefused as refused:
            return self.refuse(by, refused)
        return self.voice.reply(
            by, "template-saved", name=wanted.name, language=wanted.language, preview=text
        )

    def refuse(self, by: Manager, refused: TemplateRefused, phrase: str = "template-refused") -> Plan:
        """Say why the text is refused; `phrase` also says what comes next."""
        reason = self.voice.speech.say(refused.phrase, **refused.arguments)
        return self.voice.reply(by, phrase, reason=reason)

    async def _list(self, books: Books, by: Manager) -> Plan:
        own, codes = await books.templates.all(), self.preview.cases.phrases.languages
        lines = [
            self.voice.speech.say(
                "template-line",
                name=name,
                about=self.voice.speech.say(f"template-about-{name}"),
                languages=", ".join(code for code in codes if (name, code) in own) or "—",
            )
            for name in KINDS
        ]
        return self.voice.reply(by, "template-list", templates="\n".join(lines))

    async def _show(self, books: Books, by: Manager, wanted: Wanted) -> Plan:
        own = (await books.templates.all()).get((wanted.name, wanted.language))
        company = self.preview.cases.policy.company
        source = own or shipped_source(
            self.preview.cases.phrases.in_language(wanted.language), wanted.name, company
        )
        return self.voice.reply(
            by,
            "template-shown",
            name=wanted.name,
            language=wanted.language,
            origin="own" if own else "shipped",
            source=source,
            fields=", ".join(f"{{{{ {field} }}}}" for field in KINDS[wanted.name].fields),
        )

    async def _set(self, books: Books, by: Manager, wanted: Wanted, now: datetime) -> Plan:
        if wanted.rest.strip():
            return await self.save(books, by, wanted, now)
        said = {"name": wanted.name, "language": wanted.language}
        await books.dialogues.save(Dialogue(by.place_key, by.address, COMMAND, _TEXT, said, started_at=now))
        return self.voice.reply(by, "template-ask-text", name=wanted.name, language=wanted.language)

    async def _preview(
        self, books: Books, written: MessageWritten, by: Manager, wanted: Wanted, now: datetime
    ) -> Plan:
        """Show a preview; a customer's words appear only in their own topic, or in private."""
        scene = written.scene
        ticket = await books.staff_threads.ticket_in(scene.chat, scene.thread) if scene.thread else None
        if scene.kind is ChatKind.PRIVATE and wanted.rest.strip():
            ticket = named_number(wanted.rest)
            if ticket is None or await books.tickets.get(ticket) is None:
                return self.voice.reply(by, "status-no-such-ticket", ticket=shorten(wanted.rest.strip(), 40))
        text = await self.preview.of_stored(books, wanted.name, wanted.language, now, ticket)
        return self.voice.tell(by, text)

    async def _reset(self, books: Books, by: Manager, wanted: Wanted, now: datetime) -> Plan:
        done = await self.editor.reset(books, by.address, wanted.name, wanted.language, now)
        return await self._went_back(books, by, wanted, "template-reset" if done else None, now)

    async def _undo(self, books: Books, by: Manager, wanted: Wanted, now: datetime) -> Plan:
        done = await self.editor.undo(books, by.address, wanted.name, wanted.language, now)
        return await self._went_back(books, by, wanted, "template-undone" if done else None, now)

    async def _went_back(
        self, books: Books, by: Manager, wanted: Wanted, phrase: str | None, now: datetime
    ) -> Plan:
        """Say what was done, and how the text reads now; without `phrase`, that nothing was changed."""
        name, language = wanted.name, wanted.language
        if phrase is None:
            return self.voice.reply(by, "template-shipped-already", name=name, language=language)
        text = await self.preview.of_stored(books, name, language, now)
        return self.voice.reply(by, phrase, name=name, language=language, preview=text)

    async def _history(self, books: Books, by: Manager, wanted: Wanted, now: datetime) -> Plan:
        versions = await books.templates.history(wanted.name, wanted.language, limit=10)
        if not versions:
            return self.voice.reply(
                by, "template-shipped-already", name=wanted.name, language=wanted.language
            )
        lines = []
        for version in versions:
            member = await books.staff.get(version.by)
            policy = self.preview.cases.policy
            at = say_opening(self.voice.speech, version.at, now=now, zone=policy.zone)
            source = self.voice.speech.say("template-went-back") if version.source is None else version.source
            who = member.name if member else version.by
            lines.append(
                self.voice.speech.say("template-version", at=at, by=who, source=shorten(source, 300))
            )
        return self.voice.tell(by, "\n\n".join(lines))

    def _wanted(self, text: str) -> Wanted | None:
        """`NAME [ru|en]` and the rest; None if there is no such text."""
        name, rest = first_word(text)
        if name not in KINDS:
            return None
        language, after = first_word(rest)
        if language in self.preview.cases.phrases.languages:
            return Wanted(name, language, after)
        return Wanted(name, self.voice.speech.language, rest)


def _strange_language(verb: str, rest: str) -> str | None:
    """A word in the place of a language that is none; with `set`, a short word on its own line."""
    if verb == "set":
        return found[1] if (found := _LIKE_A_LANGUAGE.match(rest)) else None
    word = first_word(rest)[0].lstrip("#№")
    return shorten(word, 20) if word and not (verb == "preview" and word.isdecimal()) else None


@dataclass(frozen=True, slots=True)
class TemplateDialogue:
    """`/template set NAME` without a text: the text comes in the next message."""

    commands: TemplateCommands

    async def go_on(self, books: Books, by: Manager, dialogue: Dialogue, text: str, now: datetime) -> Plan:
        """Take the text; one that is refused may be written again."""
        wanted = Wanted(dialogue.said["name"], dialogue.said["language"], text)
        if not text.strip() or text.strip() == "/skip":
            return self.commands.voice.reply(
                by, "template-ask-text", name=wanted.name, language=wanted.language
            )
        try:
            await self.commands.preview.of_source(books, wanted.name, wanted.language, text.strip(), now)
        except TemplateRefused as refused:
            return self.commands.refuse(by, refused, "template-refused-waits")
        await books.dialogues.end(dialogue.chat, dialogue.person)
        return await self.commands.save(books, by, wanted, now)

    async def pressed(
        self, _books: Books, _by: Manager, _dialogue: Dialogue, _press: Press, _now: datetime
    ) -> Plan | None:
        """Return None: no button belongs to this dialogue."""
        return None

    def waits_for_words(self, _dialogue: Dialogue) -> bool:
        """Return True: the text is the only step."""
        return True

    def has_words(self, _dialogue: Dialogue) -> bool:
        """Return False: the first accepted words end the dialogue."""
        return False

    async def cancel(self, books: Books, by: Manager) -> Plan:
        """Forget the dialogue; the text stays as it was."""
        await books.dialogues.end(by.place_key, by.address)
        return self.commands.voice.reply(by, "template-cancelled")
