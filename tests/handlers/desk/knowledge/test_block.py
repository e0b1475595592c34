"""The one-message form of an FAQ entry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.knowledge.block import FaqBlock, parse_block, parse_phrasings
from storage.records.faq import FaqRecord

LINES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20).filter(
    lambda line: not line.startswith("~")
)


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("Как?\n~ раз\n~ два\n\nТак.", FaqBlock("Как?", ("раз", "два"), "Так.")),
        ("Как?\n\nТак.", FaqBlock("Как?", (), "Так.")),
        ("Как?\n~ раз\nТак.", FaqBlock("Как?", ("раз",), "Так.")),
        ("Как?\n~раз\n  ~   два  \n\nТак.", FaqBlock("Как?", ("раз", "два"), "Так.")),
        ("Как?\n~ раз\n~ раз\n~\n~ \n\nТак.", FaqBlock("Как?", ("раз",), "Так.")),
        ("Как\nвойти?\n\nТак.", FaqBlock("Как войти?", (), "Так.")),
        ("\n\nКак?\n\nТак.\n\n", FaqBlock("Как?", (), "Так.")),
        ("Как?\r\n~ раз\r\n\r\nТак.", FaqBlock("Как?", ("раз",), "Так.")),
        ("Как?\n\n\n\nТак.\n\nИ так.", FaqBlock("Как?", (), "Так.\n\nИ так.")),
        ("Как?\n\nТак.\n~ это уже ответ", FaqBlock("Как?", (), "Так.\n~ это уже ответ")),
        ("Как?\n \t \nТак.", FaqBlock("Как?", (), "Так.")),
        ("Как?", FaqBlock("Как?")),
        ("Как?\n~ раз", FaqBlock("Как?", ("раз",))),
        ("~ раз\n\nТак.", FaqBlock("", ("раз",), "Так.")),
        ("", FaqBlock()),
        (" \n ", FaqBlock()),
    ],
    ids=[
        "whole",
        "without phrasings",
        "without an empty line",
        "loose marks",
        "repeated and empty phrasings",
        "a question of two lines",
        "empty lines around",
        "lines of Windows",
        "an answer with paragraphs",
        "marks in the answer",
        "a blank line of spaces",
        "a question alone",
        "no answer",
        "no question",
        "nothing",
        "blank",
    ],
)
def test_is_read(text: str, block: FaqBlock) -> None:
    assert parse_block(text) == block
    assert parse_block(text).is_complete == bool(block.question and block.answer)


@given(LINES, st.lists(LINES, unique=True, max_size=5), LINES)
def test_what_was_written_by_the_form_is_read_back(
    question: str, alternatives: list[str], answer: str
) -> None:
    lines = [question, *(f"~ {phrasing}" for phrasing in alternatives), "", answer]
    assert parse_block("\n".join(lines)) == FaqBlock(question, tuple(alternatives), answer)


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    block = parse_block(text)
    assert "\n" not in block.question
    assert all(phrasing.strip() == phrasing != "" for phrasing in block.alternatives)
    assert block.answer == block.answer.strip()


@given(st.text())
def test_phrasings_stand_once_each(text: str) -> None:
    phrasings = parse_phrasings(text)
    assert len(set(phrasings)) == len(phrasings)


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        (FaqBlock("я" * 500, ("я" * 500,), "я" * 4000), None),
        (FaqBlock("я" * 501, (), "Так."), "faq-question-too-long"),
        (FaqBlock("Как?", ("раз", "я" * 501), "Так."), "faq-question-too-long"),
        (FaqBlock("Как?", (), "я" * 4001), "faq-answer-too-long"),
        (FaqBlock("Как?", (), "😀" * 2001), "faq-answer-too-long"),
        (FaqBlock("Как?", tuple(map(str, range(200))), "Так."), None),
        (FaqBlock("Как?", tuple(map(str, range(201))), "Так."), "faq-too-many-phrasings"),
        (FaqBlock("Как?", tuple(f"{n:0200}" for n in range(150)), "Так."), "faq-phrasings-too-long"),
    ],
)
def test_what_does_not_fit_is_named(block: FaqBlock, fault: str | None) -> None:
    assert block.fault() == fault


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        (FaqBlock("я" * 600, ("ю" * 600, "new"), "я" * 5000), None),
        (FaqBlock("я" * 601, ("ю" * 600,), "я" * 5000), "faq-question-too-long"),
        (FaqBlock("я" * 600, ("ю" * 601,), "я" * 5000), "faq-question-too-long"),
        (FaqBlock("я" * 600, ("ю" * 600,), "я" * 4001), "faq-answer-too-long"),
    ],
)
def test_what_stands_already_is_no_fault(block: FaqBlock, fault: str | None) -> None:
    """An import takes longer texts than the form: whoever changes another part of them is not held up."""
    stands = FaqRecord(id=1, question="я" * 600, alternatives=("ю" * 600,), answer="я" * 5000)

    assert block.fault(stands) == fault
