"""Who may call what of the desk: each of its routes stands in one table, so that none is forgotten."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.assembly import build_desk
from bot.channels.web.desk_pages import DeskPages
from bot.channels.web.opening import Web
from bot.settings import Settings
from handlers.clock import utc_now
from handlers.phrases import Phrases
from storage.database import Database
from tests.bot.channels.web.desk_browser import DeskBrowser
from tests.bot.channels.web.opened import Opened

ENTRY = {"question": "Где мой заказ?", "alternatives": ["заказ пропал"], "answer": "В пути", "anyway": True}
RULE = {"text": "склад: полка, стеллаж"}
QUESTION = {
    "category": "склад",
    "field": "номер",
    "ask": "пожалуйста, пришлите номер",
    "gain": "чтобы быстрее найти",
    "language": "ru",
}
CANNED = {"title": "Приветствие", "text": "Здравствуйте!"}
OWN_TEXT = {"source": "{{ name }}, взяли «{{ quote }}», № {{ number }}. Решим {{ resolve_by }}."}
OCTETS = "application/octet-stream"


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """A call that a manager may make. `route` is its pattern where numbers stand in the path."""

    method: str
    path: str
    body: object = None
    route: str = ""
    status: int = 200

    @property
    def key(self) -> tuple[str, str]:
        return self.method, f"/desk/api/{self.route or self.path.partition('?')[0]}"

    async def by(self, person: DeskBrowser, **headers: str) -> tuple[int, Any]:
        kind = {"Content-Type": OCTETS} if isinstance(self.body, bytes) else {}
        answer = await person.send(self.method, self.path, self.body, **kind, **headers)
        is_json = answer.content_type == "application/json"
        return answer.status, await answer.json() if is_json else None


FOR_MANAGERS = (
    Call("GET", "faq"),
    Call("POST", "faq", ENTRY),
    Call("GET", "faq/1", route="faq/{number}"),
    Call("PUT", "faq/1", ENTRY | {"version": 1}, route="faq/{number}"),
    Call("GET", "faq/verdict?text=где"),
    Call("GET", "faq/export/yaml", route="faq/export/{format}"),
    Call("POST", "faq/preview/csv", b"question,answer\nA?,B\n", route="faq/preview/{format}"),
    Call("POST", "faq/import/csv", b"question,answer\nA?,B\n", route="faq/import/{format}", status=409),
    Call("DELETE", "faq/1", route="faq/{number}"),
    Call("POST", "faq/1/restore", route="faq/{number}/restore"),
    Call("POST", "faq/undo", {}),
    Call("GET", "faq/learning"),
    Call("POST", "faq/learning/1", {"act": "add", "version": 1}, "faq/learning/{lesson}", status=409),
    Call("GET", "faq/thresholds"),
    Call("PUT", "faq/thresholds", {"answer": "90 %", "suggest": "20 %"}),
    Call("GET", "words"),
    Call("POST", "words", {"phrase": "глюк", "instead": "сбой"}),
    Call("POST", "words/removed", {"phrase": "глюк"}),
    Call("POST", "words/reset", {}),
    Call("PUT", "words/mode", {"mode": "off"}),
    Call("GET", "texts"),
    Call("GET", "texts/acknowledgement/ru", route="texts/{name}/{language}"),
    Call("PUT", "texts/acknowledgement/ru", OWN_TEXT, "texts/{name}/{language}"),
    Call("POST", "texts/acknowledgement/ru/preview", OWN_TEXT, "texts/{name}/{language}/preview"),
    Call("POST", "texts/acknowledgement/ru/undo", {}, "texts/{name}/{language}/undo"),
    Call("DELETE", "texts/acknowledgement/ru", route="texts/{name}/{language}"),
    Call("GET", "canned"),
    Call("POST", "canned", CANNED),
    Call("PUT", "canned/1", CANNED | {"title": "Начало", "version": 1}, "canned/{reply}"),
    Call("DELETE", "canned/1", route="canned/{reply}"),
    Call("GET", "categories"),
    Call("POST", "categories/rules", RULE),
    Call("POST", "categories/questions", QUESTION),
    Call("DELETE", "categories/questions/1", route="categories/questions/{number}"),
    Call("DELETE", "categories/rules/1", route="categories/rules/{number}"),
    Call("GET", "promises"),
    Call("POST", "promises/sla", {"order": "vip 1 10m 2h"}),
    Call("POST", "promises/hours", {"order": "zone Europe/Berlin"}),
    Call("GET", "outbox"),
    Call("POST", "outbox/1", {"act": "discard"}, "outbox/{letter}", status=409),
    Call("GET", "audit"),
)

_TICKET = "/desk/api/tickets/{number}"
FOR_ALL_OF_THE_STAFF = {
    ("GET", "/desk/api/inbox"),
    ("GET", "/desk/api/events"),
    ("POST", "/desk/api/files"),
    ("GET", "/desk/files/{ticket}/{index}"),
    ("GET", _TICKET),
    ("GET", f"{_TICKET}/work"),
    ("GET", f"{_TICKET}/canned"),
    ("GET", f"{_TICKET}/entries"),
    *(
        ("POST", f"{_TICKET}/{act}")
        for act in (
            *("acts", "presses", "messages", "takebacks", "replies", "typing"),
            *("assignee", "line", "classification", "customer", "tier", "person", "separation"),
        )
    ),
    ("PUT", f"{_TICKET}/messages/{{message}}"),
}
FOR_ANYBODY = {
    ("GET", "/desk"),
    ("GET", "/desk/"),
    ("GET", "/desk/assets/{version}/{name}"),
    ("GET", "/desk/api/session"),
    ("POST", "/desk/api/session"),
    ("DELETE", "/desk/api/session"),
    ("POST", "/desk/api/link"),
}


async def routes_of_the_desk(database: Database, folder: Path) -> set[tuple[str, str]]:
    """Method and pattern of whatever the desk answers to."""
    settings, phrases = Settings(uploads_dir=folder), Phrases.load()
    beside = await Web.open(settings, database, phrases, utc_now)
    desk = build_desk(settings, database, phrases, utc_now, {})
    app = web.Application()
    DeskPages.open(settings, beside, database, desk, utc_now).add_to(app)
    routes = [(route.method, route.resource) for route in app.router.routes()]
    return {(method, place.canonical) for method, place in routes if place is not None and method != "HEAD"}


class TestTheTable:
    async def test_holds_every_route_once(self, sqlite: Database, tmp_path: Path) -> None:
        managers = {call.key for call in FOR_MANAGERS}

        assert managers | FOR_ALL_OF_THE_STAFF | FOR_ANYBODY == await routes_of_the_desk(sqlite, tmp_path)
        assert not managers & (FOR_ALL_OF_THE_STAFF | FOR_ANYBODY)


class TestAnAgent:
    async def test_is_refused_what_a_manager_may_do_with_the_very_same_words(self, opened: Opened) -> None:
        """Before the manager's turn and after it: what stands there by then makes no difference."""
        oleg, maria = await opened.desk("Олег Агентов"), await opened.desk("Мария Главная")
        refused = (403, {"error": "managers-only"})

        before = {call: await call.by(oleg) for call in FOR_MANAGERS}
        done = {call: (await call.by(maria))[0] for call in FOR_MANAGERS}
        after = {call: await call.by(oleg) for call in FOR_MANAGERS}

        assert {call.key: told for call, told in before.items() if told != refused} == {}
        assert {call.key: told for call, told in after.items() if told != refused} == {}
        assert done == {call: call.status for call in FOR_MANAGERS}


class TestAStranger:
    async def test_is_refused_everything_but_the_door(self, opened: Opened) -> None:
        stranger = await opened.desk()

        told = {call: await call.by(stranger) for call in FOR_MANAGERS}

        assert set(map(str, told.values())) == {str((401, {"error": "no-session"}))}


class TestAManagerOfAnotherPage:
    async def test_changes_nothing_without_the_token_of_the_desk(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")
        changing = [call for call in FOR_MANAGERS if call.method != "GET"]

        told = {call: await call.by(maria, **{"X-CSRF-Token": "guess"}) for call in changing}

        assert set(map(str, told.values())) == {str((403, {"error": "wrong-token"}))}
