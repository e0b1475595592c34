"""Lists of words written for people: in lines, without quotation marks and commas."""

import unicodedata


def words(text: str) -> frozenset[str]:
    """The words of `text`, which may have any number of lines."""
    return frozenset(text.split())


def fold_case(text: str) -> str:
    """`text` for comparison with lists: lower case, `ё` as `е`, one form of each letter and apostrophe."""
    return unicodedata.normalize("NFKC", text).casefold().replace("ё", "е").replace("’", "'")
