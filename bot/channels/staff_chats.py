"""The addresses of the staff: its groups, or its lists at the web desk."""

from bot.channels.web.desk.channel import desk_line
from bot.settings import Settings


def staff_chats(settings: Settings) -> dict[int, str]:
    """The address of each line that has a place.

    Without a group for line 1 the staff is at the web desk: there every line without a group has a list.
    """
    lines = {1: settings.staff_chat_id, 2: settings.line2_chat_id, 3: settings.line3_chat_id}
    groups = {line: f"telegram:{chat}" for line, chat in lines.items() if chat is not None}
    return groups if 1 in groups else {line: desk_line(line) for line in lines} | groups
