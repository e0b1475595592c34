"""`GET /health`: 200 with the state of each part, 503 if one of them is down, or while the bot starts.

It is public: it names the parts of the program and why one does not work, in fixed words, without any
address, number or message.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from aiohttp import web

from bot.channels.web.refusals import refusal
from bot.ledger_watch import LedgerWatch

_RETRY_AFTER_SECONDS = 2

_NO_DATABASE = "does not answer"

Report = Mapping[str, object]
"""What `/health` tells, as JSON."""

STARTING: Report = {"status": "starting", "parts": {}}
WITHOUT_DATABASE: Report = {
    "status": "down",
    "parts": {"database": {"state": "down", "reason": _NO_DATABASE}},
}

Troubles = Mapping[str, str | None]
"""By the name of a part: the reason why it does not work, None if it works."""


class Health:
    """The endpoint. `troubles` tells of the running parts; the database is checked here."""

    def __init__(self, ledgers: LedgerWatch, troubles: Callable[[], Troubles]) -> None:
        self._ledgers, self._troubles = ledgers, troubles

    def add_to(self, app: web.Application) -> None:
        """Add the route."""
        app.router.add_get("/health", self._tell)

    async def _tell(self, _request: web.Request) -> web.Response:
        database = None if await self._ledgers.look() else _NO_DATABASE
        troubles = {"database": database, **self._troubles()}
        is_well = not any(troubles.values())
        report = {
            "status": _word(is_well=is_well),
            "parts": {name: _state(trouble) for name, trouble in troubles.items()},
        }
        return web.json_response(report, status=HTTPStatus.OK if is_well else HTTPStatus.SERVICE_UNAVAILABLE)


class NothingYet:
    """Answers while there are no parts: `report` is the health, all other requests may come back in a moment.

    Each answer closes its connection: the next one reaches what is served by then.
    """

    def __init__(self, report: Report) -> None:
        self._report = report

    def add_to(self, app: web.Application) -> None:
        """Add the routes."""
        app.router.add_get("/health", self._tell)
        app.router.add_route("*", "/{anything:.*}", self._put_off)

    async def _tell(self, _request: web.Request) -> web.Response:
        answer = web.json_response(self._report, status=HTTPStatus.SERVICE_UNAVAILABLE)
        answer.force_close()
        return answer

    async def _put_off(self, _request: web.Request) -> web.StreamResponse:
        answer = refusal(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", retry_after=_RETRY_AFTER_SECONDS)
        answer.force_close()
        raise answer


def _state(trouble: str | None) -> dict[str, str]:
    state = {"state": _word(is_well=trouble is None)}
    return state if trouble is None else {**state, "reason": trouble}


def _word(*, is_well: bool) -> str:
    return "up" if is_well else "down"
