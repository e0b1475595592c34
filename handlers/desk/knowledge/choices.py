"""Labels that tell the entries of a choice apart."""

from collections import Counter
from collections.abc import Sequence

from handlers.desk.text.characters import shorten
from storage.records.faq import FaqRecord

_QUESTION_BESIDE_ANSWER = 30


def labels_of(records: Sequence[FaqRecord]) -> list[str]:
    """The question of each; if several ask the same, with the beginning of the answer."""
    asked = Counter(record.question.casefold() for record in records)
    return [
        record.question if asked[record.question.casefold()] == 1 else _with_answer(record)
        for record in records
    ]


def _with_answer(record: FaqRecord) -> str:
    return f"{shorten(record.question, _QUESTION_BESIDE_ANSWER)} · {' '.join(record.answer.split())}"
