"""Files between messengers: one that a messenger holds goes to another as bytes, within the limits of both.

A file that is too large for either is refused like a letter that its messenger does not take: its author is
told. If both ends are one messenger, the file's own id is enough, and nothing is downloaded.
"""

import base64
from collections.abc import Mapping
from dataclasses import replace

from handlers.channel import Channel
from handlers.errors import FileNotFetched, InDoubt, NotReached, RetryLater, ServerFailed
from storage.records.actions import SendAlbum, SendContent
from storage.records.content import Content, Media
from storage.records.letters import ClaimedLetter


async def with_files_at_hand(channels: Mapping[str, Channel], claimed: ClaimedLetter) -> ClaimedLetter:
    """The letter with the bytes of each file that its own messenger does not hold.

    Raises `FileNotFetched`, and `Refused` for a file that will never come.
    """
    posted = claimed.posted
    letter = posted.letter
    to = channels.get(letter.to.chat.partition(":")[0])
    if to is None or to.reads_storage:
        return claimed
    action = letter.action
    match action:
        case SendContent(content=content) if content.media is not None:
            action = replace(action, content=await _brought(channels, content, to))
        case SendAlbum(items=items):
            action = replace(action, items=tuple([await _brought(channels, item, to) for item in items]))
        case _:
            return claimed
    return replace(claimed, posted=replace(posted, letter=replace(letter, action=action)))


async def _brought(channels: Mapping[str, Channel], content: Content, to: Channel) -> Content:
    media = content.media
    if media is None or media.upload is not None or to.holds(media):
        return content
    holder = next((channel for channel in channels.values() if channel.holds(media)), None)
    if holder is None:
        return content
    upload = base64.b64encode(await _fetched(holder, media)).decode()
    return replace(content, media=replace(media, file_id="", upload=upload))


async def _fetched(holder: Channel, media: Media) -> bytes:
    """Fetch a file. A failure is not an outcome of the letter, and a pause is meant for the file's holder."""
    try:
        return await holder.fetch(media)
    except RetryLater as wait:
        raise FileNotFetched(str(wait), wait.pause) from wait
    except (NotReached, ServerFailed, InDoubt) as error:
        raise FileNotFetched(str(error)) from error
