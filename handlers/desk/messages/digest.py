"""Joins many messages of one customer into a few posts. Pure."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from handlers.desk.messages.crossing import Crossing, crossings_of_customer
from handlers.desk.messages.joining import join_lines
from storage.records.actions import SendContent
from storage.records.content import Content
from storage.records.messages import Message


def digest_of(messages: Sequence[Message]) -> Iterator[Crossing]:
    """Join consecutive plain lines into posts; files, replies and long texts stay as they are."""
    for is_line, run in groupby(messages, key=_is_line):
        if is_line:
            yield from _joined(tuple(run))
        else:
            yield from crossings_of_customer(tuple(run))


def _is_line(message: Message) -> bool:
    alone = join_lines([message.content.text])
    return message.content.is_plain_text and message.reply_to is None and alone is not None


def _joined(lines: Sequence[Message]) -> Iterator[Crossing]:
    """As few posts as possible, each listing the messages it shows, so that edits find them."""
    start = 0
    for end in range(1, len(lines) + 1):
        longer = join_lines([line.content.text for line in lines[start : end + 1]])
        if end == len(lines) or longer is None:
            words = join_lines([line.content.text for line in lines[start:end]])
            if words is not None:
                shown = tuple(line.ref for line in lines[start:end])
                yield Crossing(SendContent(Content(words)), shows=shown)
            start = end
