"""Reasons to offer a likely entry instead of sending it.

One word can distinguish two requests that share all others, and no similarity gives it enough weight.
"""

from collections.abc import Sequence

from faq.entry import FaqEntry
from faq.index import TELLING, phrasing_words
from faq.opposites import ask_opposites, denies, phrasing_denies, tells_of_change
from faq.ranking import Ranked
from faq.verdict import Doubt

# A small FAQ lacks the rivals that would claim a question about something else: see `_may_be_about_another`.
SMALL_FAQ = 20
# A phrasing of so few words is a title; of an entry with fewer than so many others, little else is known.
TITLE_WORDS, FEW_PHRASINGS = 2, 5
# Rarity of a word that asks for something of its own: about one question in a thousand has such a word.
SPECIFIC = 7.0
# From this share on of what one entry has of a question, another has nearly as much of it.
NEARLY = 0.85


def doubt_of(
    words: Sequence[str], entries: Sequence[FaqEntry], ranked: Sequence[Ranked], position: int
) -> Doubt | None:
    """Return why the entry at this position of the ranking must not be sent unasked, or None."""
    entry = ranked[position]
    if len(words) == 1:
        return Doubt.ONE_WORD
    if len(entries) < SMALL_FAQ and _may_be_about_another(entry):
        return Doubt.SMALL_FAQ
    if _names_what_two_share(ranked, position):
        return Doubt.SHARED
    if _asks_more_than_a_title_says(entries[entry.entry], entry):
        return Doubt.TITLE
    return contradiction(words, entries, entry)


def contradiction(words: Sequence[str], entries: Sequence[FaqEntry], entry: Ranked) -> Doubt | None:
    """Return the doubt if the words ask the opposite of the entry, or only one of the two denies."""
    phrasings = tuple(entries[entry.entry].phrasings())
    if ask_opposites(words, phrasings):
        return Doubt.OPPOSITE
    return Doubt.DENIAL if _denies_otherwise(words, phrasings, entry) else None


def _may_be_about_another(entry: Ranked) -> bool:
    """Return True if its phrasing has a telling word that the question lacks, and they share too little.

    "доступ к почте" is no question for an FAQ that knows "доступ к FTP" alone, and neither is "доступ".
    """
    return entry.unsaid > TELLING and (entry.unmet > TELLING or entry.met <= 1)


def _names_what_two_share(ranked: Sequence[Ranked], position: int) -> bool:
    """Return True if another entry has nearly as much of the question, without what distinguishes the two.

    "почтовый ящик" asks neither how to make a mailbox nor how to delete one.
    """
    entry = ranked[position]
    rivals = (other for n, other in enumerate(ranked) if n != position)
    return entry.unsaid > TELLING and any(
        other.asked >= NEARLY * entry.asked and other.unsaid > TELLING for other in rivals
    )


def _asks_more_than_a_title_says(faq_entry: FaqEntry, entry: Ranked) -> bool:
    """Return True if only the entry's subject is known, and the question has a rare word beside that.

    "Price match" does not say whether it answers "do you match prices after I bought it".
    """
    if entry.unmet < SPECIFIC or len(faq_entry.alternatives) >= FEW_PHRASINGS:
        return False
    phrasing = tuple(faq_entry.phrasings())[entry.phrasing]
    return len(phrasing_words(phrasing)) <= TITLE_WORDS


def _denies_otherwise(words: Sequence[str], phrasings: Sequence[str], entry: Ranked) -> bool:
    """Return True if only the question, or only its nearest phrasing, denies something that matters.

    "I cannot pay" asks for other help than "how to pay", and "it has come now" asks for none.
    """
    denied, is_denied_there = denies(words), phrasing_denies(phrasings[entry.phrasing])
    if denied and not is_denied_there:
        return entry.unsaid <= TELLING or not any(map(phrasing_denies, phrasings))
    return is_denied_there and not denied and (entry.unmet <= TELLING or tells_of_change(words))
