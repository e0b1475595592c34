"""`otboinik desk user …`: the people of the web desk."""

import asyncio
import getpass
import secrets
import sys
from dataclasses import replace
from datetime import datetime

from bot.assembly import build_desk
from bot.channels.web.desk.channel import NAME
from bot.channels.web.desk.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD, hash_password
from bot.channels.web.desk.requests import LONGEST_NAME
from bot.commands import performing
from bot.commands.performing import BAD_USE, DONE, FAILED, confirmed, open_database, say, say_error
from bot.settings import Settings
from handlers.channel import ChatKind, MembershipChanged, Person, Scene
from handlers.clock import utc_now
from handlers.managers.audit import COMMAND_LINE
from handlers.phrases import Phrases
from storage.books import Books
from storage.database import Database
from storage.records.desk_roles import DeskRole
from storage.web.desk import DeskUser


async def add_user(settings: Settings, name: str, role: DeskRole) -> int:
    """Add a person, or give an existing one a new password and this role; their open sessions end."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        say_error(
            f"NAME: write the person's name as customers will see it, in {LONGEST_NAME} characters at most."
        )
        return BAD_USE
    if performing.on_terminal() and not await _may_change(settings, name, role):
        say_error("Nothing changed.")
        return FAILED
    password = await asyncio.to_thread(_ask_password)
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        say_error(
            f"The password must have {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters: nothing changed."
        )
        return FAILED
    hashed = await asyncio.to_thread(hash_password, password)
    async with open_database(settings) as database:
        known = await _save(settings, database, name, role, hashed)
    did = "has a new password and is" if known else "may now sign in at /desk as"
    say(f"{name} {did} {role}.")
    return DONE


async def list_users(settings: Settings) -> int:
    """Print who may sign in at the desk, with their roles."""
    async with open_database(settings, made_already=True) as database, database.reading() as books:
        users = await books.desk_users.all()
    if not users:
        say_error("Nobody may sign in at /desk: `otboinik desk user add NAME --role manager` makes a person.")
        return DONE
    for user in users:
        say(f"{user.role:<8} {user.name}")
    return DONE


async def remove_user(settings: Settings, name: str) -> int:
    """Remove a person from the desk at once; their open tickets are released."""
    name = " ".join(name.split())
    async with open_database(settings, made_already=True) as database, database.books() as books:
        user = await books.desk_users.named(name)
        if user is None or user.left_at is not None:
            say_error(f"Nobody called {name!r} may sign in at /desk: nothing changed.")
            return FAILED
        now = utc_now()
        await books.desk_users.save(replace(user, password=None, left_at=now))
        await books.desk_sessions.end_all_of(user.id)
        await _tell_desk(settings, database, books, user, now, is_there=False)
        await books.audit.note(COMMAND_LINE, "desk person removed", {"name": user.name}, now)
        await books.commit()
    say(f"{user.name} may not sign in at /desk any more. Open tickets of theirs are everybody's now.")
    return DONE


async def _may_change(settings: Settings, name: str, role: DeskRole) -> bool:
    """Ask before somebody who is there gets another password: it may be another person of that name."""
    async with open_database(settings) as database, database.reading() as books:
        known = await books.desk_users.named(name)
    if known is None or known.left_at is not None:
        return True
    return await confirmed(
        f"{known.name} is there already, as {known.role}, and gets a new password and the role {role}."
    )


async def _save(settings: Settings, database: Database, name: str, role: DeskRole, hashed: str) -> bool:
    async with database.books() as books:
        known = await books.desk_users.named(name)
        now = utc_now()
        new = DeskUser(id=secrets.token_hex(6), name=name, role=role, created_at=now)
        user = replace(known or new, name=name, role=role, password=hashed, left_at=None)
        await books.desk_users.save(user)
        await books.desk_sessions.end_all_of(user.id)
        if known is not None and known.left_at is not None:
            await _tell_desk(settings, database, books, user, now, is_there=True)
        details = {"name": name, "role": role.value}
        await books.audit.note(COMMAND_LINE, "desk person let in", details, now)
        await books.commit()
    return known is not None and known.left_at is None


async def _tell_desk(
    settings: Settings, database: Database, books: Books, user: DeskUser, now: datetime, *, is_there: bool
) -> None:
    """Tell the desk, as when somebody enters or leaves a staff chat: the web desk shows all of them."""
    desk = build_desk(settings, database, Phrases.load(), utc_now, {}).front
    person = Person(f"{NAME}:{user.id}", user.name)
    for chat in sorted(await desk.staff_chats(books)):
        scene = Scene(chat, ChatKind.GROUP)
        change = MembershipChanged(people=(person,), scene=scene, is_member=is_there, at=now)
        await desk.receive(books, [change])


def _ask_password() -> str:
    """Read the password: from the terminal, unseen, or the first line of a pipe."""
    if performing.on_terminal():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\n")
