"""Recognises files by their content: names and a browser's claims prove nothing. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from storage.records.content import MediaKind

HEAD = 64 * 1024
"""How much of a file's beginning is examined."""

_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class FileType:
    """An accepted kind of file. `extensions` are those that it may have; the first is its usual one."""

    mime_type: str
    kind: MediaKind
    extensions: tuple[str, ...]


_JPEG = FileType("image/jpeg", MediaKind.PHOTO, (".jpg", ".jpeg", ".jfif"))
_PNG = FileType("image/png", MediaKind.PHOTO, (".png",))
_WEBP = FileType("image/webp", MediaKind.PHOTO, (".webp",))
_GIF = FileType("image/gif", MediaKind.DOCUMENT, (".gif",))
_PDF = FileType("application/pdf", MediaKind.DOCUMENT, (".pdf",))
_ZIP = FileType(
    "application/zip",
    MediaKind.DOCUMENT,
    (".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"),
)
_OLD_OFFICE = FileType("application/x-ole-storage", MediaKind.DOCUMENT, (".doc", ".xls", ".ppt", ".msg"))
_MP4 = FileType("video/mp4", MediaKind.DOCUMENT, (".mp4", ".m4v", ".mov", ".m4a", ".heic"))
_OGG = FileType("audio/ogg", MediaKind.DOCUMENT, (".ogg", ".oga", ".opus"))
_MP3 = FileType("audio/mpeg", MediaKind.DOCUMENT, (".mp3",))
_TEXT = FileType(
    "text/plain",
    MediaKind.DOCUMENT,
    (".txt", ".log", ".csv", ".md", ".json", ".yaml", ".yml", ".ini", ".conf", ".eml"),
)

_BEGINNINGS = (
    (re.compile(rb"\xff\xd8\xff"), _JPEG),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), _PNG),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), _WEBP),
    (re.compile(rb"GIF8[79]a"), _GIF),
    (re.compile(rb"%PDF-"), _PDF),
    (re.compile(rb"PK\x03\x04"), _ZIP),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), _OLD_OFFICE),
    (re.compile(rb"....ftyp", re.DOTALL), _MP4),
    (re.compile(rb"OggS"), _OGG),
    (re.compile(rb"ID3|\xff[\xf2\xf3\xfb]"), _MP3),
)

_CONTROLS = frozenset(range(0x20)) - frozenset(b"\t\n\f\r\x1b")

UNKNOWN = FileType("application/octet-stream", MediaKind.DOCUMENT, ())
"""For files of people who may send any kind."""


def recognise(head: bytes) -> FileType | None:
    """The type of a file that begins with `head`; None if it is not accepted."""
    for beginning, file_type in _BEGINNINGS:
        if beginning.match(head):
            return file_type
    return _TEXT if _is_text(head[:HEAD]) else None


def fitting_name(name: str, file_type: FileType) -> str:
    """A recognisable name whose extension fits the content: `cat.exe` → `cat.exe.png`."""
    visible = "".join(character for character in name if unicodedata.category(character)[0] != "C")
    bare = PurePosixPath(visible.replace("\\", "/")).name.strip(" .") or "file"
    extension = PurePosixPath(bare).suffix.lower()
    if not file_type.extensions or extension in file_type.extensions:
        return bare[-_LONGEST_NAME:]
    return bare[-_LONGEST_NAME:] + file_type.extensions[0]


def _is_text(head: bytes) -> bool:
    if not head or any(byte in _CONTROLS for byte in head):
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end >= len(head) and error.reason == "unexpected end of data"  # cut inside a character
    return True
