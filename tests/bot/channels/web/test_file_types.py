"""What a file is, by its content."""

import pytest

from bot.channels.web.file_types import fitting_name, recognise

PDF = b"%PDF-1.7\n"


class TestAFile:
    @pytest.mark.parametrize(
        ("head", "mime_type"),
        [
            (b"\xff\xd8\xff\xe0\0\0", "image/jpeg"),
            (b"\x89PNG\r\n\x1a\n\0", "image/png"),
            (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
            (b"GIF89a\1\0", "image/gif"),
            (PDF, "application/pdf"),
            (b"PK\x03\x04\x14\0", "application/zip"),
            (b"\0\0\0\x18ftypmp42", "video/mp4"),
            ("журнал: ошибок нет\n".encode(), "text/plain"),
            (("я" * 40_000).encode()[: 64 * 1024 + 1], "text/plain"),
            (b"<script>alert(1)</script>", "text/plain"),
            (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "text/plain"),
        ],
    )
    def test_is_told_by_its_first_bytes(self, head: bytes, mime_type: str) -> None:
        file_type = recognise(head)
        assert file_type is not None
        assert file_type.mime_type == mime_type

    @pytest.mark.parametrize(
        "head", [b"", b"MZ\x90\0\3", b"\x7fELF\2\1", b"\0\1\2\3", b"text\0with a zero", b"\xff\xfet\0"]
    )
    def test_that_is_none_of_ours_is_not_taken(self, head: bytes) -> None:
        assert recognise(head) is None


class TestItsName:
    @pytest.mark.parametrize(
        ("given", "fitting"),
        [
            ("Счёт №5.pdf", "Счёт №5.pdf"),
            ("photo.exe", "photo.exe.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            (r"C:\fakepath\scan.PDF", "scan.PDF"),
            ("evil\u202efdp.exe", "evilfdp.exe.pdf"),
            ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
            ("", "file.pdf"),
            ("...", "file.pdf"),
        ],
    )
    def test_tells_no_lie_about_the_content(self, given: str, fitting: str) -> None:
        file_type = recognise(PDF)
        assert file_type is not None
        assert fitting_name(given, file_type) == fitting

    def test_of_a_page_does_not_make_a_page_of_a_text(self) -> None:
        file_type = recognise(b"<html><script>alert(1)</script>")
        assert file_type is not None
        assert fitting_name("page.html", file_type) == "page.html.txt"
