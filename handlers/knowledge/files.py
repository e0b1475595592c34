"""FAQ files in the chat: a manager sends one to import, and gets one by `/faq export`."""

import asyncio
import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from faq.exchange import Fault, FileFormat, format_of, write_faq
from handlers.channel import MessageWritten
from handlers.commands.managers import Manager
from handlers.correspondence import content_to_staff
from handlers.desk.knowledge.faults import say_fault
from handlers.desk.knowledge.import_warnings import FileWarning, say_warnings
from handlers.knowledge import keeping
from handlers.knowledge.editor import FaqEditor
from handlers.knowledge.importing import read_import, warnings_after, with_unknown_ids
from handlers.knowledge.shelf import entry_of
from storage.books import Books
from storage.changes import Plan
from storage.records.content import Content, FormattedText, Media, MediaKind
from storage.records.faq import FaqRecord

# More than this in one message help nobody; the number of all is told.
_MOST_NUMBERS = 10
_MOST_FAULTS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class FaqFiles:
    """Import is all or nothing; exporting and importing again changes nothing."""

    editor: FaqEditor

    async def import_(self, books: Books, written: MessageWritten, by: Manager, now: datetime) -> Plan:
        """Import the file that came with the command, or that the command replies to."""
        media = faq_file_of(written)
        file_format = format_of(media.file_name or "") if media else None
        if media is None or file_format is None:
            return self.editor.reply(by, "faq-import-what")
        if written.attached is None:
            return self.editor.reply(by, "faq-import-unfetched")
        parsed = await asyncio.to_thread(read_import, written.attached, file_format)
        read = await with_unknown_ids(books, parsed)
        if read.faults:
            return self._refused(by, read.faults)
        report = await keeping.take_in(books, read.rows, by.address, now)
        if not (report.added or report.changed):  # an undo would revert something else
            return self.editor.reply(by, "faq-imported-nothing", unchanged=len(report.unchanged))
        told = self.editor.speech.say(
            "faq-imported",
            added=len(report.added),
            changed=len(report.changed),
            numbers=self._numbers(report.changed),
            unchanged=len(report.unchanged),
        )
        warnings = self._warnings(await warnings_after(books, report))
        return self.editor.tell(by, "\n\n".join((told, *warnings)))

    async def export(self, books: Books, by: Manager, wanted: str) -> Plan:
        """Export the whole FAQ as a file: YAML, or the named format."""
        file_format = format_of(f"faq.{wanted.strip().lower() or FileFormat.YAML}")
        if file_format is None:
            return self.editor.reply(by, "faq-export-formats")
        records = await books.faq.live()
        if not records:  # no import would take a file without entries
            return self.editor.reply(by, "faq-empty")
        data = write_faq(map(entry_of, records), file_format)
        media = Media(
            MediaKind.DOCUMENT,
            file_id="",
            file_name=f"faq.{file_format}",
            size=len(data),
            upload=base64.b64encode(data).decode(),
        )
        letter = content_to_staff(
            by.place, Content(FormattedText(""), media=media), self.editor.speech.language
        )
        return Plan(letters=(letter,))

    def _numbers(self, changed: Sequence[FaqRecord]) -> str:
        """The numbers of the changed entries, or the first of them."""
        if not changed:
            return ""
        phrase = "faq-import-changed-more" if len(changed) > _MOST_NUMBERS else "faq-import-changed"
        numbers = ", ".join(str(entry.id) for entry in changed[:_MOST_NUMBERS])
        return self.editor.speech.say(phrase, numbers=numbers)

    def _warnings(self, warnings: Sequence[FileWarning]) -> list[str]:
        if not warnings:
            return []
        lines = say_warnings(self.editor.speech, warnings)
        return [
            self.editor.speech.say("faq-import-warnings", warnings="\n".join(f"• {line}" for line in lines))
        ]

    def _refused(self, by: Manager, faults: Sequence[Fault]) -> Plan:
        told = (say_fault(self.editor.speech, fault) for fault in faults[:_MOST_FAULTS_SHOWN])
        shown = "\n".join(f"• {line}" for line in told)
        return self.editor.reply(by, "faq-import-refused", count=len(faults), faults=shown)


def faq_file_of(written: MessageWritten) -> Media | None:
    """The document of the message, or of the one that it replies to."""
    for content in (written.content, written.replied):
        if content and content.media and content.media.kind is MediaKind.DOCUMENT:
            return content.media
    return None


def is_faq_file(content: Content) -> bool:
    """Return True if a document's name suggests an FAQ."""
    media = content.media
    named = media is not None and media.kind is MediaKind.DOCUMENT and media.file_name
    return bool(named and format_of(named))
