"""The semantic extra: what the search makes of an encoder, and what the installed one keeps to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np
import pytest

from faq import FaqEntry, FaqMatcher
from faq.encoder import Encoder, RememberingEncoder, is_encoder_installed, load_encoder
from faq.vocabulary import Floats
from tests.faq.shop import FTP, SHOP, first_of

DIMENSIONS = 64
CONCEPTS = {"автомобиль": "car", "машина": "car", "машину": "car", "чинить": "mend", "ремонтировать": "mend"}


@dataclass
class ConceptEncoder:
    """A small real encoder: words of one concept share a direction."""

    asked: list[str] = field(default_factory=list)

    def encode(self, texts: Sequence[str]) -> Floats:
        self.asked += texts
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(-1, DIMENSIONS)

    def _vector(self, text: str) -> Floats:
        vector = np.full(DIMENSIONS, 1e-3)
        for word in text.split():
            vector[crc32(CONCEPTS.get(word, word).encode()) % DIMENSIONS] += 1
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


GARAGE = (
    FaqEntry(id="car", question="Где можно чинить автомобиль?", answer="В мастерской."),
    FaqEntry(id="bike", question="Где можно покрасить велосипед?", answer="В цеху."),
    *SHOP,
)


class TestAParaphrase:
    TEXT = "ремонтировать машину"

    def test_is_found_by_its_meaning(self) -> None:
        matcher = FaqMatcher.build(GARAGE, find_encoder=ConceptEncoder)

        assert first_of(matcher.ask(self.TEXT)) == "car"

    def test_is_surer_with_an_encoder_than_without(self) -> None:
        light = FaqMatcher.build(GARAGE, find_encoder=lambda: None)
        semantic = FaqMatcher.build(GARAGE, find_encoder=ConceptEncoder)

        assert _score(semantic, self.TEXT, "car") > _score(light, self.TEXT, "car")


class TestAnEncoder:
    def test_is_asked_for_new_texts_alone(self) -> None:
        encoder = ConceptEncoder()
        matcher = FaqMatcher.build(SHOP, find_encoder=lambda: encoder)
        encoder.asked.clear()

        matcher.add(FTP)
        matcher.remove(FTP.id)

        assert "не пускает на фтп" in encoder.asked
        assert not [text for text in encoder.asked if "заказ" in text]

    def test_leaves_every_verdict_as_it_was_when_an_entry_comes_and_goes(self) -> None:
        matcher = FaqMatcher.build(SHOP, find_encoder=ConceptEncoder)
        texts = ("чем платить", "где посылка", "which size", "ничего такого")
        before = [matcher.ask(text) for text in texts]

        matcher.add(FTP)
        matcher.remove(FTP.id)

        assert [matcher.ask(text) for text in texts] == before

    def test_is_not_asked_about_nothing(self) -> None:
        encoder = ConceptEncoder()
        matcher = FaqMatcher.build((), find_encoder=lambda: encoder)

        assert matcher.ask("где посылка").kind == "unknown"
        assert not encoder.asked


class TestRemembering:
    def test_encodes_a_text_once(self) -> None:
        encoder = ConceptEncoder()
        remembering = RememberingEncoder(encoder)

        first = remembering.encode(["a", "b", "a"])
        second = remembering.encode(["b", "c"])

        assert encoder.asked == ["a", "b", "c"]
        assert np.array_equal(first[1], second[0])
        assert np.array_equal(first[0], first[2])

    def test_forgets_what_was_not_asked_for_longest(self) -> None:
        encoder = ConceptEncoder()
        remembering = RememberingEncoder(encoder, capacity=2)

        remembering.encode(["a", "b"])
        remembering.encode(["a", "c"])
        remembering.encode(["a", "b"])

        assert encoder.asked == ["a", "b", "c", "b"]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


@pytest.mark.skipif(not is_encoder_installed(), reason="the extra otboinik[semantic] is not installed")
class TestTheInstalledEncoder:
    def test_gives_near_vectors_to_texts_of_near_meaning_in_two_languages(self, encoder: Encoder) -> None:
        near, other, asked = encoder.encode(
            ["как вернуть деньги", "сколько идёт доставка", "how do i get a refund"]
        )

        assert near @ asked > other @ asked

    def test_gives_rows_of_length_one(self, encoder: Encoder) -> None:
        rows = encoder.encode(["доставка", "a longer text of several words", ""])

        assert rows.dtype == np.float32
        assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)

    def test_finds_a_paraphrase_across_languages(self, encoder: Encoder) -> None:
        matcher = FaqMatcher.build(SHOP, find_encoder=lambda: encoder)

        assert first_of(matcher.ask("when will the parcel arrive")) == "deliver"


def _score(matcher: FaqMatcher, text: str, entry_id: str) -> float:
    return next((found.score for found in matcher.ask(text).candidates if found.entry.id == entry_id), 0.0)
