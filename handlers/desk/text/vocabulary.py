"""Lists of words as people read them: in lines, not in quotation marks and commas."""

import unicodedata


def words(text: str) -> frozenset[str]:
    """The words of `text`, which is written over as many lines as it takes."""
    return frozenset(text.split())


def fold_case(text: str) -> str:
    """`text` as it is compared with lists: lower case, `ё` as `е`, one form of each letter and apostrophe."""
    return unicodedata.normalize("NFKC", text).casefold().replace("ё", "е").replace("’", "'")
