"""`otboinik faq evaluate`: how good the search is on labelled questions."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

from bot.commands.performing import DONE, FAILED, say, say_error
from faq import FaqMatcher, Thresholds
from faq.evaluation import LabelledFileError, Scores, evaluate, read_entries, read_queries, scores_of

Read = TypeVar("Read")


class UnreadableFile(Exception):
    """A file that holds no labelled lines; its text says which, where and why."""


def evaluate_files(
    entries: Path, queries: Path, *, phrasings: int | None, thresholds: Thresholds, as_json: bool
) -> int:
    """Score the search over `entries` with `queries`. Needs no settings and no database."""
    try:
        matcher = FaqMatcher.build(_read(entries, lambda text: read_entries(text, phrasings)), thresholds)
        labelled = _read(queries, read_queries)
    except UnreadableFile as error:
        say_error(str(error))
        return FAILED
    scores = scores_of(evaluate(matcher, labelled, time.perf_counter))
    say(json.dumps(asdict(scores), indent=2) if as_json else _table(scores))
    return DONE


def _read(file: Path, parse: Callable[[str], Read]) -> Read:
    try:
        return parse(file.read_text(encoding="utf-8-sig"))
    except LabelledFileError as error:
        raise UnreadableFile(f"{file}, {error}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{file} cannot be read as UTF-8 text ({type(error).__name__})") from error


def _table(scores: Scores) -> str:
    """A line a figure."""
    return "\n".join(
        f"{name.replace('_', ' '):<24}{_figure(value):>8}" for name, value in asdict(scores).items()
    )


def _figure(value: float | None) -> str:
    if value is None:
        return "none"
    return str(value) if isinstance(value, int) else f"{value:.3f}"
