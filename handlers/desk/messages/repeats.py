"""The mark of a possible repeat, in the copy's own text or caption."""

from dataclasses import replace

from handlers.desk.messages.crossing import takes_caption
from storage.records.actions import Action, EditContent, SendAlbum, SendContent
from storage.records.content import Content, FormattedText


def mark_as_repeat(action: Action, mark: str) -> Action:
    """The same message with `mark` as its first line.

    A message that can carry no words (a sticker, a location) is not marked. An edit is marked if the message
    that it changes was.
    """
    match action:
        case SendContent() | EditContent():
            return replace(action, content=_marked(action.content, mark))
        case SendAlbum(items):
            return replace(action, items=(_marked(items[0], mark), *items[1:]))
        case _:
            return action


def _marked(content: Content, mark: str) -> Content:
    if not content.is_plain_text and not takes_caption(content):
        return content
    line = FormattedText(mark)
    return replace(content, text=line + "\n" + content.text if content.text else line)
