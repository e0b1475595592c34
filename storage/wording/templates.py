"""Managers' texts in place of shipped ones. Nothing is overwritten: every version is kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select

from storage.counters import hold_value
from storage.errors import StaleRecord
from storage.tables.words import template_versions
from storage.transaction import Transaction
from storage.wording.words import REVISION, style_changed


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateVersion:
    """A text for a name in a language; `source` is None for a return to the shipped one."""

    name: str
    language: str
    source: str | None
    at: datetime
    by: str


class Templates:
    """Texts by name and language; the last version counts."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def all(self) -> dict[tuple[str, str], str]:
        """The present sources by name and language, without shipped texts."""
        newest = select(func.max(template_versions.c.id)).group_by(
            template_versions.c.name, template_versions.c.language
        )
        query = select(template_versions).where(
            template_versions.c.id.in_(newest), template_versions.c.source.is_not(None)
        )
        return {(row.name, row.language): row.source for row in await self._transaction.execute(query)}

    async def version(self, name: str, language: str) -> int:
        """The number of the last version; 0 before the first."""
        of_name = (template_versions.c.name == name) & (template_versions.c.language == language)
        found = await self._transaction.execute(select(func.max(template_versions.c.id)).where(of_name))
        return found.scalar_one() or 0

    async def must_be(self, version: int, name: str, language: str) -> None:
        """Keep others from changing texts until the end of this transaction.

        Raises `StaleRecord` if the template has another version by now.
        """
        await hold_value(self._transaction, REVISION)
        if await self.version(name, language) != version:
            raise StaleRecord("template", f"{name} {language}")

    async def history(self, name: str, language: str, *, limit: int = 20) -> tuple[TemplateVersion, ...]:
        """The versions, the newest first."""
        query = (
            select(template_versions)
            .where(template_versions.c.name == name, template_versions.c.language == language)
            .order_by(template_versions.c.id.desc())
            .limit(limit)
        )
        return tuple(
            TemplateVersion(name=row.name, language=row.language, source=row.source, at=row.at, by=row.by)
            for row in await self._transaction.execute(query)
        )

    async def put(self, version: TemplateVersion) -> None:
        """Store a newer text, or (`source` None) a return to the shipped one."""
        row = {
            "name": version.name,
            "language": version.language,
            "source": version.source,
            "at": version.at,
            "by": version.by,
        }
        await self._transaction.execute(insert(template_versions), [row])
        await style_changed(self._transaction)
