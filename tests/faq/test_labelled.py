"""Files of labelled questions and entries."""

import pytest

from faq import FaqEntry
from faq.labelled import LabelledFileError, LabelledQuery, read_entries, read_queries, unknown_ids


def test_ids_that_no_entry_has_are_told_once() -> None:
    queries = [LabelledQuery("?", expected) for expected in ("a", "b", None, "b")]

    assert unknown_ids(queries, [FaqEntry(id="a", question="?")]) == ("b",)


class TestALabelledFile:
    @pytest.mark.parametrize(
        "text", ["{}\n", "\n[1]\n", "oops", '{"id": "1", "question": "?", "alternatives": "a"}']
    )
    def test_of_another_shape_names_the_line(self, text: str) -> None:
        with pytest.raises(LabelledFileError, match="line") as caught:
            read_entries(text)

        assert [fault.line for fault in caught.value.faults] == [2 if text.startswith("\n") else 1]

    def test_names_every_line_that_is_wrong(self) -> None:
        lines = [
            '{"id": 1, "question": "a"}',
            "oops",
            '{"id": "1", "question": "b"}',
            '{"id": 2, "question": " "}',
        ]

        with pytest.raises(LabelledFileError) as caught:
            read_entries("\n".join(lines))

        assert [str(fault) for fault in caught.value.faults] == [
            "line 2: expected a JSON object",
            "line 3: expected an \"id\" of its own: line 1 has '1'",
            'line 4: expected a "question" that is not empty',
        ]

    def test_of_queries_needs_text_and_expected(self) -> None:
        with pytest.raises(LabelledFileError, match="line 1: expected"):
            read_queries('{"text": "?"}')
