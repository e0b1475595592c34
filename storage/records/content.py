"""The content of a message: formatted text, media, a place, a contact.

Offsets and lengths of spans count UTF-16 code units, as messengers count them
(https://core.telegram.org/api/entities#entity-length).
"""

from dataclasses import dataclass, replace
from enum import StrEnum


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, the unit of all limits and spans of messengers."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class SpanKind(StrEnum):
    """The formatting of a stretch of text.

    Links, mentions and the like that a messenger finds by itself are left to it.
    """

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKETHROUGH = "strikethrough"
    SPOILER = "spoiler"
    CODE = "code"
    PRE = "pre"
    TEXT_LINK = "text_link"
    BLOCKQUOTE = "blockquote"
    EXPANDABLE_BLOCKQUOTE = "expandable_blockquote"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of formatted text: `offset` and `length` in UTF-16 units.

    `detail` is a link's URL or a `pre` block's language.
    """

    kind: SpanKind
    offset: int
    length: int
    detail: str | None = None

    def moved(self, by: int) -> "Span":
        """The same span in a text that grew by `by` units in front of it."""
        return replace(self, offset=self.offset + by)


@dataclass(frozen=True, slots=True)
class FormattedText:
    """A text and its formatting, never markup: a customer's words cannot turn into tags."""

    text: str = ""
    spans: tuple[Span, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)

    def __add__(self, other: "FormattedText | str") -> "FormattedText":
        tail = other if isinstance(other, FormattedText) else FormattedText(other)
        shift = utf16_length(self.text)
        return FormattedText(
            self.text + tail.text, self.spans + tuple(span.moved(shift) for span in tail.spans)
        )


def styled(text: str, kind: SpanKind, detail: str | None = None) -> FormattedText:
    """`text` under one span; an empty text stays plain, since messengers refuse empty spans."""
    return FormattedText(text, (Span(kind, 0, utf16_length(text), detail),) if text else ())


def join_texts(
    parts: "list[FormattedText] | tuple[FormattedText, ...]", separator: str = "\n"
) -> FormattedText:
    """The parts as one text, with their formatting."""
    whole = FormattedText()
    for number, part in enumerate(parts):
        whole = whole + separator + part if number else part
    return whole


class MediaKind(StrEnum):
    """Kinds of files that cross between customer and staff as themselves."""

    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    AUDIO = "audio"
    ANIMATION = "animation"
    STICKER = "sticker"


@dataclass(frozen=True, slots=True)
class Media:
    """A file by the messenger's own id of it: between Telegram and Telegram nothing is downloaded.

    `upload` holds the bytes, in base64, of a small file that we made ourselves (an export); `file_id` is
    empty then. `emoji` is what a sticker stands for.
    """

    kind: MediaKind
    file_id: str
    file_name: str | None = None
    mime_type: str | None = None
    size: int | None = None
    has_spoiler: bool = False
    upload: str | None = None
    emoji: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """A point on the map; a venue also has a title and an address."""

    latitude: float
    longitude: float
    title: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A shared phone contact."""

    phone_number: str
    first_name: str
    last_name: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """One message: a text, or a file with `text` as its caption, or a location, or a contact.

    `unsupported` names a kind that cannot cross (a poll, a game …): its author is told so.
    """

    text: FormattedText = FormattedText()
    media: Media | None = None
    location: Location | None = None
    contact: Contact | None = None
    unsupported: str | None = None

    @property
    def is_plain_text(self) -> bool:
        """True for words only: such a message may be joined, split, or edited into another text."""
        return (
            self.media is None and self.location is None and self.contact is None and self.unsupported is None
        )
