"""Searches entries for a manager: by number, by their words, or as the bot would."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.desk.text.numbers import named_number
from handlers.knowledge.shelf import FaqShelf
from storage.books import Books
from storage.records.faq import FaqRecord


@dataclass(frozen=True, slots=True)
class FoundEntries:
    """The entry with that number and those with the words; and those that the bot would offer."""

    holding: tuple[FaqRecord, ...]
    alike: tuple[FaqRecord, ...] = ()


async def search_entries(books: Books, shelf: FaqShelf, wanted: str) -> FoundEntries:
    """Search the live entries; those that are only alike come with the likeliest first."""
    records = await books.faq.live()
    holding = _holding(records, wanted)
    held = {record.id for record in holding}
    others = {record.id: record for record in records if record.id not in held}
    likely = (int(c.entry.id) for c in shelf.ask(wanted).candidates if c.score >= shelf.thresholds.suggest)
    return FoundEntries(tuple(holding), tuple(others[entry] for entry in likely if entry in others))


async def search_deleted(books: Books, wanted: str) -> FoundEntries:
    """The deleted entries with that number or the words, the latest first; all of them without words."""
    return FoundEntries(tuple(_holding(await books.faq.deleted(), wanted)))


def _holding(records: Sequence[FaqRecord], wanted: str) -> list[FaqRecord]:
    """The entry with that number, then those that contain the words."""
    words, number = wanted.casefold(), named_number(wanted)
    numbered = [record for record in records if record.id == number]
    return numbered + [
        record for record in records if record.id != number and words in _everything_in(record).casefold()
    ]


def _everything_in(record: FaqRecord) -> str:
    return "\n".join((record.question, *record.alternatives, record.answer, record.category or ""))
