"""Inline mode: the answer to `@bot words`."""

from __future__ import annotations

import time
from typing import Any

from tests.botapi import entities as ent
from tests.botapi.config import bad
from tests.botapi.methods.context import Ctx, method

MOST_RESULTS = 50
LATEST_ANSWER_SECONDS = 30


def _article(result: Any) -> dict:
    if not isinstance(result, dict):
        raise bad("can't parse inline query result: InlineQueryResult must be an Object")
    if result.get("type") != "article":
        raise bad("can't parse inline query result: the double knows articles alone")
    if not 1 <= len(str(result.get("id", "")).encode()) <= 64:
        raise bad("RESULT_ID_INVALID")
    if not str(result.get("title", "")).strip():
        raise bad("can't parse inline query result: Can't find field \"title\"")
    said = result.get("input_message_content")
    if not isinstance(said, dict) or "message_text" not in said:
        raise bad("can't parse inline query result: Can't find field \"input_message_content\"")
    text = str(said["message_text"])
    if not text.strip():
        raise bad("message text is empty")
    if ent.u16len(text) > 4096:
        raise bad("MESSAGE_TOO_LONG")
    return result


@method("answerInlineQuery")
def answer_inline_query(c: Ctx) -> Any:
    rec = c.bot.inline_queries.get(c.s("inline_query_id"))
    if rec is None or rec["answered"] is not None or time.time() - rec["ts"] > LATEST_ANSWER_SECONDS:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if not c.has("results"):
        raise bad("can't parse inline query results: expected an Array")
    results = c.j("results", "can't parse inline query results JSON object")
    if not isinstance(results, list):
        raise bad("can't parse inline query results: expected an Array")
    if len(results) > MOST_RESULTS:
        raise bad("RESULTS_TOO_MUCH")
    articles = [_article(result) for result in results]
    if len({str(article["id"]) for article in articles}) < len(articles):
        raise bad("RESULT_ID_DUPLICATE")
    rec["answered"] = {
        "ts": time.time(),
        "results": articles,
        "cache_time": c.i("cache_time", 300),
        "is_personal": c.b("is_personal"),
    }
    c.w.log("inline_answer", bot=c.bot.id, id=rec["id"], results=len(articles))
    return True
