"""The sending methods."""

from __future__ import annotations

from typing import Any

from tests.botapi.config import ApiError, bad
from tests.botapi.media import new_file, put_media
from tests.botapi.methods.chats import check_chat, target
from tests.botapi.methods.context import Ctx, method
from tests.botapi.methods.markup import mk_inline, reply_markup
from tests.botapi.methods.text import caption_of, formatted
from tests.botapi.records import Chat, File, Msg


def emit(
    c: Ctx,
    chat: Chat,
    thread: int,
    reply: Msg | None,
    content: dict,
    markup: dict | None,
    protect: bool = False,
) -> Msg:
    """Store a message of the bot (already checked against the limits)."""
    w, bot = c.w, c.bot
    if chat.type == "channel":
        d = w.base_message(chat, None, 0, reply)
        d["sender_chat"] = chat.json()
    else:
        d = w.base_message(chat, bot.me, thread, reply)
    d.update(content)
    if markup:
        ik = mk_inline(markup)
        if ik:
            d["reply_markup"] = ik
    if protect:
        d["has_protected_content"] = True
    raw = None
    if markup and "inline_keyboard" not in markup:
        raw = {"reply_markup": markup}
    m = w.store(
        chat, d, bot_id=bot.id, thread=d.get("message_thread_id", 0), method=c.method, call=c.call, raw=raw
    )
    m.protected = protect
    c.sent.append(m)
    w.counters["bot_messages"] += 1
    for b in w.bots_by_id.values():
        if b is not bot and chat.type == "channel" and chat.is_member(b.id):
            b.push("channel_post", d, chat.id, chat.id)
    return m


@method("sendMessage")
def send_message(c: Ctx) -> Any:
    text = c.s("text")
    if not text:
        raise bad("message text is empty")
    text, es = formatted(
        c, text, c.s("parse_mode"), "entities", "message is too long", 4096, "text must be non-empty"
    )
    lp = c.j("link_preview_options", "can't parse link preview options JSON object")
    markup = reply_markup(c)
    chat, thread, reply = target(c)
    c.w.flood(c.bot, chat)
    content: dict[str, Any] = {"text": text}
    if es:
        content["entities"] = es
    if lp:
        content["link_preview_options"] = lp
    return emit(c, chat, thread, reply, content, markup, c.b("protect_content")).data


def take_file(c: Ctx, name: str, type_: str, value: Any = None) -> File:
    """An uploaded file, attach://, a file_id or a URL."""
    v = c.files.get(name) if value is None else None
    if v is None:
        ref = c.s(name) if value is None else str(value or "")
        if ref.startswith("attach://"):
            v = c.files.get(ref[9:])
            if v is None:
                raise bad("can't find the file attached as " + ref)
        elif not ref:
            raise bad(f"there is no {type_.replace('_', ' ')} in the request")
        elif ref.startswith(("http://", "https://")):
            if not c.w.config.url_uploads:
                raise bad("failed to get HTTP URL content")
            return new_file(c.w, type_, None, 1024, ref.rsplit("/", 1)[-1], "")
        else:
            f = c.w.files.get(ref)
            if f is None:
                raise bad("wrong file identifier/HTTP URL specified")
            if f.type != type_:
                if type_ == "document" and f.type != "photo":
                    return f
                names = {
                    "photo": "Photo",
                    "document": "Document",
                    "voice": "VoiceNote",
                    "video": "Video",
                    "audio": "Audio",
                    "animation": "Animation",
                    "sticker": "Sticker",
                    "video_note": "VideoNote",
                }
                raise bad(f"can't use file of type {names[f.type]} as {names[type_]}")
            return f
    fname, content, mime = v
    if not content:
        raise bad("file must be non-empty")
    if type_ == "photo" and len(content) > c.w.config.max_photo:
        raise bad(
            "file of size "
            + str(len(content))
            + " bytes is too big for a photo; the maximum size is "
            + str(c.w.config.max_photo)
            + " bytes"
        )
    if len(content) > c.w.config.max_upload:
        raise ApiError(413, "Request Entity Too Large")
    return new_file(
        c.w,
        type_,
        content,
        0,
        fname if type_ != "photo" else fname or "photo.jpg",
        mime or "",
        duration=c.i("duration") or 1,
    )


def send_file(c: Ctx, type_: str, with_caption: bool = True) -> Any:
    cap, es = caption_of(c) if with_caption else ("", [])
    markup = reply_markup(c)
    f = take_file(c, type_, type_)
    chat, thread, reply = target(c, type_)
    c.w.flood(c.bot, chat)
    content: dict[str, Any] = {}
    put_media(c.w, content, f)
    if cap:
        content["caption"] = cap
        if es:
            content["caption_entities"] = es
    if c.b("has_spoiler"):
        content["has_media_spoiler"] = True
    return emit(c, chat, thread, reply, content, markup, c.b("protect_content")).data


@method("sendPhoto")
def send_photo(c: Ctx) -> Any:
    return send_file(c, "photo")


@method("sendDocument")
def send_document(c: Ctx) -> Any:
    return send_file(c, "document")


@method("sendVoice")
def send_voice(c: Ctx) -> Any:
    return send_file(c, "voice")


@method("sendVideo")
def send_video(c: Ctx) -> Any:
    return send_file(c, "video")


@method("sendAnimation")
def send_animation(c: Ctx) -> Any:
    return send_file(c, "animation")


@method("sendAudio")
def send_audio(c: Ctx) -> Any:
    return send_file(c, "audio")


@method("sendSticker")
def send_sticker(c: Ctx) -> Any:
    return send_file(c, "sticker", False)


@method("sendVideoNote")
def send_video_note(c: Ctx) -> Any:
    return send_file(c, "video_note", False)


def send_simple(c: Ctx, content: dict, kind: str = "text") -> Any:
    markup = reply_markup(c)
    chat, thread, reply = target(c, kind)
    c.w.flood(c.bot, chat)
    return emit(c, chat, thread, reply, content, markup, c.b("protect_content")).data


@method("sendLocation")
def send_location(c: Ctx) -> Any:
    lat, lon = c.f("latitude"), c.f("longitude")
    if lat is None:
        raise bad("latitude is empty")
    if lon is None:
        raise bad("longitude is empty")
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise bad("LOCATION_INVALID")
    d = {"latitude": lat, "longitude": lon}
    if c.i("live_period"):
        d["live_period"] = c.i("live_period")
    return send_simple(c, {"location": d})


@method("sendVenue")
def send_venue(c: Ctx) -> Any:
    lat, lon = c.f("latitude"), c.f("longitude")
    if lat is None or lon is None:
        raise bad("latitude is empty")
    loc = {"latitude": lat, "longitude": lon}
    return send_simple(
        c, {"location": loc, "venue": {"location": loc, "title": c.s("title"), "address": c.s("address")}}
    )


@method("sendContact")
def send_contact(c: Ctx) -> Any:
    phone, first = c.s("phone_number"), c.s("first_name")
    if not phone:
        raise bad('parameter "phone_number" is required')
    if not first:
        raise bad('parameter "first_name" is required')
    d = {"phone_number": phone, "first_name": first}
    if c.s("last_name"):
        d["last_name"] = c.s("last_name")
    return send_simple(c, {"contact": d})


@method("sendMediaGroup")
def send_media_group(c: Ctx) -> Any:
    items = c.j("media", "can't parse media JSON object")
    if items is None or not isinstance(items, list):
        raise bad("expected an Array of InputMedia")
    if not items:
        raise bad("there are no messages to send")
    if len(items) > 10:
        raise bad("too many messages to send as an album")
    if len(items) == 1:
        c.w.violation("an album of one item", method=c.method)
        if c.w.config.album_of_one == "reject":
            raise bad("there must be 2-10 items in an album")
    kinds = set()
    parsed = []
    for it in items:
        if not isinstance(it, dict):
            raise bad("can't parse InputMedia: expected an Object")
        t = it.get("type")
        if t not in ("photo", "video", "document", "audio", "live_photo"):
            raise (
                bad(f'can\'t parse InputMedia: type "{t}" is unallowed in media group')
                if t
                else bad("can't parse InputMedia: Can't find field \"type\"")
            )
        cap, es = caption_of(c, it)
        kinds.add(t)
        parsed.append((take_file(c, "", t, it.get("media")), cap, es))
    if len(kinds) > 1 and kinds & {"document", "audio"}:
        raise bad("can't use the media of the specified type in the album")
    if c.has("reply_markup"):
        c.w.violation("reply_markup with sendMediaGroup", method=c.method)
    chat, thread, reply = target(c, parsed[0][0].type)
    c.w.flood(c.bot, chat, len(parsed))
    gid = str(c.w.rng.randint(10**16, 10**17))
    out = []
    for f, cap, es in parsed:
        content: dict[str, Any] = {}
        if len(parsed) > 1:
            content["media_group_id"] = gid
        put_media(c.w, content, f)
        if cap:
            content["caption"] = cap
            if es:
                content["caption_entities"] = es
        out.append(emit(c, chat, thread, reply, content, None, c.b("protect_content")).data)
    return out


RECORDED = ("photo", "video", "voice", "document", "video_note")
ACTIONS = {"typing", "choose_sticker", "find_location"} | {
    f"{verb}_{kind}" for verb in ("record", "upload") for kind in RECORDED
}


@method("sendChatAction")
def send_chat_action(c: Ctx) -> Any:
    if c.s("action").lower() not in ACTIONS:
        raise bad("wrong parameter action in request")
    chat = check_chat(c, "write")
    th = c.i("message_thread_id")
    if th and chat.is_forum:
        t = chat.topics.get(th)
        if t is None or t.deleted:
            raise bad("message thread not found")
    return True
