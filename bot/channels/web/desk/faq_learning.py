"""Lessons, failing phrasings and thresholds of the FAQ at the desk, as `/faq` in a messenger."""

from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.channels.web.desk import requests
from bot.channels.web.desk.acting import DeskActing
from bot.channels.web.desk.refusing import told_why
from bot.channels.web.refusals import refusal
from bot.channels.web.requests import read
from faq import Thresholds
from handlers.desk.knowledge.thresholds import moved_as_typed
from handlers.desk.text.characters import shorten
from handlers.errors import CommandRefused
from handlers.knowledge.lessons import FailingPhrasing, FaqLessons, WaitingLesson
from handlers.knowledge.shelf import FaqShelf
from handlers.knowledge.trial import FaqTrial
from storage.errors import StaleRecord

_LONGEST_QUESTION = 200


@dataclass(frozen=True, slots=True)
class DeskFaqLearning:
    """The routes beside the entries, for managers only."""

    acting: DeskActing
    lessons: FaqLessons
    trial: FaqTrial
    shelf: FaqShelf

    def add_to(self, app: web.Application) -> None:
        app.add_routes(
            [
                web.get("/desk/api/faq/learning", self.show),
                web.post(r"/desk/api/faq/learning/{lesson:\d{1,9}}", self.decide),
                web.get("/desk/api/faq/thresholds", self.thresholds),
                web.put("/desk/api/faq/thresholds", self.move),
            ]
        )

    async def show(self, request: web.Request) -> web.Response:
        """Return phrasings that wait for a decision, and those whose answers keep failing."""
        lessons = self.lessons
        async with self.acting.database.reading() as books:
            await self.acting.access.must_manage(books, request)
            waiting = await lessons.waiting(books)
            failing = await lessons.failing(books, self.acting.clock())
        return web.json_response(
            {"waiting": [_waiting(each) for each in waiting], "failing": [_failing(each) for each in failing]}
        )

    async def decide(self, request: web.Request) -> web.Response:
        """Add a phrasing to its entry, or drop it for good."""
        form = await read(request, requests.LessonDecision)
        lessons = self.lessons
        lesson = int(request.match_info["lesson"])
        async with self.acting.database.books() as books:
            seat = await self.acting.access.may_manage(books, request)
            by, now = seat.person.address, self.acting.clock()
            try:
                if form.act == "add":
                    await lessons.teach(books, lesson, form.version, by, now)
                else:
                    await lessons.refuse(books, lesson, form.version, by, now)
            except StaleRecord as error:
                raise refusal(HTTPStatus.CONFLICT, "stale") from error
            except CommandRefused as refused:
                return told_why(self.acting.speech.say(refused.phrase, **refused.arguments))
            await books.commit()
        await self.acting.followed()
        return web.json_response({})

    async def thresholds(self, request: web.Request) -> web.Response:
        """Return the present thresholds, and the shipped ones."""
        async with self.acting.database.reading() as books:
            await self.acting.access.must_manage(books, request)
        await self.acting.refresh()
        return web.json_response(asdict(self.shelf.thresholds) | {"default": asdict(Thresholds())})

    async def move(self, request: web.Request) -> web.Response:
        """Set the thresholds; they apply from the next question on."""
        form = await read(request, requests.ThresholdsForm)
        trial = self.trial
        async with self.acting.database.books() as books:
            seat = await self.acting.access.may_manage(books, request)
            await books.faq_thresholds.hold()
            wanted = moved_as_typed(await trial.standing(books), form.model_dump())
            if wanted is None:
                return self.acting.refused("faq-threshold-what")
            fault = await trial.move(
                books, None if wanted == Thresholds() else wanted, seat.person.address, self.acting.clock()
            )
            if fault is not None:
                return told_why(trial.refusal(fault))
            await books.commit()
        await self.acting.followed()
        return web.json_response(asdict(wanted))


def _waiting(waiting: WaitingLesson) -> dict[str, Any]:
    return {
        "id": waiting.lesson.id,
        "version": waiting.lesson.version,
        "phrasing": waiting.lesson.text,
        "customers": waiting.lesson.by_customers,
        "agents": waiting.lesson.by_agents,
        "entry": waiting.record.id,
        "question": waiting.record.question,
        "known": waiting.known_in,
    }


def _failing(failing: FailingPhrasing) -> dict[str, Any]:
    return {
        "entry": failing.record.id,
        "phrasing": failing.outcome.phrasing,
        "failed": failing.outcome.failed,
        "helped": failing.outcome.helped,
        "asked": [
            {
                "words": shorten(asked.words, _LONGEST_QUESTION),
                "request": asked.request,
                "known": None if asked.known_in == failing.record.id else asked.known_in,
            }
            for asked in failing.asked
        ],
    }
