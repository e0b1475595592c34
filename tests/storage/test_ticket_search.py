"""Tickets found by words, on both databases."""

import pytest

from storage.changes import Plan
from storage.database import Database
from tests.storage.samples import NOW, a_conversation, a_message, a_ticket


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ("ФТП", [1]),
        ("anna ФТП", [1]),
        ("РОМАШКА", [1]),
        ("рома_ка", []),
        ("%", []),
        ("spans", []),
        ("", []),
    ],
)
async def test_every_word_stands_somewhere_whatever_its_case(
    database: Database, wanted: str, numbers: list[int]
) -> None:
    async with database.books() as books:
        anna = await a_conversation(books)
        await books.apply(Plan(tickets=(a_ticket(anna, question="Не пускает на фтп"),)), now=NOW)
        await books.apply(Plan(messages=(a_message(anna, text="Ромашка", ticket=1),)), now=NOW)

        found = await books.ticket_search.by_words(wanted, limit=5)

    assert [each.ticket.number for each in found] == numbers
