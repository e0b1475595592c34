"""The search beside rapidfuzz alone, BM25 and TF-IDF: who finds, who knows when to be silent, who is fast.

    python benchmarks/faq_search.py [--phrasings K] [FOLDER ...]

A folder is a labelled set (`entries.jsonl`, `queries.jsonl`: docs/search.md). Without one, the sample FAQ
that comes with the project is used: every third phrasing is held out as a question, and so are the phrasings
of every fifth entry, which the FAQ then lacks.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from benchmarks._faq_baselines import BASELINES
from benchmarks._faq_sets import LabelledSet, read_set
from faq import FaqEntry, FaqMatcher
from faq.evaluation import Scores, Search, evaluate, scores_of
from faq.exchange import FileFormat, read_faq
from faq.labelled import LabelledQuery

LANGUAGES = ("ru", "en")
HELD_OUT_PHRASING, LACKING_ENTRY = 3, 5


def sample_set() -> LabelledSet:
    """The sample FAQ, cut into a knowledge base and questions."""
    entries: list[FaqEntry] = []
    queries: list[LabelledQuery] = []
    for language in LANGUAGES:
        data = files("faq").joinpath("samples", f"{language}.yaml").read_bytes()
        for number, row in enumerate(read_faq(data, FileFormat.YAML).rows):
            entry = row.to_entry(f"{language}{number}")
            if number % LACKING_ENTRY == LACKING_ENTRY - 1:
                queries += [LabelledQuery(text, None) for text in entry.phrasings()]
                continue
            held_out = entry.alternatives[HELD_OUT_PHRASING - 1 :: HELD_OUT_PHRASING]
            queries += [LabelledQuery(text, entry.id) for text in held_out]
            kept = tuple(text for text in entry.alternatives if text not in held_out)
            entries.append(replace(entry, alternatives=kept))
    return LabelledSet("the sample FAQ", tuple(entries), tuple(queries))


def compare(labelled: LabelledSet) -> None:
    """Print one row for each search."""
    phrasings = sum(len(entry.alternatives) + 1 for entry in labelled.entries)
    lacking = sum(query.expected is None for query in labelled.queries)
    print(f"\n{labelled.name}: {len(labelled.entries)} entries, {phrasings} phrasings", end=", ")
    print(f"{len(labelled.queries)} questions, {lacking} without an entry")
    print(f"{'':12} top-1  top-3  AUROC  cov@95  answered  right  wrongly   p50 ms  p99 ms  build s")
    for name, build in searches():
        start = time.perf_counter()
        search = build(labelled.entries)
        built = time.perf_counter() - start
        scores = scores_of(evaluate(search, labelled.queries, time.perf_counter))
        print(f"{name:12} {row_of(scores)}  {built:7.2f}")


def searches() -> list[tuple[str, Callable[[Sequence[FaqEntry]], Search]]]:
    """The searches by name, ours first."""
    return [("otboinik", FaqMatcher.build), *((baseline.name, baseline) for baseline in BASELINES)]


def row_of(scores: Scores) -> str:
    """The figures; what a search does not do is a dash."""
    shares = [
        (scores.top_1, 5),
        (scores.recall_at_3, 5),
        (scores.auroc, 5),
        (scores.coverage_at_95, 6),
        (scores.answered if scores.precision is not None else None, 8),
        (scores.precision, 5),
        (scores.answered_without_entry if scores.precision is not None else None, 7),
    ]
    cells = [f"{share:{width}.1%}" if share is not None else "-".rjust(width) for share, width in shares]
    return "  ".join([*cells, f"{scores.latency_p50_ms:7.2f}", f"{scores.latency_p99_ms:6.2f}"])


def main() -> None:
    """Compare on the given folders, or on the sample FAQ."""
    parser = argparse.ArgumentParser(description="Compare the search with simpler ones.")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--phrasings", type=int, help="use the first so many alternatives of each entry")
    arguments = parser.parse_args()
    for folder in arguments.folders:
        compare(read_set(folder, arguments.phrasings))
    if not arguments.folders:
        compare(sample_set())
    print("\ncov@95: share answered by the threshold that is best in hindsight, with 95 % of answers right")
    print("answered, right, wrongly: by the search's own decision; wrongly: of questions without an entry")


if __name__ == "__main__":
    main()
