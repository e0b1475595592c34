"""Entries by what a manager looks for: a number, words that they hold, or what the search takes them for."""

from handlers.desk.numbers import named_number
from handlers.knowledge.shelf import FaqShelf
from storage.books import Books
from storage.records import FaqRecord


async def search_entries(books: Books, shelf: FaqShelf, wanted: str) -> list[FaqRecord]:
    """The live entry of that number and those that hold the words, then those that the search means."""
    records = await books.faq.live()
    words, number = wanted.casefold(), named_number(wanted)
    numbered = [record for record in records if record.id == number]
    holding = numbered + [
        record for record in records if record not in numbered and words in _everything_in(record).casefold()
    ]
    likely = {int(c.entry.id) for c in shelf.ask(wanted).candidates}
    meant = [record for record in records if record.id in likely and record not in holding]
    return [*holding, *meant]


def _everything_in(record: FaqRecord) -> str:
    return "\n".join((record.question, *record.alternatives, record.answer, record.category or ""))
