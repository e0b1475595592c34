"""Messages of the desk's people: replies and notes, with files, and edits of them."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from http import HTTPStatus

from aiohttp import web

from bot.channels.commands import parse_command
from bot.channels.web.arriving_files import must_be_a_file, taken_in
from bot.channels.web.desk import requests
from bot.channels.web.desk.acting import TICKET, DeskActing, own_chat, ref_of, scene_of
from bot.channels.web.desk.channel import UPLOAD
from bot.channels.web.desk.command_pages import page_instead
from bot.channels.web.desk.people import Seat
from bot.channels.web.refusals import refusal
from bot.channels.web.requests import read
from bot.channels.web.throttle import Throttle
from bot.channels.web.uploads import UploadsFolder
from handlers.agents.commands import AgentCommanded
from handlers.agents.side import StaffSide
from handlers.cases.case import Case
from handlers.channel import Command, MessageWritten
from handlers.commands.agents import Order
from handlers.desk.messages.notes import is_marked, with_mark
from handlers.errors import CommandRefused
from storage.books import Books
from storage.records.content import Content, FormattedText
from storage.records.message_refs import MessageRef
from storage.records.messages import Author, Message
from storage.web.desk_uploads import DeskUpload


@dataclass(frozen=True, slots=True)
class DeskMessages:
    """The routes of messages and their files."""

    acting: DeskActing
    staff: StaffSide
    commanded: AgentCommanded
    uploads: UploadsFolder
    pace_of_files: Throttle = field(default_factory=lambda: Throttle(20, timedelta(seconds=3)))

    def add_to(self, app: web.Application) -> None:
        app.add_routes(
            [
                web.post("/desk/api/files", self.upload),
                web.post(f"{TICKET}/messages", self.write),
                web.post(f"{TICKET}/takebacks", self.take_back),
                web.put(f"{TICKET}/messages/{{message:[A-Za-z0-9_-]{{8,64}}}}", self.edit),
            ]
        )

    async def upload(self, request: web.Request) -> web.Response:
        """Store a file, recognised by its content and not by its name. A later message sends it."""
        must_be_a_file(request)
        now, database = self.acting.clock(), self.acting.database
        async with database.reading() as books:
            seat = await self.acting.access.may_act(books, request)
        if not self.pace_of_files.allow(seat.user.id, now):
            raise refusal(HTTPStatus.TOO_MANY_REQUESTS, "too-many", retry_after=3)
        async with taken_in(request, self.uploads) as arrived:
            file = DeskUpload(
                id=arrived.id,
                user=seat.user.id,
                kind=arrived.type.kind,
                name=arrived.name,
                mime_type=arrived.type.mime_type,
                size=arrived.size,
                created_at=now,
            )
            async with database.books() as books:
                await books.desk_uploads.keep(file)
                await books.commit()
        return web.json_response({"file": file.id, "name": file.name, "size": file.size})

    async def write(self, request: web.Request) -> web.Response:
        """Take a reply, a note or a command. A repeat with the same id changes nothing, with the same answer.

        The answer of a command that only tells something goes to its author, and into no history.
        """
        reply = await read(request, requests.Reply)
        if not reply.text and reply.file is None:
            raise refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "not-understood")
        async with self.acting.database.books() as books:
            seat, case = await self.acting.begin(books, request)
            ref = ref_of(case, seat, reply.id)
            answer = None
            if await books.messages.get(ref) is None:
                answer = await self._say(books, seat, case, ref, reply)
                await books.commit()
        done = self.acting.done()
        return web.json_response({"answer": answer}) if answer else done

    async def edit(self, request: web.Request) -> web.Response:
        """Edit the author's own message; its file and its kind stay."""
        wording = await read(request, requests.Wording)
        async with self.acting.database.books() as books:
            seat, case = await self.acting.begin(books, request)
            before = await books.messages.get(ref_of(case, seat, request.match_info["message"]))
            if before is None or before.ticket != case.ticket.number:
                raise refusal(HTTPStatus.NOT_FOUND, "no-message")
            text = _as_before(before, wording.text)
            if _becomes_something_else(before, text):
                return self.acting.refusal_of(CommandRefused("agent-edit-only-words"), case.ticket.number)
            edited = self._written(seat, case, before.ref, _reworded(before.content, text))
            await self.staff.about(books, case, [replace(edited, edited=True)], seat.person, edited.at)
            await books.commit()
        return self.acting.done()

    async def take_back(self, request: web.Request) -> web.Response:
        """Take a reply back; the reason of a refusal appears among the bot's posts."""
        wish = await read(request, requests.TakeBack)
        async with self.acting.database.books() as books:
            seat, case = await self.acting.begin(books, request)
            said = await books.messages.of_ticket(case.ticket.number)
            if wish.index >= len(said) or said[wish.index].ref.message != wish.ref:
                raise refusal(HTTPStatus.CONFLICT, "stale")
            ref = MessageRef(own_chat(case, seat), f"delete.{wish.ref}")
            written = self._written(seat, case, ref, Content())
            order = replace(written, command=Command("delete"), reply_to=said[wish.index].ref)
            await self.staff.about(books, case, [order], seat.person, order.at)
            await books.commit()
        return self.acting.done()

    async def _say(
        self, books: Books, seat: Seat, case: Case, ref: MessageRef, reply: requests.Reply
    ) -> str | None:
        note = _note_of(reply)
        content = Content(FormattedText(reply.text if note is None else with_mark(note)))
        if reply.file is not None:
            file = await books.desk_uploads.get(reply.file)
            if file is None or file.user != seat.user.id:
                raise refusal(HTTPStatus.NOT_FOUND, "no-file")
            await books.desk_uploads.attach(file.id)
            content = replace(content, media=file.as_media(UPLOAD))
        command = parse_command(reply.text) if note is None else None
        written = replace(self._written(seat, case, ref, content), command=command)
        if command is None or command.for_another_bot:
            await self.staff.about(books, case, [written], seat.person, written.at)
            return None
        instead = page_instead(self.acting.speech, command.name, seat)
        return instead or await self.commanded.run_or_answer(
            books, case, Order(command, written, seat.agent, written.at)
        )

    def _written(self, seat: Seat, case: Case, ref: MessageRef, content: Content) -> MessageWritten:
        return MessageWritten(
            sender=seat.person, scene=scene_of(case), ref=ref, content=content, at=self.acting.clock()
        )


def _note_of(reply: requests.Reply) -> str | None:
    """The words of a note, by its field or by `/note`; None for anything else, and for a bare `/note`."""
    if reply.note:
        return reply.text
    command = parse_command(reply.text)
    return command.arguments or None if command and command.name == "note" else None


def _as_before(before: Message, text: str) -> str:
    """A note's new words with its mark, which the page does not show; those of a held reply have none."""
    is_marked_note = before.author is Author.NOTE and is_marked(before.content.text.text)
    return with_mark(text) if text and is_marked_note else text


def _reworded(content: Content, text: str) -> Content:
    return replace(content, text=FormattedText(text))


def _becomes_something_else(before: Message, text: str) -> bool:
    """Return True if a message would become a command or a note, or be left without words and file."""
    if not text:
        return before.content.media is None
    return text.startswith("/") and (before.author is not Author.NOTE or not is_marked(text))
