"""Translates the content of a Telegram message into our `Content`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.channels.telegram_text import formatted
from storage.records.content import Contact, Content, Location, Media, MediaKind

if TYPE_CHECKING:  # python-telegram-bot's messages have the same attributes
    from aiogram.types import Message

# An animation comes with a `document` of the same file, so it is looked for first.
_FILES = (
    MediaKind.ANIMATION,
    MediaKind.DOCUMENT,
    MediaKind.VOICE,
    MediaKind.VIDEO,
    MediaKind.VIDEO_NOTE,
    MediaKind.AUDIO,
    MediaKind.STICKER,
)

UNSUPPORTED = (
    "checklist",
    "dice",
    "game",
    "giveaway",
    "giveaway_winners",
    "invoice",
    "paid_media",
    "poll",
    "rich_message",
    "story",
)
UNREAD_KIND = "unread_kind"
"""Our own field of a raw message, which names its unsupported kind."""

# Service messages, by field: https://core.telegram.org/bots/api#message
_NOTICES = (
    "boost_added",
    "channel_chat_created",
    "chat_background_set",
    "chat_owner_changed",
    "chat_owner_left",
    "chat_shared",
    "checklist_tasks_added",
    "checklist_tasks_done",
    "community_chat_added",
    "community_chat_joined",
    "community_chat_removed",
    "connected_website",
    "delete_chat_photo",
    "direct_message_price_changed",
    "forum_topic_closed",
    "forum_topic_edited",
    "forum_topic_reopened",
    "general_forum_topic_hidden",
    "general_forum_topic_unhidden",
    "gift",
    "gift_upgrade_sent",
    "giveaway_completed",
    "giveaway_created",
    "group_chat_created",
    "left_chat_member",
    "managed_bot_created",
    "message_auto_delete_timer_changed",
    "new_chat_members",
    "new_chat_photo",
    "new_chat_title",
    "paid_message_price_changed",
    "passport_data",
    "pinned_message",
    "poll_option_added",
    "poll_option_deleted",
    "proximity_alert_triggered",
    "refunded_payment",
    "successful_payment",
    "suggested_post_approval_failed",
    "suggested_post_approved",
    "suggested_post_declined",
    "suggested_post_paid",
    "suggested_post_refunded",
    "supergroup_chat_created",
    "unique_gift",
    "users_shared",
    "user_shared",
    "video_chat_ended",
    "video_chat_participants_invited",
    "video_chat_scheduled",
    "video_chat_started",
    "web_app_data",
    "write_access_allowed",
)


def content_of(message: "Message") -> Content:
    """The content of `message`; a kind that cannot cross is named in `unsupported` (`unknown`: a new one)."""
    if message.text:
        return Content(text=formatted(message.text, message.entities))
    caption = formatted(message.caption, message.caption_entities)
    if media := _media(message):
        return Content(text=caption, media=media)
    if message.venue:
        point = message.venue.location
        return Content(
            location=Location(point.latitude, point.longitude, message.venue.title, message.venue.address)
        )
    if message.location:
        return Content(location=Location(message.location.latitude, message.location.longitude))
    if message.contact:
        shared = message.contact
        return Content(contact=Contact(shared.phone_number, shared.first_name, shared.last_name))
    return Content(text=caption, unsupported=str(_unknown_fields(message).get(UNREAD_KIND, "unknown")))


def _media(message: "Message") -> Media | None:
    has_spoiler = bool(message.has_media_spoiler)
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return Media(MediaKind.PHOTO, largest.file_id, size=largest.file_size, has_spoiler=has_spoiler)
    for kind in _FILES:
        if file := getattr(message, kind.value):
            return Media(
                kind,
                file.file_id,
                file_name=getattr(file, "file_name", None),
                mime_type=getattr(file, "mime_type", None),
                size=file.file_size,
                has_spoiler=has_spoiler,
                emoji=getattr(file, "emoji", None),
            )
    return None


def service_notice(message: "Message") -> str | None:
    """The field that makes a message without content a service message: a join, a new title, a pin."""
    unknown = _unknown_fields(message)
    return next((name for name in _NOTICES if getattr(message, name, None) or name in unknown), None)


def _unknown_fields(message: "Message") -> Mapping[str, object]:
    """The fields that the library's version does not know, from where the library keeps them."""
    return getattr(message, "api_kwargs", None) or getattr(message, "model_extra", None) or {}
