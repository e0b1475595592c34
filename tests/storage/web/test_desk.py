"""The desk's people, their sessions, the bot's words to them, and the lists of tickets."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from storage.books import Books
from storage.changes import Plan
from storage.database import Database
from storage.records.actions import Button
from storage.records.content import Content, FormattedText, MediaKind
from storage.records.desk_roles import DeskRole
from storage.records.tickets import TicketState
from storage.web.desk import DeskPost, DeskUser
from storage.web.desk_inbox import TicketList
from storage.web.desk_uploads import DeskUpload
from tests.databases import PostgresServer
from tests.storage.contention import while_it_waits
from tests.storage.samples import NOW, a_conversation, a_ticket

OLEG = "desk:oleg"


@pytest.fixture
async def books(database: Database) -> AsyncIterator[Books]:
    async with database.books() as books:
        yield books


def a_user(**changed: object) -> DeskUser:
    user = DeskUser(id="oleg", name="Олег Агентов", role=DeskRole.AGENT, created_at=NOW)
    return replace(user, **changed)  # type: ignore[arg-type]  # any of its fields


class TestPeople:
    async def test_are_found_by_their_name_in_any_case(self, books: Books) -> None:
        await books.desk_users.save(a_user())

        assert await books.desk_users.named("  олег АГЕНТОВ ") == a_user()
        assert await books.desk_users.named("Олег") is None

    async def test_are_let_in_until_their_session_ends(self, books: Books) -> None:
        await books.desk_users.save(a_user())
        assert await books.desk_sessions.open("proof", a_user(), NOW + timedelta(hours=1))

        assert await books.desk_sessions.user_of("proof", NOW) == a_user()
        assert await books.desk_sessions.user_of("proof", NOW + timedelta(hours=1)) is None
        await books.desk_sessions.end_all_of("oleg")
        assert await books.desk_sessions.user_of("proof", NOW) is None

    @pytest.mark.parametrize("meanwhile", [{"password": "new"}, {"password": None, "left_at": NOW}])
    async def test_are_not_let_in_if_they_were_shut_out_while_their_password_was_checked(
        self, books: Books, meanwhile: dict[str, object]
    ) -> None:
        as_checked = a_user(password="old")
        await books.desk_users.save(replace(as_checked, **meanwhile))  # type: ignore[arg-type]

        assert not await books.desk_sessions.open("proof", as_checked, NOW + timedelta(hours=1))
        assert await books.desk_sessions.user_of("proof", NOW) is None

    async def test_are_not_let_in_again_by_a_page_that_looks_as_they_are_shut_out(
        self, postgres: Database, postgres_server: PostgresServer
    ) -> None:
        later = NOW + timedelta(hours=1)
        async with postgres.books() as books:
            await books.desk_users.save(a_user())
            await books.desk_sessions.open("proof", a_user(), NOW + timedelta(minutes=1))
            await books.commit()

        async with postgres.books() as operator, postgres.books() as page:
            await operator.desk_users.save(a_user(left_at=NOW))
            await operator.desk_sessions.end_all_of("oleg")
            user = await page.desk_sessions.user_of("proof", NOW)
            assert user is not None
            renewing = page.desk_sessions.open("proof", user, later)
            await while_it_waits(postgres_server, renewing, operator.commit)
            await page.commit()

        async with postgres.reading() as books:
            assert await books.desk_sessions.user_of("proof", NOW) is None


class TestThePostsOfTheBot:
    async def test_stand_once_however_often_their_letter_comes(self, books: Books) -> None:
        buttons = ((Button("Отправить ещё раз", "again:7:"),),)
        post = DeskPost(id=7, ticket=1, content=Content(FormattedText("Не дошло")), buttons=buttons, at=NOW)
        await books.desk_posts.put(post)
        await books.desk_posts.put(post)
        await books.desk_posts.set_buttons(7, ())

        assert await books.desk_posts.of_ticket(1) == (replace(post, buttons=()),)
        assert await books.desk_posts.of_ticket(None) == ()


class TestTheLists:
    async def test_hold_each_ticket_where_it_belongs(self, books: Books) -> None:
        conversation = await a_conversation(books)
        later = NOW + timedelta(hours=8)
        base = replace(a_ticket(conversation), respond_by=later, resolve_by=later, assignee=None)
        late = replace(base, number=2, respond_by=NOW - timedelta(minutes=1))
        mine = replace(base, number=3, assignee=OLEG, state=TicketState.IN_PROGRESS)
        held = replace(late, number=4, assignee="desk:other", state=TicketState.WAITING)
        done = replace(base, number=5, state=TicketState.RESOLVED)
        await books.apply(Plan(tickets=(base, late, mine, held, done)), now=NOW)

        listed = {
            which: {line.number for line in await books.desk_inbox.list(which, OLEG, NOW)}
            for which in TicketList
        }
        counts = await books.desk_inbox.counts(OLEG, NOW)

        assert listed == {
            TicketList.OPEN: {1, 2, 3, 4},
            TicketList.MINE: {3},
            TicketList.UNASSIGNED: {1, 2},
            TicketList.WAITING: {4},
            TicketList.OVERDUE: {2},
            TicketList.CLOSED: {5},
        }
        assert counts == {which: len(numbers) for which, numbers in listed.items() if which in counts}


class TestThePulse:
    async def test_beats_when_something_is_said(self, books: Books) -> None:
        before = await books.desk_inbox.pulse(NOW)

        await books.faq.add(question="Как?", answer="Так.", by=OLEG, now=NOW)

        assert await books.desk_inbox.pulse(NOW) != before

    async def test_beats_when_a_deadline_passes(self, books: Books) -> None:
        """Nobody says or does anything then, and yet a list changes."""
        conversation = await a_conversation(books)
        due = NOW + timedelta(minutes=5)
        await books.apply(
            Plan(tickets=(replace(a_ticket(conversation), respond_by=due, resolve_by=due),)), now=NOW
        )

        before = await books.desk_inbox.pulse(NOW)

        assert await books.desk_inbox.pulse(due) == before
        assert await books.desk_inbox.pulse(due + timedelta(seconds=1)) != before


class TestAFileOfTheDesk:
    async def test_goes_unless_it_was_sent(self, books: Books) -> None:
        await books.desk_users.save(a_user())
        for name in ("sent", "forgotten"):
            upload = DeskUpload(
                id=name,
                user="oleg",
                kind=MediaKind.PHOTO,
                name="план.png",
                mime_type="image/png",
                size=3,
                created_at=NOW,
            )
            await books.desk_uploads.keep(upload)
        await books.desk_uploads.attach("sent")

        unused = await books.desk_uploads.unused(NOW + timedelta(days=1))
        await books.desk_uploads.forget(("sent", *unused))

        assert unused == ("forgotten",)
        kept = await books.desk_uploads.get("sent")
        assert kept is not None
        assert kept.attached
        assert await books.desk_uploads.get("forgotten") is None

    async def test_more_than_one_statement_may_name_are_forgotten(self, books: Books) -> None:
        """As many as PostgreSQL's protocol counts in two bytes, and one more."""
        await books.desk_uploads.forget([f"{number:032x}" for number in range(2**16)])
