"""What is pointed out in an imported file: words that two entries have, and phrasings that ran together."""

from handlers.desk.knowledge.import_warnings import (
    JoinedPhrasings,
    SharedPhrasings,
    say_warnings,
    warnings_of,
)
from handlers.phrases import Phrases
from storage.faq.importing import NEW
from storage.records.faq import FaqRecord


def entry(number: int, question: str, *alternatives: str, language: str | None = None) -> FaqRecord:
    return FaqRecord(id=number, question=question, answer="So.", alternatives=alternatives, language=language)


FTP = entry(5, "How do I get to my FTP?", "ftp password")


class TestWordsOfTwoEntries:
    def test_are_named_with_both(self) -> None:
        new = entry(NEW, "Where is my password?", "lost it", "FTP password!")

        assert warnings_of([new], [FTP]) == [SharedPhrasings(("FTP password!",), new, FTP)]

    def test_of_one_file_are_named_once(self) -> None:
        one, other = entry(NEW, "Passwords?", "ftp password"), entry(NEW, "FTP password", "passwords")

        assert warnings_of([one, other], []) == [SharedPhrasings(("FTP password", "passwords"), other, one)]

    def test_are_fine_within_an_entry(self) -> None:
        assert warnings_of([entry(1, "FTP password", "ftp password?")], []) == []

    def test_are_fine_in_the_entry_as_it_was_before(self) -> None:
        assert warnings_of([entry(5, "Ftp password?")], [FTP]) == []

    def test_that_stood_before_the_file_are_not_its_own(self) -> None:
        assert warnings_of([entry(NEW, "Hours?")], [FTP, entry(6, "FTP password")]) == []

    def test_are_told_apart_by_the_languages_that_are_given(self) -> None:
        english, russian = entry(1, "FTP", language="en"), entry(NEW, "FTP", language="ru-RU")

        assert warnings_of([russian], [english]) == []
        assert len(warnings_of([entry(NEW, "FTP")], [english])) == 1

    def test_without_a_word_say_nothing(self) -> None:
        assert warnings_of([entry(NEW, "?!"), entry(NEW, "…")], []) == []


class TestAPhrasingOfSeveralParts:
    def test_is_pointed_out(self) -> None:
        by_semicolon, by_line = entry(1, "How?", "ftp; sftp"), entry(2, "Why?", "because\nso")

        assert warnings_of([by_semicolon, by_line], []) == [
            JoinedPhrasings("ftp; sftp", by_semicolon),
            JoinedPhrasings("because\nso", by_line),
        ]

    def test_is_none_with_a_mark_at_its_end(self) -> None:
        assert warnings_of([entry(1, "How?", "how then;")], []) == []


class TestTheLines:
    def test_name_entries_by_number_or_as_new(self) -> None:
        new = entry(NEW, "FTP password", "a;b")

        ftp = "entry #5 “How do I get to my FTP?”"
        assert say_warnings(Phrases.load().in_language("en"), warnings_of([new], [FTP])) == [
            f"“FTP password”: new entry “FTP password” and {ftp} are very much alike",
            "“a;b” (new entry “FTP password”): this is one phrasing",
            "Between two phrasings that are the same the bot asks back: keep one.",
            "If they are several, a table separates them by |",
        ]

    def test_are_few_however_many_there_are(self) -> None:
        new = [entry(NEW, f"Question {number}", f"how;{number}") for number in range(30)]

        lines = say_warnings(Phrases.load().in_language("en"), warnings_of(new, []))

        assert len(lines) == 12
        assert lines[-2:] == ["…and more such places: 20", "If they are several, a table separates them by |"]
