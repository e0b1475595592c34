"""The bot itself: its name, commands, files, webhook."""

from __future__ import annotations

import re
import time
from typing import Any

import orjson

from tests.botapi import webhook
from tests.botapi.bot import UPDATE_TYPES
from tests.botapi.config import ApiError, bad
from tests.botapi.methods.chats import check_chat
from tests.botapi.methods.context import Ctx, method


@method("getMe")
def get_me(c: Ctx) -> Any:
    return c.bot.data


@method("getFile")
def get_file(c: Ctx) -> Any:
    fid = c.s("file_id")
    if not fid:
        raise bad("file_id not specified")
    f = c.w.files.get(fid)
    if f is None:
        raise (
            bad("invalid file_id")
            if not fid.startswith(("Ag", "BQ", "Aw", "BA", "CQ", "Cg", "CA", "DQ"))
            else bad("wrong file_id or the file is temporarily unavailable")
        )
    if f.size > c.w.config.max_download:
        raise bad("file is too big")
    return {"file_id": fid, "file_unique_id": f.uid, "file_size": f.size, "file_path": f.path}


def _scope(c: Ctx) -> tuple[str, str]:
    s = c.j("scope", "can't parse BotCommandScope JSON object")
    if s is None:
        return ("default", c.s("language_code"))
    if not isinstance(s, dict) or s.get("type") not in (
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    ):
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    if s["type"].startswith("chat"):
        sub = Ctx(c.w, c.bot, c.method, {"chat_id": s.get("chat_id")}, {})
        check_chat(sub, "edit" if sub.i("chat_id") > 0 else "read")
    return (orjson.dumps(s, option=orjson.OPT_SORT_KEYS).decode(), c.s("language_code"))


_CMD = re.compile(r"^[a-z0-9_]{1,32}$")


@method("setMyCommands")
def set_my_commands(c: Ctx) -> Any:
    cmds = c.j("commands", "can't parse commands JSON object") or []
    if not isinstance(cmds, list):
        raise bad("expected an Array of BotCommand")
    if len(cmds) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for x in cmds:
        if not isinstance(x, dict):
            raise bad("can't parse BotCommand: expected an Object")
        name = str(x.get("command", "")).lstrip("/")
        if not _CMD.match(name):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(str(x.get("description", ""))) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    key = _scope(c)
    c.bot.commands[key] = [
        {"command": str(x["command"]).lstrip("/"), "description": x["description"]} for x in cmds
    ]
    return True


@method("getMyCommands")
def get_my_commands(c: Ctx) -> Any:
    return c.bot.commands.get(_scope(c), [])


@method("deleteMyCommands")
def delete_my_commands(c: Ctx) -> Any:
    c.bot.commands.pop(_scope(c), None)
    return True


def allowed_updates(c: Ctx) -> None:
    if "allowed_updates" not in c.args:
        return
    v = c.args["allowed_updates"]
    if isinstance(v, str):
        try:
            v = orjson.loads(v) if v else None
        except orjson.JSONDecodeError:
            return
    if not isinstance(v, list):
        return
    kinds = frozenset(str(x).lower() for x in v)
    known = kinds & frozenset(UPDATE_TYPES)
    if kinds - known:
        c.w.violation("unknown names in allowed_updates", method=c.method, names=sorted(kinds - known))
    c.bot.allowed = known or None


@method("setWebhook")
def set_webhook(c: Ctx) -> Any:
    url = c.s("url")
    if url and c.w.config.webhook_min_interval:
        now = time.monotonic()
        if now < c.bot.last_set_webhook + c.w.config.webhook_min_interval:
            raise ApiError(429, "Too Many Requests: retry after 1", retry_after=1)
        c.bot.last_set_webhook = now
    c.note = webhook.set_webhook(
        c.bot,
        url,
        max_connections=c.i("max_connections", 40, 1, 100),
        secret=c.s("secret_token"),
        ip=c.s("ip_address"),
        drop=c.b("drop_pending_updates"),
        cert="certificate" in c.files,
    )
    allowed_updates(c)
    if c.bot.webhook is not None:
        c.bot.webhook.pump()
    return True


@method("deleteWebhook")
def delete_webhook(c: Ctx) -> Any:
    c.note = webhook.delete_webhook(c.bot, c.b("drop_pending_updates"))
    return True


@method("getWebhookInfo")
def get_webhook_info(c: Ctx) -> Any:
    b = c.bot
    d = (
        b.webhook.info()
        if b.webhook is not None
        else {"url": "", "has_custom_certificate": False, "pending_update_count": len(b.queue)}
    )
    if b.webhook_error:
        d["last_error_date"], d["last_error_message"] = b.webhook_error
    if b.allowed is not None:
        d["allowed_updates"] = sorted(b.allowed)
    return d
