"""Splits words that were typed without spaces between them.

The cheapest way to cut the letters into known words is found; a word costs its rarity and a little for being
one more.
"""

import math

from faq.background import chance_of, common_root
from faq.index import Index

SHORTEST_JOINED, LONGEST_JOINED, LONGEST_WORD = 5, 40, 20
COST_OF_A_WORD = 2.5
# Short letter groups are words of some list nearly always, so only the everyday ones count.
SHORT_WORD = 3
SHORT_WORD_CHANCE = 0.01
ONE_LETTER_WORDS = frozenset("aiвикосуя")


def taken_apart(letters: str, index: Index) -> list[str]:
    """Split the letters into words, if a longer one of them is in the FAQ; else return them as they are.

    Prefixes and endings look like short words: where the FAQ has "из" and "не", many a word that it
    lacks would fall into pieces that say nothing.
    """
    if not SHORTEST_JOINED <= len(letters) <= LONGEST_JOINED or not letters.isalpha():
        return [letters]
    # For each place, the cost of the cheapest way there, and where its last word starts.
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(letters) + 1):
        ways = (
            (best[start][0] + cost, start)
            for start in range(max(0, end - LONGEST_WORD), end)
            if best[start][0] < float("inf") and (cost := _cost(letters[start:end], index)) < float("inf")
        )
        best.append(min(ways, default=(float("inf"), 0)))
    if best[-1][0] == float("inf"):
        return [letters]
    words = []
    end = len(letters)
    while end:
        start = best[end][1]
        words.append(letters[start:end])
        end = start
    is_of_the_faq = any(len(word) >= SHORT_WORD and index.has_form(word) for word in words)
    return words[::-1] if is_of_the_faq else [letters]


def _cost(word: str, index: Index) -> float:
    if len(word) == 1:
        return COST_OF_A_WORD if word in ONE_LETTER_WORDS else float("inf")
    if len(word) >= SHORT_WORD and index.has_form(word):
        return COST_OF_A_WORD + index.rarity_of(word)
    root = common_root(word)
    if root is None:
        return float("inf")
    is_short = len(word) <= SHORT_WORD or len(root) < SHORT_WORD
    if is_short and chance_of(root) < SHORT_WORD_CHANCE:
        return float("inf")
    return COST_OF_A_WORD - math.log(chance_of(root))
