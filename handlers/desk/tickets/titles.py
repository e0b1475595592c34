"""The title by which people know a ticket: words of the question that opened it."""

from handlers.desk.reading.restatement import ELLIPSIS, LONGEST_RESTATEMENT, restate


def title_of(title: str, question: str, limit: int = LONGEST_RESTATEMENT) -> str | None:
    """The title in at most `limit` characters; None for a question without words.

    `title` is what the acknowledgement repeated; a ticket of an older version has only its `question`.
    """
    if not title:
        return restate([question], limit=limit)
    return title if len(title) <= limit else restate([title.removesuffix(ELLIPSIS)], limit=limit)
