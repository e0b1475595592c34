"""What a start tells of the staff's groups, so that no customer has to find out."""

from collections.abc import Collection
from dataclasses import replace

from structlog.testing import capture_logs

from bot.channels.telegram_rights import ChatRights
from bot.staff_groups import look_at_staff_groups
from handlers.errors import RecipientUnreachable

READY, WITHOUT_TOPICS, GONE = "telegram:-1001", "telegram:-1002", "telegram:-1003"
ENOUGH = ChatRights(
    title="Support",
    is_public=False,
    is_forum=True,
    is_administrator=True,
    can_manage_topics=True,
    can_pin_messages=False,
    can_delete_messages=False,
    reads_everything=True,
)


async def rights_in(chat: str) -> ChatRights:
    if chat == GONE:
        raise RecipientUnreachable("chat not found")
    return ENOUGH if chat == READY else replace(ENOUGH, can_manage_topics=False)


async def staff_chats() -> Collection[str]:
    return (READY, WITHOUT_TOPICS, GONE, "desk:1")


async def test_each_group_that_is_not_ready_is_told_with_its_mend() -> None:
    with capture_logs() as logs:
        await look_at_staff_groups(rights_in, staff_chats)

    assert [(line["chat"], line["mend"]) for line in logs] == [
        (WITHOUT_TOPICS, "make the bot an administrator who may manage topics"),
        (GONE, "add the bot to it, or mend the id in the settings"),
    ]
    assert {line["log_level"] for line in logs} == {"warning"}
    assert logs[1]["reason"] == "chat not found"
