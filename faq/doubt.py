"""What keeps a likely entry from being sent: where one of these holds, it is offered at most.

A word can tell two requests apart that share all others, and no likeness of words weighs it enough.
"""

from collections.abc import Sequence

from faq.entry import FaqEntry
from faq.index import TELLING
from faq.opposites import ask_opposites, deny_what_none_denies
from faq.ranking import Ranked

# A small FAQ lacks the rivals that would claim a question about something else: see `_may_be_about_another`.
SMALL_FAQ = 20


def is_doubtful(
    words: Sequence[str], entries: Sequence[FaqEntry], ranked: Sequence[Ranked], position: int
) -> bool:
    """Whether who used these words must not be sent the entry at this position of the ranking unasked."""
    phrasings = tuple(entries[ranked[position].entry].phrasings())
    return (
        len(words) == 1
        or (len(entries) < SMALL_FAQ and _may_be_about_another(ranked[position]))
        or _names_what_two_share(ranked, position)
        or ask_opposites(words, phrasings)
        or deny_what_none_denies(words, phrasings)
    )


def _may_be_about_another(entry: Ranked) -> bool:
    """Whether its phrasing has a telling word that the question lacks, and too little speaks against that.

    "доступ к почте" is no question for an FAQ that knows "доступ к FTP" alone, and neither is "доступ".
    """
    return entry.unsaid > TELLING and (entry.unmet > TELLING or entry.met <= 1)


def _names_what_two_share(ranked: Sequence[Ranked], position: int) -> bool:
    """Whether another entry has as much of the question, and what tells the two apart was not said.

    "почтовый ящик" asks neither how to make a mailbox nor how to delete one.
    """
    entry = ranked[position]
    rivals = (other for n, other in enumerate(ranked) if n != position)
    return entry.unsaid > TELLING and any(
        other.asked >= entry.asked and other.unsaid > TELLING for other in rivals
    )
