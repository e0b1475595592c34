"""The control API: scenarios act as users and staff, read what the bot did, break things.

Every call is POST /control/<name> with a JSON object (GET works for calls without arguments).
Answers: {"ok": true, ...} or {"ok": false, "error": "..."} with 400.
"""

from __future__ import annotations

import inspect
import traceback

import orjson
from aiohttp import web

from tests.botapi.config import ControlError
from tests.botapi.control.acting import Acting
from tests.botapi.control.breaking import Breaking
from tests.botapi.control.reading import Reading
from tests.botapi.control.scene import Scene


class Control(Scene, Acting, Reading, Breaking):
    """All calls behind one address."""

    def routes(self, app: web.Application) -> None:
        app.router.add_route("*", "/control/{name}", self._dispatch)
        app.router.add_get("/control", self._index)

    async def _index(self, _request: web.Request) -> web.Response:
        names = sorted(name[3:] for name in dir(self) if name.startswith("do_"))
        return _answer(200, {"ok": True, "calls": names, "bot_api": self.s.base_url})

    async def _dispatch(self, request: web.Request) -> web.Response:
        call = getattr(self, "do_" + request.match_info["name"], None)
        if call is None:
            return _answer(404, {"ok": False, "error": "no such call"})
        try:
            raw = await request.read()
            result = call(**(orjson.loads(raw) if raw else dict(request.query)))
            if inspect.isawaitable(result):
                result = await result
        except (ControlError, ValueError, KeyError, TypeError) as e:
            return _answer(400, {"ok": False, "error": f"{type(e).__name__}: {e}"})
        except Exception as e:  # noqa: BLE001 - a bug of the double is told to the scenario, not swallowed
            traceback.print_exc()
            return _answer(500, {"ok": False, "error": f"{type(e).__name__}: {e}"})
        return _answer(200, {"ok": True, **(result or {})})


def _answer(status: int, d: dict) -> web.Response:
    body = orjson.dumps(d, option=orjson.OPT_NON_STR_KEYS)
    return web.Response(body=body, status=status, content_type="application/json")
