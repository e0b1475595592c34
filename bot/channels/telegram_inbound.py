"""Translates a parsed update of Telegram into the desk's terms.

Written against aiogram's types and run with python-telegram-bot's too: what we read has the same names in
both. Where they differ: absent lists are None or empty, `edit_date` is a number or a moment.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.channels.commands import parse_command
from bot.channels.telegram_addresses import address
from bot.channels.telegram_content import content_of, service_notice
from handlers.channel import (
    ButtonPressed,
    ChatKind,
    GroupMoved,
    Inbound,
    InlineAsked,
    MembershipChanged,
    MessageWritten,
    NothingToDo,
    Person,
    ReachabilityChanged,
    Scene,
    TopicCreated,
)
from storage.records.message_refs import MessageRef

if TYPE_CHECKING:
    from aiogram.types import (
        CallbackQuery,
        Chat,
        ChatMemberUpdated,
        InaccessibleMessage,
        InlineQuery,
        Message,
        Update,
        User,
    )

_PRESENT = frozenset({"creator", "member"})  # members with special rights are reported as plain members


@dataclass(frozen=True, slots=True)
class BotIdentity:
    """Our identity in Telegram. `username` is None until Telegram tells it."""

    id: int
    username: str | None = None


def translate(update: "Update", me: BotIdentity, now: datetime) -> Inbound:
    """Translate `update`. `now` dates presses and typed queries, as Telegram does not tell their time."""
    if update.message:
        return _message(update.message, me)
    if update.edited_message:
        return _edit(update.edited_message, me)
    if update.callback_query:
        return _press(update.callback_query, now)
    if update.inline_query:
        return _inline(update.inline_query, now)
    if update.my_chat_member:
        return _membership(update.my_chat_member)
    if update.chat_member:
        return _staff_membership(update.chat_member)
    return NothingToDo("an update of a kind that we do not ask for")


def _message(message: "Message", me: BotIdentity) -> Inbound:
    if message.forum_topic_created:
        return TopicCreated(
            scene=_scene(message),
            name=message.forum_topic_created.name,
            by_us=message.from_user is not None and message.from_user.id == me.id,
            at=_moment(message.date),
        )
    if message.migrate_to_chat_id:
        return GroupMoved(old=address(message.chat.id), new=address(message.migrate_to_chat_id))
    if message.migrate_from_chat_id:
        return GroupMoved(old=address(message.migrate_from_chat_id), new=address(message.chat.id))
    if message.new_chat_members or message.left_chat_member:
        return _announced(message)
    written = _written(message, me, at=message.date)
    if written.content.unsupported and (notice := service_notice(message)):
        return NothingToDo(f"a service message ({notice})")
    return written


def _edit(message: "Message", me: BotIdentity) -> Inbound:
    if message.location:
        return NothingToDo("a live location moved")
    return _written(message, me, at=message.edit_date or message.date, edited=True)


def _written(
    message: "Message", me: BotIdentity, *, at: datetime | int, edited: bool = False
) -> MessageWritten:
    content = content_of(message)
    replied = _replied(message)
    return MessageWritten(
        sender=_sender(message),
        scene=_scene(message),
        ref=_ref(message),
        content=content,
        at=_moment(at),
        command=parse_command(content.text.text, me.username),
        reply_to=_ref(replied) if replied else None,
        replied=content_of(replied) if replied else None,
        replied_buttons=_our_buttons(replied, me) if replied else None,
        album=message.media_group_id,
        edited=edited,
        mentions=tuple(
            _person(entity.user)
            for entity in message.entities or message.caption_entities or ()
            if entity.type == "text_mention" and entity.user is not None
        ),
    )


def _press(query: "CallbackQuery", now: datetime) -> Inbound:
    if query.message is None or query.data is None:
        return NothingToDo("a button that is not ours")
    return ButtonPressed(
        sender=_person(query.from_user),
        scene=_scene(query.message),
        ref=_ref(query.message),
        data=query.data,
        query=query.id,
        at=now,
    )


def _inline(query: "InlineQuery", now: datetime) -> Inbound:
    return InlineAsked(sender=_person(query.from_user), words=query.query, query=query.id, at=now)


def _membership(change: "ChatMemberUpdated") -> Inbound:
    was, reachable = (
        member.status in _PRESENT for member in (change.old_chat_member, change.new_chat_member)
    )
    if was == reachable:
        return NothingToDo("our rights in a chat changed")
    return ReachabilityChanged(
        sender=_person(change.from_user),
        scene=Scene(address(change.chat.id), _chat_kind(change.chat)),
        reachable=reachable,
        at=_moment(change.date),
    )


def _staff_membership(change: "ChatMemberUpdated") -> Inbound:
    return MembershipChanged(
        people=(_person(change.new_chat_member.user),),
        scene=Scene(address(change.chat.id), _chat_kind(change.chat)),
        is_member=change.new_chat_member.status in _PRESENT,
        at=_moment(change.date),
    )


def _announced(message: "Message") -> MembershipChanged:
    """The group's own notice of who came or left: it reaches bots that are no administrators, too."""
    gone = message.left_chat_member
    return MembershipChanged(
        people=tuple(map(_person, [gone] if gone else message.new_chat_members or ())),
        scene=_scene(message),
        is_member=gone is None,
        at=_moment(message.date),
    )


def _replied(message: "Message") -> "Message | None":
    """The message replied to; in a topic, other messages count as replies to the topic's creation."""
    replied = message.reply_to_message
    if replied is None or replied.forum_topic_created or replied.chat.id != message.chat.id:
        return None
    return replied


def _our_buttons(message: "Message", me: BotIdentity) -> tuple[str, ...] | None:
    """The data of the buttons under our message; None for somebody else's message."""
    if message.from_user is None or message.from_user.id != me.id:
        return None
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    return tuple(button.callback_data for row in rows for button in row if button.callback_data)


def _sender(message: "Message") -> Person | None:
    # With `sender_chat` the user beside it is a stand-in: GroupAnonymousBot, Channel Bot or "Telegram".
    if message.sender_chat or message.from_user is None:
        return None
    return _person(message.from_user)


def _person(user: "User") -> Person:
    return Person(
        address=address(user.id),
        given_name=user.first_name,
        family_name=user.last_name,
        username=user.username,
        language=user.language_code,
        is_bot=user.is_bot,
    )


def _ref(message: "Message | InaccessibleMessage") -> MessageRef:
    return MessageRef(address(message.chat.id), str(message.message_id))


def _scene(message: "Message | InaccessibleMessage") -> Scene:
    kind = _chat_kind(message.chat)
    in_topic = kind is ChatKind.FORUM and getattr(message, "is_topic_message", None)
    thread = getattr(message, "message_thread_id", None) if in_topic else None
    return Scene(address(message.chat.id), kind, str(thread) if thread else None)


def _chat_kind(chat: "Chat") -> ChatKind:
    if chat.type == "private":
        return ChatKind.PRIVATE
    if chat.type == "channel":
        return ChatKind.CHANNEL
    return ChatKind.FORUM if chat.is_forum else ChatKind.GROUP


def _moment(date: datetime | int) -> datetime:
    return datetime.fromtimestamp(date, UTC) if isinstance(date, int) else date.astimezone(UTC)
