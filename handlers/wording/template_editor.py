"""Saves managers' texts, undoes changes, and returns to the shipped ones."""

from dataclasses import dataclass
from datetime import datetime

from handlers.desk.wording.template_sandbox import TemplateRefused
from handlers.desk.wording.templates import check_template
from handlers.house_style import rules_of
from handlers.phrases import Phrases
from storage.books import Books
from storage.wording.templates import TemplateVersion


@dataclass(frozen=True, slots=True)
class TemplateEditor:
    """Each change makes a version and an audit note."""

    phrases: Phrases
    company: str

    async def write(
        self, books: Books, by: str, name: str, language: str, source: str, now: datetime
    ) -> None:
        """Use the text from now on. Raises `TemplateRefused`, and then nothing has changed."""
        if (await books.templates.all()).get((name, language)) == source:
            raise TemplateRefused("template-as-before")
        await self._write(books, by, name, language, source, now)

    async def _write(
        self, books: Books, by: str, name: str, language: str, source: str, now: datetime
    ) -> None:
        rules = await rules_of(books)
        check_template(self.phrases.in_language(language), name, source, rules=rules, company=self.company)
        await self._put(books, by, name, language, source, now)

    async def reset(self, books: Books, by: str, name: str, language: str, now: datetime) -> bool:
        """Return to the shipped text; False if it is in use already."""
        if (name, language) not in await books.templates.all():
            return False
        await self._put(books, by, name, language, None, now)
        return True

    async def undo(self, books: Books, by: str, name: str, language: str, now: datetime) -> bool:
        """Return to the text before the last change; False if there was none.

        Raises `TemplateRefused` if that text no longer passes the checks.
        """
        versions = await books.templates.history(name, language, limit=2)
        if not versions:
            return False
        former = versions[1].source if len(versions) > 1 else None
        if former is None:
            await self._put(books, by, name, language, None, now)
        else:
            await self._write(books, by, name, language, former, now)
        return True

    async def _put(
        self, books: Books, by: str, name: str, language: str, source: str | None, now: datetime
    ) -> None:
        version = TemplateVersion(name=name, language=language, source=source, at=now, by=by)
        await books.templates.put(version)
        what = "template reset" if source is None else "template changed"
        await books.audit.note(by, what, {"template": name, "language": language}, now)
