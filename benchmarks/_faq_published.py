"""Bring published intent sets into the form of the labelled sets (`benchmarks/_faq_sets.py`).

    python -m benchmarks._faq_published hint3 CHECKOUT DIRECTORY
    python -m benchmarks._faq_published hwu64 CHECKOUT DIRECTORY

The checkouts are those of hellohaptik/HINT3 (the support bots of two shops and a game; what customers typed
and no intent fits is kept, with null for its entry) and of jianguoz/Few-Shot-Intent-Detection (HWU64, with
ten training phrasings of each intent). An intent's name in words is the entry's question.
"""

import csv
import json
import random
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

Query = tuple[str, str | None]

HINT3_BOTS = ("curekart", "powerplay11", "sofmattress")
PHRASINGS_OF_HWU64 = 10


def convert_hint3(checkout: Path, directory: Path) -> None:
    """A set for each of the three bots."""
    for bot in HINT3_BOTS:
        phrasings: dict[str, list[str]] = {}
        for text, intent in _hint3_rows(checkout / "dataset" / "v2" / "train" / f"{bot}_train.csv"):
            phrasings.setdefault(intent, []).append(text)
        tested = _hint3_rows(checkout / "dataset" / "v2" / "test" / f"{bot}_test.csv")
        queries = [(text, intent if intent in phrasings else None) for text, intent in tested]
        write_set(directory / f"hint3_{bot}", phrasings, queries)


def convert_hwu64(checkout: Path, directory: Path) -> None:
    """One set; the labels of the training texts come in runs, one for each intent in alphabetical order."""
    folder = checkout / "Datasets" / "HWU64"
    queries = list(zip(_lines(folder / "test" / "seq.in"), _lines(folder / "test" / "label"), strict=True))
    texts = _lines(folder / "train_10" / "seq.in")
    phrasings = {
        intent: texts[run * PHRASINGS_OF_HWU64 :][:PHRASINGS_OF_HWU64]
        for run, intent in enumerate(sorted({intent for _, intent in queries}))
    }
    write_set(directory / "hwu64", phrasings, queries)


def write_set(folder: Path, phrasings: Mapping[str, Sequence[str]], queries: Iterable[Query]) -> None:
    """The two files of a set, an intent's phrasings in a fixed random order."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(5)
    entries = [
        {
            "id": intent,
            "question": intent.replace("_", " ").lower(),
            "alternatives": chance.sample(distinct := list(dict.fromkeys(texts)), len(distinct)),
            "answer": "",
        }
        for intent, texts in sorted(phrasings.items())
    ]
    asked = [{"text": text, "expected": expected} for text, expected in dict.fromkeys(queries)]
    for name, rows in (("entries.jsonl", entries), ("queries.jsonl", asked)):
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / name).write_text("".join(lines), encoding="utf-8")


def _hint3_rows(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["sentence"].strip(), row["label"]) for row in csv.DictReader(file)]
    return [(text, intent) for text, intent in rows if text]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


CONVERTERS: Mapping[str, Callable[[Path, Path], None]] = {"hint3": convert_hint3, "hwu64": convert_hwu64}

if __name__ == "__main__":
    _, published, checkout, directory = sys.argv
    CONVERTERS[published](Path(checkout), Path(directory))
