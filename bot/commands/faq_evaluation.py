"""`otboinik faq evaluate`: measures the search on labelled questions."""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from bot.commands.faq_judgement import Miss, misses_of, say_counts, say_misses
from bot.commands.faq_thresholds import ChoicesAboveAnswers, ChosenThresholds, choose_thresholds
from bot.commands.performing import BAD_USE, DONE, FAILED, open_database, say, say_error
from bot.settings import Draft
from faq import FaqEntry, FaqMatcher, Thresholds, Verdict
from faq.evaluation import AskedQuery, evaluate, scores_of
from faq.exchange import FileFormat, format_of
from faq.labelled import (
    LabelledFileError,
    read_entries,
    read_queries,
    unknown_ids,
    with_first_phrasings,
)
from handlers.knowledge.shelf import entry_of

Line = TypeVar("Line")
Outcomes = Sequence[AskedQuery]

_ENTRIES_ARE_EXPORTED = "`otboinik faq export E.jsonl` writes the entries of the FAQ so"
_A_QUERY = '{"text": "ftp password", "expected": "1"}'

_MOST_IDS = 10
_MOST_FAULTS = 20


class UnreadableFile(Exception):
    """There is nothing to evaluate; the text says where and why."""


_MEANINGS = {
    "top_1": "of the questions with an entry, it comes first",
    "recall_at_3": "it is among the first three",
    "auroc": "a question with an entry scores above one without",
    "coverage_at_95": "of the questions with an entry, the best threshold in hindsight answers, 95 % right",
    "answered": "of the questions with an entry, the bot answers by itself",
    "precision": "of all its answers are right",
    "answered_without_entry": "of the questions without an entry, it answers all the same",
    "offered": "of the questions with an entry, it offers choices",
    "offered_with_entry": "of these choices have the entry",
    "offered_without_entry": "of the questions without an entry, it offers choices",
}
"""Explains the figures, after "the share of what …"; figures that their names explain are left out."""


@dataclass(frozen=True, slots=True)
class _Deciding:
    """The search with the thresholds under evaluation."""

    matcher: FaqMatcher
    thresholds: Thresholds

    def ask(self, text: str) -> Verdict:
        return self.matcher.ask(text, thresholds=self.thresholds)


async def evaluate_files(
    draft: Draft,
    *,
    entries: Path | None,
    queries: Path,
    phrasings: int | None,
    answer: float | None,
    suggest: float | None,
    as_json: bool,
    misses: bool,
) -> int:
    """Score the search over `entries`, or over the FAQ as it stands, with `queries`.

    With both files it works with faulty settings and without a database. `misses`: also tell which questions
    went wrong.
    """
    try:
        chosen = await choose_thresholds(draft, answer, suggest)
        read = await _entries(draft, entries)
        matcher = FaqMatcher.build(with_first_phrasings(read, phrasings))
        labelled = _read(queries, read_queries, _A_QUERY)
    except ChoicesAboveAnswers as error:
        say_error(str(error))
        return BAD_USE
    except UnreadableFile as error:
        say_error(str(error))
        return FAILED
    strange = unknown_ids(labelled, matcher.entries)
    if strange:
        shown = ", ".join(strange[:_MOST_IDS])
        having = entries or "the FAQ"
        say_error(f"{queries} expects entries that {having} does not have ({shown}): they count as missed")
    decided = evaluate(_Deciding(matcher, chosen.thresholds), labelled, time.perf_counter)
    is_as_shipped = chosen.thresholds == Thresholds()
    ranked = decided if is_as_shipped else evaluate(matcher, labelled, time.perf_counter)
    missed = misses_of(decided) if misses else None
    if as_json:
        say(_as_json(decided, ranked, chosen, missed))
    else:
        say(_in_words(decided, ranked, chosen))
        if missed is not None:
            say(f"\n{say_misses(missed, {entry.id: entry for entry in matcher.entries})}")
    return DONE


async def _entries(draft: Draft, file: Path | None) -> Sequence[FaqEntry]:
    """The entries of the file, else of the FAQ. Raises `UnreadableFile` or the database's errors."""
    if file is not None:
        return _read(file, read_entries, _ENTRIES_ARE_EXPORTED)
    async with (
        open_database(draft.accepted(), made_already=True, dry=True) as database,
        database.reading() as books,
    ):
        records = await books.faq.live()
    if not records:
        raise UnreadableFile("The FAQ is empty: `otboinik faq import FILE` fills it, or name --entries.")
    return [entry_of(record) for record in records]


def _read(file: Path, parse: Callable[[str], tuple[Line, ...]], mend: str) -> tuple[Line, ...]:
    """The labelled lines of the file, at least one; raises `UnreadableFile`.

    `mend` tells how to convert a file in another format.
    """
    another_format = f"{file} is not JSON Lines, one JSON object a line: {mend}"
    try:
        lines = parse(file.read_text(encoding="utf-8-sig"))
    except LabelledFileError as error:
        if error.is_another_format:
            raise UnreadableFile(another_format) from error
        told = [f"{file}, {fault}" for fault in error.faults[:_MOST_FAULTS]]
        if len(error.faults) > _MOST_FAULTS:
            told.append(f"{file}: {len(error.faults)} lines are wrong, these are the first of them")
        raise UnreadableFile("\n".join(told)) from error
    except UnicodeDecodeError as error:
        if format_of(file.name) is FileFormat.XLSX:
            raise UnreadableFile(another_format) from error
        raise UnreadableFile(f"{file} is not in UTF-8: save it as UTF-8") from error
    except OSError as error:
        raise UnreadableFile(f"{file} cannot be read: {error.strerror}") from error
    if not lines:
        raise UnreadableFile(f"{file} is empty: expected a JSON object a line, as --help shows")
    return lines


def _as_json(
    decided: Outcomes, ranked: Outcomes, chosen: ChosenThresholds, missed: Sequence[Miss] | None
) -> str:
    told = asdict(scores_of(decided, ranked)) | {"thresholds": chosen.to_json()}
    if missed is not None:
        told["misses"] = [miss.to_json() for miss in missed]
    return json.dumps(told, indent=2, ensure_ascii=False)


def _in_words(decided: Outcomes, ranked: Outcomes, chosen: ChosenThresholds) -> str:
    """The thresholds, the counts of the questions, and one line per figure."""
    figures = (
        f"{name.replace('_', ' '):<24}{_figure(value):>8}  {_MEANINGS.get(name, '')}".rstrip()
        for name, value in asdict(scores_of(decided, ranked)).items()
    )
    return "\n".join((str(chosen), "", say_counts(decided), "", "In figures:", *figures))


def _figure(value: float | None) -> str:
    if value is None:
        return "none"
    return str(value) if isinstance(value, int) else f"{value:.3f}"
