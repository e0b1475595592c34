"""Reads what Telegram says of a group: the bot's rights, what they lack, and the members."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.telegram_addresses import address
from handlers.channel import Person


@dataclass(frozen=True, slots=True)
class ChatRights:
    """A group as the bot sees it.

    `is_public`: anybody who knows its name may enter. `reads_everything` is false while privacy mode hides
    messages that are neither commands nor replies to the bot.
    """

    title: str
    is_public: bool
    is_forum: bool
    is_administrator: bool
    can_manage_topics: bool
    can_pin_messages: bool
    can_delete_messages: bool
    reads_everything: bool


def rights_from(chat: Mapping[str, Any], member: Mapping[str, Any], me: Mapping[str, Any]) -> ChatRights:
    """Read the answers to getChat, getChatMember (of the bot itself) and getMe."""
    is_administrator = member.get("status") in ("administrator", "creator")
    return ChatRights(
        title=str(chat.get("title", "")),
        is_public=bool(chat.get("username")),
        is_forum=bool(chat.get("is_forum")),
        is_administrator=is_administrator,
        can_manage_topics=bool(member.get("can_manage_topics")),
        can_pin_messages=bool(member.get("can_pin_messages")),
        can_delete_messages=bool(member.get("can_delete_messages")),
        reads_everything=is_administrator or bool(me.get("can_read_all_group_messages")),
    )


def missing_rights(rights: ChatRights) -> Iterator[str]:
    """Rights that the bot lacks in a staff group, and what the group itself must be."""
    if rights.is_public:
        yield "make the group private: whoever writes there is an agent, and anybody may join a public one"
    if rights.is_forum and not (rights.is_administrator and rights.can_manage_topics):
        yield "make the bot an administrator who may manage topics"
    if not rights.reads_everything:
        yield (
            "the bot sees commands only (privacy mode): make it an administrator, "
            "or switch the mode off at @BotFather and add the bot again"
        )


def is_present(member: Mapping[str, Any]) -> bool:
    """Return True if an answer to getChatMember describes somebody who is in the chat."""
    status = member.get("status")
    if status == "restricted":
        return bool(member.get("is_member"))
    return status in ("creator", "administrator", "member")


def people_in(members: Sequence[Mapping[str, Any]]) -> tuple[Person, ...]:
    """The people in an answer to getChatAdministrators, without bots."""
    users = (member["user"] for member in members)
    return tuple(
        Person(address(user["id"]), user["first_name"], user.get("last_name"), user.get("username"))
        for user in users
        if not user.get("is_bot")
    )
