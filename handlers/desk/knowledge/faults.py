"""Faults of a FAQ file, told to a manager in the chat's language: row, column, reason."""

import re

from faq.exchange import Fault, columns_told
from handlers.phrases import Speech

_DETAILS = tuple(
    (re.compile(pattern, re.DOTALL), phrase)
    for pattern, phrase in (
        (r"row (?P<number>\d+)", "faq-detail-row"),
        (r"byte (?P<number>\d+) is not", "faq-detail-byte"),
        (r"(?P<number>\d+) MB.*", "faq-detail-megabytes"),
        (r"(?P<number>\d+) rows at most", "faq-detail-rows"),
        (r"the number of an entry.*", "faq-detail-entry-number"),
        (r"an? (?:object|mapping) with question and answer", "faq-detail-entry"),
        (r"a list of entries.*", "faq-detail-entries"),
        (r"a list of texts", "faq-detail-texts"),
        (r"a text", "faq-detail-text"),
        (r"no (?P<format>XLSX) workbook.*", "faq-detail-not-the-format"),
        (r"no (?P<format>JSON|YAML) .*", "faq-detail-parser"),
    )
)
"""Details from the parser of files, which are in English, and the phrases that tell them."""


def say_fault(speech: Speech, fault: Fault) -> str:
    """One fault in one line."""
    reason = speech.say(
        "faq-fault-reason",
        kind=str(fault.kind),
        detail=_detail(speech, fault.detail),
        columns=columns_told(),
    )
    place = [
        speech.say(f"faq-fault-{name}", number=number)
        for name, number in (("row", fault.row), ("line", fault.line))
        if number is not None
    ]
    if fault.column is not None:
        place.append(f"“{fault.column}”")
    return f"{', '.join(place)}: {reason}" if place else reason


def _detail(speech: Speech, detail: str) -> str:
    for pattern, phrase in _DETAILS:
        found = pattern.fullmatch(detail)
        if found is not None:
            return speech.say(phrase, **found.groupdict())
    return detail
