"""Make `faq/data/words.txt`, the background table of Russian and English words.

    pip install wordfreq==3.1.1
    python -m benchmarks._faq_words

Source: the *small* lists of wordfreq 3.1.1 (Robyn Speer, https://github.com/rspeer/wordfreq), data under
CC BY-SA 4.0; see `faq/data/README.md`. Frequencies of the forms of one stem are added up.
"""

import math
import sys
from collections import defaultdict
from importlib import import_module
from pathlib import Path

from faq.stems import is_cyrillic, stem

TABLE = Path(__file__).parent.parent / "faq" / "data" / "words.txt"


def stem_frequencies(language: str) -> dict[str, float]:
    """Frequency of each stem among running words, from wordfreq's small list of the language."""
    # No dependency of the project: only this script needs it.
    wordfreq = import_module("wordfreq")

    frequencies: dict[str, float] = defaultdict(float)
    for form, frequency in wordfreq.get_frequency_dict(language, "small").items():
        word = form.replace("ё", "е")
        if word.isalpha() and is_cyrillic(word) == (language == "ru"):
            frequencies[stem(word)] += frequency
    return frequencies


def main() -> None:
    """Write one line for each frequency (in decibels, rounded) with all stems that have it."""
    levels: dict[int, list[str]] = defaultdict(list)
    for language in ("ru", "en"):
        for word, frequency in stem_frequencies(language).items():
            levels[round(10 * math.log10(frequency))].append(word)
    lines = (f"{level} {' '.join(sorted(words))}\n" for level, words in sorted(levels.items(), reverse=True))
    TABLE.write_text("".join(lines), encoding="utf-8")
    sys.stdout.write(f"{sum(map(len, levels.values()))} stems in {TABLE}\n")


if __name__ == "__main__":
    main()
