"""Joins a customer's lines that waited for the group's budget into one post. Pure.

Each line stays whole and in its place. Anything more than a line (a file, a reply, a piece of a split text,
an edit) stays separate and ends the post: nothing overtakes it.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from handlers.desk.text.splitting import LONGEST_REPEATABLE
from storage.records.actions import SendContent
from storage.records.content import Content, FormattedText, join_texts, utf16_length
from storage.records.letters import Letter, LetterState, PostedLetter, Urgency

MOST_SPANS = 100
"""The most formatting spans that Telegram shows; it silently drops the rest."""


def join_lines(lines: Sequence[FormattedText]) -> FormattedText | None:
    """The lines as one post; None if they do not fit."""
    whole = join_texts(tuple(lines))
    fits = utf16_length(whole.text) <= LONGEST_REPEATABLE and len(whole.spans) <= MOST_SPANS
    return whole if fits else None


def join_waiting(first: PostedLetter, waiting: Sequence[PostedLetter]) -> tuple[Letter, int]:
    """The letter that joins `first` with the next ones of its lane, and how many of those it includes.

    `waiting` are the next ones, in order.
    """
    letter, count = first.letter, 0
    whole = _line(first, waiting[0] if waiting else None)
    for posted, behind in zip_longest(waiting, waiting[1:]):
        line = _line(posted, behind) if posted.state is LetterState.WAITING else None
        if whole is None or line is None or not _are_of_one_customer(letter, posted.letter):
            break
        longer = join_lines((whole, line))
        if longer is None:
            break
        whole, count = longer, count + 1
        letter = replace(
            letter, action=SendContent(Content(whole)), shows=(*letter.shows, *posted.letter.shows)
        )
    return letter, count


def _are_of_one_customer(letter: Letter, other: Letter) -> bool:
    return letter.shows[0].chat == other.shows[0].chat and letter.language == other.language


def _line(posted: PostedLetter, behind: PostedLetter | None) -> FormattedText | None:
    """The words of a letter that is exactly one whole message of a customer; None for any other.

    `behind` is the next one of its lane. A letter that may have arrived is left as it was, so that the mark
    of a repeat stays true.
    """
    letter, action = posted.letter, posted.letter.action
    is_split = letter.part > 0 or (behind is not None and behind.letter.shows[:1] == letter.shows[-1:])
    if letter.urgency is not Urgency.CUSTOMER_WORDS or not letter.shows or is_split or posted.may_be_repeat:
        return None
    if not isinstance(action, SendContent) or action.buttons or action.reply_to:
        return None
    return action.content.text if action.content.is_plain_text else None
