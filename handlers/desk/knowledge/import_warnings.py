"""Warnings about the entries of an imported file, none of which stops the import. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from faq.index import exact_key, language_of, phrasing_words
from handlers.desk.text.characters import shorten
from handlers.phrases import Speech
from storage.faq.importing import NEW
from storage.records.faq import FaqRecord

_MOST_SHOWN = 10
_MOST_PHRASINGS_SHOWN = 3
_LONGEST_TEXT = 100
_BETWEEN_PHRASINGS = re.compile(r"\s*[;\n]\s*")


@dataclass(frozen=True, slots=True)
class SharedPhrasings:
    """Two entries with the same phrasing, apart from misspellings: the bot would have to ask back."""

    phrasings: tuple[str, ...]  # of `record`
    record: FaqRecord
    other: FaqRecord


@dataclass(frozen=True, slots=True)
class JoinedPhrasings:
    """One phrasing that looks like several, separated by `;` or line breaks."""

    phrasing: str
    record: FaqRecord


FileWarning = SharedPhrasings | JoinedPhrasings

_ADVICE = {
    SharedPhrasings: "faq-import-shared-advice",
    JoinedPhrasings: "faq-import-joined-advice",
}


def warnings_of(imported: Sequence[FaqRecord], live: Iterable[FaqRecord]) -> list[FileWarning]:
    """Warnings about the entries that a file added or changed, compared with all live ones."""
    ours = {id(record) for record in imported}
    numbers = {record.id for record in imported if record.id != NEW}
    others = [record for record in live if id(record) not in ours and record.id not in numbers]
    joined = (
        JoinedPhrasings(phrasing, record)
        for record in imported
        for phrasing in record.alternatives
        if len(list(filter(None, _BETWEEN_PHRASINGS.split(phrasing)))) > 1
    )
    return [*_shared(imported, others), *joined]


def say_warnings(speech: Speech, warnings: Sequence[FileWarning]) -> list[str]:
    """A line for each of the first of them, the number of the others, and what to do about them."""

    def say(key: str, **arguments: str | int) -> str:
        return speech.say(key, **arguments)

    lines = [_line(say, warning) for warning in warnings[:_MOST_SHOWN]]
    left_out = len(warnings) - _MOST_SHOWN
    if left_out > 0:
        lines.append(say("faq-import-warnings-more", count=left_out))
    kinds = {type(warning) for warning in warnings}
    return lines + [say(advice) for kind, advice in _ADVICE.items() if kind in kinds]


def _shared(imported: Sequence[FaqRecord], others: Sequence[FaqRecord]) -> Iterator[SharedPhrasings]:
    """Each pair once, with the phrasings that both have."""
    records = [*others, *imported]
    holders: dict[tuple[str, ...], list[int]] = {}
    pairs: dict[tuple[int, int], list[str]] = {}
    for position, record in enumerate(records):
        for phrasing in (record.question, *record.alternatives):
            words = exact_key(phrasing_words(phrasing))
            having = holders.setdefault(words, []) if words else []
            if position >= len(others):
                rivals = (each for each in having if each != position and _are_rivals(record, records[each]))
                if (rival := next(rivals, None)) is not None:
                    pairs.setdefault((position, rival), []).append(phrasing)
            having.append(position)
    for (position, rival), phrasings in pairs.items():
        yield SharedPhrasings(tuple(phrasings), records[position], records[rival])


def _are_rivals(one: FaqRecord, other: FaqRecord) -> bool:
    """Return False for entries in two languages: the search prefers the customer's, so none competes."""
    if not (one.language and other.language):
        return True
    return language_of("", one.language) == language_of("", other.language)


def _line(say: Callable[..., str], warning: FileWarning) -> str:
    entry = _named(say, warning.record)
    match warning:
        case SharedPhrasings(phrasings, _, other):
            shown = [say("quoted", words=_short(text)) for text in islice(phrasings, _MOST_PHRASINGS_SHOWN)]
            more = ["…"] if len(phrasings) > len(shown) else []
            together = ", ".join([*shown, *more])
            return say("faq-import-shared", phrasings=together, entry=entry, other=_named(say, other))
        case JoinedPhrasings(phrasing):
            return say("faq-import-joined", phrasing=_short(phrasing), entry=entry)


def _named(say: Callable[..., str], record: FaqRecord) -> str:
    key = "faq-import-new-entry" if record.id == NEW else "faq-import-entry"
    number = {} if record.id == NEW else {"number": record.id}
    return say(key, question=_short(record.question), **number)


def _short(text: str) -> str:
    return shorten(" ".join(text.split()), _LONGEST_TEXT)
