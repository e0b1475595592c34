"""Which chat is meant, and whether the bot may write there."""

from __future__ import annotations

from tests.botapi.config import ApiError, bad
from tests.botapi.methods.context import Ctx
from tests.botapi.records import Chat, Msg


def find_chat(c: Ctx, ref: str) -> Chat:
    w, bot = c.w, c.bot
    if not ref:
        raise bad("chat_id is empty")
    if ref[0] == "@":
        o = w.usernames.get(ref[1:].lower())
        if isinstance(o, Chat):
            return o
        raise bad("chat not found")
    try:
        cid = int(ref)
    except ValueError:
        raise bad("chat not found") from None
    if cid > 0:
        chat = bot.private.get(cid)
        if chat is not None:
            return chat
        u = w.users.get(cid)
        if u is None:
            if cid in w.bots_by_id:
                raise ApiError(403, "Forbidden: bot can't send messages to bots")
            raise bad("chat not found")
        if u.deactivated:
            raise ApiError(403, "Forbidden: user is deactivated")
        if any(ch.is_member(bot.id) and cid in ch.members for ch in w.chats.values()):
            raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
        raise bad("chat not found")
    chat = w.chats.get(cid)
    if chat is None:
        raise bad("chat not found")
    return chat


def check_chat(c: Ctx, access: str = "write", name: str = "chat_id") -> Chat:
    """access: read, members, edit or write."""
    chat = find_chat(c, c.s(name))
    bot = c.bot
    if chat.type == "private":
        u = chat.user
        assert u is not None
        if access in ("edit", "write"):
            if u.deactivated:
                raise ApiError(403, "Forbidden: user is deactivated")
            if bot.id in u.blocked and access == "write":
                raise ApiError(403, "Forbidden: bot was blocked by the user")
            if bot.id not in u.started:
                raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
        return chat
    st = chat.status(bot.id)
    if chat.type == "group":
        if chat.migrated_to and access in ("write", "members"):
            raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
        if chat.gone and access in ("write", "members"):
            raise ApiError(403, "Forbidden: the group chat was deleted")
        if access != "read" and not chat.migrated_to:
            if st == "kicked":
                raise ApiError(403, "Forbidden: bot was kicked from the group chat")
            if not chat.is_member(bot.id):
                if bot.id not in chat.members:
                    raise bad("chat not found")
                raise ApiError(403, "Forbidden: bot is not a member of the group chat")
        return chat
    word = "channel" if chat.type == "channel" else "supergroup"
    if chat.gone:
        raise bad("chat not found")
    if st == "kicked":
        raise ApiError(403, f"Forbidden: bot was kicked from the {word} chat")
    if not chat.is_member(bot.id) and not (chat.username and access == "read"):
        if bot.id not in chat.members:
            raise bad("chat not found")
        raise ApiError(403, f"Forbidden: bot is not a member of the {word} chat")
    return chat


SEND_RIGHT = {
    "text": "can_send_messages",
    "photo": "can_send_photos",
    "document": "can_send_documents",
    "voice": "can_send_voice_notes",
    "video": "can_send_videos",
    "audio": "can_send_audios",
    "video_note": "can_send_video_notes",
    "animation": "can_send_other_messages",
    "sticker": "can_send_other_messages",
    "poll": "can_send_polls",
}


SEND_WORD = {
    "text": "text messages",
    "photo": "photos",
    "document": "documents",
    "voice": "voice notes",
    "video": "videos",
    "audio": "audios",
    "video_note": "video notes",
    "animation": "GIFs",
    "sticker": "stickers",
    "poll": "polls",
}


def target(c: Ctx, kind: str = "text") -> tuple[Chat, int, Msg | None]:
    """Chat, thread and replied message of a sending method."""
    chat = check_chat(c, "write")
    bot = c.bot
    thread = c.i("message_thread_id")
    if thread:
        if chat.type == "private":
            raise bad("message thread not found")
        if chat.is_forum:
            t = chat.topics.get(thread)
            if thread == 1 or t is None or t.deleted:
                raise bad("message thread not found")
            if t.closed and not chat.right(bot.id, "can_manage_topics"):
                raise bad("TOPIC_CLOSED")
        else:
            c.w.violation("message_thread_id in a chat without topics", method=c.method, chat_id=chat.id)
            thread = 0
    elif chat.is_forum and chat.general_closed and not chat.right(bot.id, "can_manage_topics"):
        raise bad("TOPIC_CLOSED")
    if chat.type == "channel":
        if not chat.is_admin(bot.id):
            raise bad("need administrator rights in the channel chat")
    elif chat.type != "private":
        right = SEND_RIGHT.get(kind, "can_send_messages")
        if not chat.is_admin(bot.id) and not chat.right(bot.id, right):
            raise bad(f"not enough rights to send {SEND_WORD.get(kind, 'messages')} to the chat")
    reply = None
    rp = c.j("reply_parameters", "can't parse reply parameters JSON object")
    rid, without, rchat = 0, False, chat
    if rp is not None:
        if not isinstance(rp, dict):
            raise bad("object expected as reply parameters")
        try:
            rid = int(rp.get("message_id") or 0)
        except (TypeError, ValueError):
            rid = 0
        without = rp.get("allow_sending_without_reply") in (True, "true")
        if rp.get("chat_id") not in (None, "") and str(rp["chat_id"]) != str(chat.id):
            sub = Ctx(c.w, bot, c.method, {"chat_id": str(rp["chat_id"])}, {})
            rchat = check_chat(sub, "read")
    elif c.has("reply_to_message_id"):
        rid = c.i("reply_to_message_id")
        without = c.b("allow_sending_without_reply")
    if rid > 0:
        reply = rchat.messages.get(rid)
        if reply is not None and reply.deleted:
            reply = None
        if reply is None and not without:
            raise bad("message to be replied not found")
        if reply is not None and rchat is not chat:
            reply = None  # external reply: shown differently, of no interest here
        if reply is not None and not thread and chat.is_forum:
            thread = reply.thread
            t = chat.topics.get(thread)
            if thread and t is not None and t.closed and not chat.right(bot.id, "can_manage_topics"):
                raise bad("TOPIC_CLOSED")
    return chat, thread, reply
