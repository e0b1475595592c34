"""The staff at the web desk, in its browsers: what the desk's page calls, over HTTP, without the page.

The staff has no group in a messenger here; customers write in Telegram all the same.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, TypeVar

from aiohttp import ClientSession, CookieJar

from storage.records.desk_roles import DeskRole
from tests.bot.channels.web.desk_browser import DeskBrowser
from tests.bot.channels.web.opened import PASSWORD, hire
from tests.journeys.desk import Desk
from tests.journeys.people import Place
from tests.journeys.speech import StoryLanguage, Words
from tests.journeys.staff import Colleague, Ticket

T = TypeVar("T")

LOOK_AGAIN_SECONDS = 0.05
MOST_TRIES = 5  # a page that was overtaken is shown anew, and its reader tries again


@dataclass
class OwnBrowser(DeskBrowser):
    """One person's, who signs in again when a story took longer than a session lasts."""

    name: str = ""

    @classmethod
    @asynccontextmanager
    async def of(cls, name: str, address: str) -> AsyncIterator[OwnBrowser]:
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
            browser = cls(session, address, name=name)
            await browser.signs_in_again()
            yield browser

    async def signs_in_again(self) -> None:
        assert (await self.signs_in(self.name, PASSWORD)).status == 200

    async def calls(self, method: str, path: str, body: object = None, **headers: str) -> tuple[int, Any]:
        status, told = await super().calls(method, path, body, **headers)
        if status == HTTPStatus.UNAUTHORIZED:
            await self.signs_in_again()
            status, told = await super().calls(method, path, body, **headers)
        return status, told


@dataclass
class TicketAtTheDesk:
    """A ticket's page, as one person's browser shows it; read from top to bottom."""

    number: int
    browser: DeskBrowser
    speech: StoryLanguage
    refusals: list[str] = field(default_factory=list)
    _read: set[str] = field(default_factory=set)

    async def shows(self, said: str) -> str:
        """A refusal stands on the page at once, and is read like the rest."""

        async def found() -> str | None:
            timeline = (await self.page())["timeline"]
            for place, item in enumerate(timeline):
                if item["id"] not in self._read and re.search(said, _text(item)):
                    self._read |= {each["id"] for each in timeline[: place + 1]}
                    return _text(item)
            refused = next((words for words in self.refusals if re.search(said, words)), None)
            if refused is not None:
                self.refusals.remove(refused)
            return refused

        return await eventually(found, lambda: f"{said!r} is nowhere on the page of ticket {self.number}")

    async def reads(self, said: str) -> None:
        async def read() -> bool:
            return any(re.search(said, text) for text in await self.everything())

        await eventually(read, lambda: f"{said!r} is nowhere on the page of ticket {self.number}")

    async def card_shows(self, known: str) -> None:
        async def shown() -> bool:
            return re.search(known, "\n".join(await self._facts())) is not None

        await eventually(shown, lambda: f"{known!r} is nowhere beside ticket {self.number}")

    async def card_offers(self, button: str) -> None:
        async def offered() -> bool:
            work, page = await self.work(), await self.page()
            kinds = [kind["words"] for kind in work["kinds"]]
            entries = [entry["question"] for entry in page["suggestions"]]
            return button in (*kinds, *work["categories"], *entries)

        await eventually(offered, lambda: f"{button!r} is nowhere on the page of ticket {self.number}")

    async def everything(self) -> Sequence[str]:
        return [_text(item) for item in (await self.page())["timeline"]]

    async def reads_criteria(self) -> str:
        return str((await self.work())["criteria"])

    async def _facts(self) -> list[str]:
        """What stands beside the conversation, line by line."""
        page, work, speech = await self.page(), await self.work(), self.speech
        named = {f"aspect-{aspect}": work[aspect] for aspect in ("category", "service") if work[aspect]}
        if work["kind"]:
            named["aspect-kind"] = next(k["words"] for k in work["kinds"] if k["value"] == work["kind"])
        return [
            page["question"],
            page["stateWords"],
            page["priorities"][page["priority"] - 1],
            *(str(page[fact]) for fact in ("assignee", "tier", "rating") if page[fact]),
            *map(speech.number, page["earlier"]),
            *(deadline["words"] for deadline in page["deadlines"]),
            *page["prelude"],
            *(f"{speech.button(aspect)}: {value}" for aspect, value in named.items()),
            *(f"{each['name']}: {each['value']}" for each in work["fields"]),
            *work["customer"].values(),
        ]

    async def page(self) -> dict[str, Any]:
        page: dict[str, Any] = await self.browser.gets(f"tickets/{self.number}")
        return page

    async def work(self) -> dict[str, Any]:
        """What the forms beside the ticket hold."""
        work: dict[str, Any] = await self.browser.gets(f"tickets/{self.number}/work")
        return work


@dataclass
class ColleagueAtTheDesk:
    """By the page's buttons and forms; by a typed command where the page has none."""

    desk: Desk
    name: str
    address: str
    browser: DeskBrowser

    async def takes(self, ticket: Ticket) -> None:
        await self._acts(ticket, "take")

    async def replies(self, ticket: Ticket, text: str) -> None:
        await self._calls(ticket, "messages", lambda _: self.browser.message(text))

    async def notes(self, ticket: Ticket, text: str) -> None:
        await self._calls(ticket, "messages", lambda _: self.browser.message(text, note=True))

    async def waits(self, ticket: Ticket) -> None:
        await self._acts(ticket, "wait")

    async def closes(self, ticket: Ticket) -> None:
        await self._acts(ticket, "close")

    async def reopens(self, ticket: Ticket) -> None:
        await self._acts(ticket, "reopen")

    async def escalates(self, ticket: Ticket, line: int, reason: str) -> None:
        await self._calls(ticket, "line", lambda version: version | {"line": line, "reason": reason})

    async def hands_over(self, ticket: Ticket, to: Colleague, *, for_now: bool = False) -> None:
        """Only people who did something at the desk can be chosen."""
        assert isinstance(to, ColleagueAtTheDesk)
        await self._calls(
            ticket, "assignee", lambda version: version | {"person": to.address, "to_the_end": not for_now}
        )

    async def sets_priority(self, ticket: Ticket, priority: int) -> None:
        await self._acts(ticket, "priority", priority=priority)

    async def sets_tier(self, ticket: Ticket, tier: str) -> None:
        await self._calls(ticket, "tier", lambda _: {"tier": tier})

    async def sets_category(self, ticket: Ticket, category: str) -> None:
        await self.corrects(ticket, "category", category)

    async def corrects(self, ticket: Ticket, aspect: str, value: str) -> None:
        await self._calls(ticket, "classification", lambda _: {"aspect": aspect, "value": value})

    async def sends_canned(self, ticket: Ticket, number: int) -> None:
        filled = (await self.browser.gets(f"tickets/{ticket.number}/canned"))["replies"]
        await self.replies(ticket, next(reply["text"] for reply in filled if reply["id"] == number))

    async def sends_entry(self, ticket: Ticket, words: str, question: str) -> None:
        found = (await self.browser.gets(f"tickets/{ticket.number}/entries?find={words}"))["entries"]
        wanted = next(each["id"] for each in found if each["question"] == question)
        await self._acts(ticket, "send", entry=wanted)

    async def takes_back(self, ticket: Ticket, reply: str) -> None:
        said = next(item for item in (await _page(ticket).page())["timeline"] if _text(item) == reply)
        await self._calls(ticket, "takebacks", lambda _: {"index": said["index"], "ref": said["ref"]})

    async def presses(self, ticket: Ticket, button: str) -> None:
        async def carrying() -> dict[str, Any] | None:
            timeline = (await _page(ticket).page())["timeline"]
            posts = (item for item in reversed(timeline) if item["kind"] == "post")
            return next(
                (
                    {"post": post["post"], "data": each["data"]}
                    for post in posts
                    for each in post["buttons"]
                    if each["text"] == button
                ),
                None,
            )

        pressed = await eventually(carrying, lambda: f"there is no button {button!r}")
        await self._calls(ticket, "presses", lambda _: pressed)

    async def joins(self, ticket: Ticket, other: Ticket) -> None:
        await self._calls(ticket, "person", lambda _: {"number": str(other.number)})

    async def separates(self, ticket: Ticket) -> None:
        await self._calls(ticket, "separation", lambda _: {})

    async def bans(self, ticket: Ticket) -> None:
        await self.replies(ticket, "/ban")

    async def unbans(self, ticket: Ticket) -> None:
        await self.replies(ticket, "/unban")

    async def finds(self, words: str) -> str:
        found = (await self.browser.gets(f"inbox?find={words}"))["tickets"]
        return "\n".join(
            f"{self.desk.speech.number(each['number'])} · {each['stateWords']}" for each in found
        )

    async def promises(self, order: str) -> str:
        return await self._manages("POST", "promises/sla", {"order": order})

    async def sets_hours(self, order: str) -> str:
        told = await self._manages("POST", "promises/hours", {"order": order})
        return told or str((await self.browser.gets("promises"))["days"])

    async def forbids(self, wording: str, instead: str) -> str:
        return await self._manages("POST", "words", {"phrase": wording, "instead": instead})

    async def chooses_mode(self, mode: str) -> str:
        return await self._manages("PUT", "words/mode", {"mode": mode})

    async def writes_text(self, name: str, source: str) -> str:
        text = f"texts/{name}/{self.desk.speech.language}"
        refused = await self._manages("PUT", text, {"source": source})
        return refused or str((await self.browser.gets(text))["preview"])

    async def resets_text(self, name: str) -> str:
        return await self._manages("DELETE", f"texts/{name}/{self.desk.speech.language}", None)

    async def adds_canned(self, title: str, text: str) -> str:
        return await self._manages("POST", "canned", {"title": title, "text": text})

    async def lessons(self) -> str:
        waiting = (await self.browser.gets("faq/learning"))["waiting"]
        return "\n".join(f"{each['phrasing']} → {each['question']}" for each in waiting)

    async def adds_rule(self, rule: str) -> str:
        return await self._manages("POST", "categories/rules", {"text": rule})

    async def adds_question(self, category: str, field: str, ask: str, gain: str, answer: str) -> str:
        question = {"category": category, "field": field, "ask": ask, "gain": gain, "answer": answer}
        return await self._manages(
            "POST", "categories/questions", question | {"language": self.desk.speech.language}
        )

    async def _acts(self, ticket: Ticket, act: str, **more: int) -> None:
        await self._calls(ticket, "acts", lambda version: version | {"act": act} | more)

    async def _calls(
        self, ticket: Ticket, form: str, filled: Callable[[dict[str, int]], dict[str, Any]]
    ) -> None:
        """Send a form of the page in the version that the page shows."""
        for _ in range(MOST_TRIES):
            version = {"version": (await _page(ticket).page())["version"]}
            status, told = await self.browser.calls(
                "POST", f"tickets/{ticket.number}/{form}", filled(version)
            )
            if status == 200:
                return
            if told["error"] != "stale":
                _page(ticket).refusals.append(_refusal(self.desk.speech, told))
                return
        raise AssertionError(f"{form} of ticket {ticket.number} never met the page as it was")

    async def _manages(self, method: str, path: str, body: object) -> str:
        """What was told at once: why not, or nothing."""
        status, told = await self.browser.calls(method, path, body)
        return "" if status == 200 else _refusal(self.desk.speech, told)


@dataclass
class StaffAtTheDesk:
    """Each line has a list at the desk; everybody sees all."""

    desk: Desk
    sergey: ColleagueAtTheDesk
    maria: ColleagueAtTheDesk
    vera: ColleagueAtTheDesk

    @classmethod
    @asynccontextmanager
    async def comes(cls, desk: Desk) -> AsyncIterator[StaffAtTheDesk]:
        """Once the bot is there: everybody signs in."""
        people = {
            "sergey": (Words("Сергей Петров", "Sergey Petrov"), DeskRole.AGENT),
            "maria": (Words("Мария Орлова", "Maria Orlova"), DeskRole.MANAGER),
            "vera": (Words("Вера Лис", "Vera Fox"), DeskRole.AGENT),
        }
        for user, (name, role) in people.items():
            await hire(desk.database_url, user, desk.speech(name), role)
        async with AsyncExitStack() as stack:
            seated = {}
            for user, (name, _) in people.items():
                own = OwnBrowser.of(desk.speech(name), desk.address)
                browser = await stack.enter_async_context(own)
                seated[user] = ColleagueAtTheDesk(desk, desk.speech(name), f"desk:{user}", browser)
            yield cls(desk, **seated)

    async def ticket(self, number: int = 1, line: int = 1) -> TicketAtTheDesk:
        reader = self.sergey if line == 1 else self.vera

        async def there() -> bool:
            listed = (await reader.browser.gets("inbox"))["tickets"]
            return number in {each["number"] for each in listed}

        await eventually(there, lambda: f"ticket {number} is not at the desk")
        ticket = TicketAtTheDesk(number, reader.browser, self.desk.speech)

        async def on_the_line() -> bool:
            return (await ticket.work())["line"] == line

        await eventually(on_the_line, lambda: f"ticket {number} is not on line {line}")
        return ticket

    async def tickets(self) -> int:
        lists = [await self.sergey.browser.gets(f"inbox?list={which}") for which in ("open", "closed")]
        return sum(len(each["tickets"]) for each in lists)

    async def all_read(self, said: str) -> str:
        async def found() -> str | None:
            posts = (await self.sergey.browser.gets("inbox"))["posts"]
            return next((_text(post) for post in posts if re.search(said, _text(post))), None)

        return await eventually(found, lambda: f"the desk was not told {said!r}")


async def eventually(found: Callable[[], Awaitable[T | None]], otherwise: Callable[[], str]) -> T:
    """Look until there is something."""
    try:
        async with asyncio.timeout(Place.PATIENCE):
            while not (value := await found()):
                await asyncio.sleep(LOOK_AGAIN_SECONDS)
    except TimeoutError:
        raise AssertionError(otherwise()) from None
    return value


def _page(ticket: Ticket) -> TicketAtTheDesk:
    assert isinstance(ticket, TicketAtTheDesk)
    return ticket


def _refusal(speech: StoryLanguage, told: dict[str, Any]) -> str:
    """As the page tells it: in words of its own, or in those that came."""
    return str(told["words"]) if "words" in told else speech.button(f"desk-error-{told['error']}")


def _text(item: dict[str, Any]) -> str:
    return str(item.get("words") or item.get("text") or "")
