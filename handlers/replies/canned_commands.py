"""`/canned`: agents list, find, show and send canned replies; managers add, edit and delete them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from handlers.commands.agents import NeedsTicket, Order, say_at, tell_at
from handlers.desk.access import is_manager
from handlers.desk.text.characters import shorten
from handlers.desk.text.first_word import first_word
from handlers.desk.text.numbers import named_number
from handlers.desk.wording.canned import FIELDS, language_of, read_out
from handlers.desk.wording.template_sandbox import TemplateRefused
from handlers.errors import CommandRefused
from handlers.replies.canned import CannedReplies
from storage.books import Books
from storage.changes import Plan
from storage.errors import StaleRecord
from storage.records.letters import Destination
from storage.wording.canned import CannedReply

_MOST_SHOWN = 40
_OF_MANAGERS = frozenset({"add", "edit", "delete"})

Act = Callable[[Books, Order, Destination, str], Awaitable[Plan]]


@dataclass(frozen=True, slots=True)
class CannedCommands:
    """Reads a `/canned …` in a staff chat, and runs it or says in one line what was wrong."""

    canned: CannedReplies

    async def __call__(self, books: Books, order: Order, place: Destination) -> Plan:
        """Run the command. Raises `CommandRefused` to refuse."""
        verb, rest = first_word(order.command.arguments)
        if named_number(verb):
            verb, rest = "send", verb
        acts: dict[str, Act] = {
            "": self._list,
            "list": self._list,
            "find": self._find,
            "show": self._show,
            "send": self._send,
            "add": self._add,
            "edit": self._edit,
            "delete": self._delete,
        }
        if verb not in acts:
            return self._say(place, "canned-help")
        if verb in _OF_MANAGERS and not is_manager(order.agent.address, self.canned.cases.policy.managers):
            raise CommandRefused("managers-only")
        try:
            return await acts[verb](books, order, place, rest)
        except TemplateRefused as refused:
            reason = self._words(refused.phrase, **refused.arguments)
            return self._say(place, "canned-refused", reason=reason)
        except StaleRecord:
            raise CommandRefused("canned-changed-meanwhile") from None

    async def _list(self, books: Books, order: Order, place: Destination, _rest: str) -> Plan:
        return await self._find(books, order, place, "")

    async def _find(self, books: Books, _order: Order, place: Destination, wanted: str) -> Plan:
        found = await self.canned.search(books, wanted.strip())
        if not found:
            return self._say(place, "canned-nothing-found" if wanted.strip() else "canned-empty")
        lines = [self._line(reply) for reply in found[:_MOST_SHOWN]]
        return self._say(place, "canned-list", count=len(found), replies="\n".join(lines))

    async def _show(self, books: Books, _order: Order, place: Destination, number: str) -> Plan:
        reply = await self._reply(books, number)
        text = read_out(self.canned.cases.staff_speech, reply.text)
        return self._say(place, "canned-shown", number=reply.id, title=reply.title, text=text)

    async def _send(self, books: Books, order: Order, place: Destination, number: str) -> Plan:
        reply = await self._reply(books, number)
        case = await self.canned.cases.find(books, place.ticket) if place.ticket else None
        if case is None:
            raise NeedsTicket("canned-in-topic", reply=reply.id)
        return await self.canned.send(books, case, reply, order.agent, order.written.ref, order.now)

    async def _add(self, books: Books, order: Order, place: Destination, form: str) -> Plan:
        title, text = _title_and_text(form)
        if not title or not text:
            return self._say(place, "canned-add-how", fields=_shown_fields())
        namesakes = [reply.id for reply in await books.canned.live() if _same_title(reply.title, title)]
        added = await self.canned.add(books, order.agent.address, title, text, order.now)
        told = [self._words("canned-added", number=added.id, title=added.title)]
        if namesakes:
            told.append(self._words("canned-namesake", number=namesakes[0]))
        return tell_at(self.canned.cases, place, "\n".join(told))

    async def _edit(self, books: Books, order: Order, place: Destination, form: str) -> Plan:
        number, rest = first_word(form)
        reply = await self._reply(books, number)
        title, text = _title_and_text(rest if _title_follows(form) else f"{reply.title}\n{rest}")
        if not text:
            return self._say(place, "canned-edit-how", number=reply.id, title=reply.title, text=reply.text)
        edited = await self.canned.edit(books, order.agent.address, reply, title, text, order.now)
        return self._say(place, "canned-edited", number=edited.id, title=edited.title, before=_form(reply))

    async def _delete(self, books: Books, order: Order, place: Destination, number: str) -> Plan:
        reply = await self._reply(books, number)
        await self.canned.delete(books, order.agent.address, reply, order.now)
        return self._say(place, "canned-deleted", number=reply.id, title=reply.title, before=_form(reply))

    async def _reply(self, books: Books, text: str) -> CannedReply:
        if not text.strip(" #№"):
            raise CommandRefused("canned-which")
        number = named_number(text)
        reply = await books.canned.get(number) if number else None
        if reply is None:
            raise CommandRefused("canned-no-such", reply=shorten(text.strip(), 40))
        return reply

    def _line(self, reply: CannedReply) -> str:
        cases = self.canned.cases
        text = shorten(" ".join(read_out(cases.staff_speech, reply.text).split()), 80)
        return self._words(
            "canned-line", number=reply.id, title=reply.title, language=language_of(reply.text), text=text
        )

    def _words(self, phrase: str, **arguments: str | int) -> str:
        cases = self.canned.cases
        return cases.staff_speech.say(phrase, **arguments)

    def _say(self, place: Destination, phrase: str, **arguments: str | int) -> Plan:
        return say_at(self.canned.cases, place, phrase, **arguments)


def _same_title(one: str, other: str) -> bool:
    """Return True if people would read the titles as the same."""
    return one.casefold() == other.casefold()


def _form(reply: CannedReply) -> str:
    """The reply in the form in which it can be sent back."""
    return f"{reply.title}\n{reply.text}"


def _title_and_text(form: str) -> tuple[str, str]:
    """The first line, and the rest."""
    title, _, text = form.strip().partition("\n")
    return " ".join(title.split()), text.strip()


def _title_follows(form: str) -> bool:
    """Return True for `12 Title` on the first line, False for `12` alone."""
    return len(form.strip().partition("\n")[0].split()) > 1


def _shown_fields() -> str:
    return ", ".join(f"{{{{ {field} }}}}" for field in FIELDS)
