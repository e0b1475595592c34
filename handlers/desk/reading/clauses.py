"""Splits a text into clauses, each on one line and without marks at its edges. Pure."""

import re

_CLAUSE_END = re.compile(r"[.,!?;:()…\n]+|\s[-–—]\s")
_AT_THE_EDGES = re.compile(r"^\W+|\W+$")


def clauses_of(text: str) -> list[str]:
    """The clauses that have words."""
    parts = (_AT_THE_EDGES.sub("", part) for part in _CLAUSE_END.split(text))
    return [" ".join(part.split()) for part in parts if part]
