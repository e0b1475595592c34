"""The words by which people know a ticket: those of the question that opened it."""

from handlers.desk.reading.restatement import ELLIPSIS, LONGEST_RESTATEMENT, restate


def title_of(title: str, question: str, limit: int = LONGEST_RESTATEMENT) -> str | None:
    """At most `limit` characters; None of a question without words.

    `title` is what its acknowledgement repeated; a ticket of older versions has its `question` alone.
    """
    if not title:
        return restate([question], limit=limit)
    return title if len(title) <= limit else restate([title.removesuffix(ELLIPSIS)], limit=limit)
