"""Files: each mention of one gets a fresh `file_id`, its `file_unique_id` stays."""

from __future__ import annotations

import base64
import hashlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from tests.botapi.records import File

if TYPE_CHECKING:
    from tests.botapi.world import World


DIRS = {
    "photo": "photos",
    "document": "documents",
    "voice": "voice",
    "video": "videos",
    "audio": "music",
    "animation": "animations",
    "sticker": "stickers",
    "video_note": "video_notes",
}
PREFIX = {
    "photo": "AgACAgIAAxkB",
    "document": "BQACAgIAAxkB",
    "voice": "AwACAgIAAxkB",
    "video": "BAACAgIAAxkB",
    "audio": "CQACAgIAAxkB",
    "animation": "CgACAgIAAxkB",
    "sticker": "CAACAgIAAxkB",
    "video_note": "DQACAgIAAxkB",
}


def new_file(
    w: World, type_: str, content: bytes | None, size: int = 0, name: str = "", mime: str = "", **meta: Any
) -> File:
    n = next(w.ids)
    uid = (
        "AQAD"
        + base64.urlsafe_b64encode(hashlib.sha256(f"{w.config.seed}:{n}".encode()).digest()).decode()[:12]
    )
    size = len(content) if content is not None else size
    ext = PurePosixPath(name).suffix or {
        "photo": ".jpg",
        "voice": ".oga",
        "video": ".mp4",
        "audio": ".mp3",
        "animation": ".mp4",
        "sticker": ".webp",
        "video_note": ".mp4",
    }.get(type_, "")
    f = File(uid, type_, size, content, name, mime, f"{DIRS[type_]}/file_{n}{ext}", meta)
    w.paths[f.path] = f
    return f


def file_id(w: World, f: File) -> str:
    fid = PREFIX[f.type] + base64.urlsafe_b64encode(f.uid.encode() + w.rng.randbytes(15)).decode().rstrip("=")
    w.files[fid] = f
    return fid


def media(w: World, f: File) -> Any:
    """The Bot API object for a file; a fresh file_id each time, the same file_unique_id."""
    d: dict[str, Any] = {"file_id": file_id(w, f), "file_unique_id": f.uid}
    t = f.type
    if t == "photo":
        width, height = f.meta.get("width", 1280), f.meta.get("height", 960)
        sizes = []
        for scale, tag in ((0.07, "s"), (0.25, "m")):
            tf = f.meta.get("thumb_" + tag)
            if tf is None:
                tf = new_file(w, "photo", None, max(500, int(f.size * scale)), "x.jpg")
                f.meta["thumb_" + tag] = tf
            sizes.append(
                {
                    "file_id": file_id(w, tf),
                    "file_unique_id": tf.uid,
                    "file_size": tf.size,
                    "width": max(1, int(width * scale)),
                    "height": max(1, int(height * scale)),
                }
            )
        sizes.append({**d, "file_size": f.size, "width": width, "height": height})
        return sizes
    if f.name and t in ("document", "video", "audio", "animation"):
        d["file_name"] = f.name
    if t in ("document", "voice", "video", "audio", "animation"):
        d["mime_type"] = f.mime or {
            "voice": "audio/ogg",
            "video": "video/mp4",
            "audio": "audio/mpeg",
            "animation": "video/mp4",
        }.get(t, "application/octet-stream")
    if t in ("voice", "audio", "video", "animation", "video_note"):
        d["duration"] = f.meta.get("duration", 1)
    if t in ("video", "animation"):
        d["width"], d["height"] = f.meta.get("width", 640), f.meta.get("height", 480)
    if t == "video_note":
        d["length"] = f.meta.get("length", 240)
    if t == "sticker":
        d.update({"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False})
        if f.meta.get("emoji"):
            d["emoji"] = f.meta["emoji"]
    if t == "audio":
        for k in ("title", "performer"):
            if f.meta.get(k):
                d[k] = f.meta[k]
    d["file_size"] = f.size
    return d


def put_media(w: World, d: dict, f: File) -> None:
    obj = media(w, f)
    d[f.type] = obj
    if f.type == "animation":
        d["document"] = {k: v for k, v in obj.items() if k not in ("width", "height", "duration")}
