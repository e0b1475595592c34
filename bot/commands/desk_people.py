"""`otboinik desk user add`: who may enter the web desk."""

import asyncio
import getpass
import secrets
import sys
from dataclasses import replace

from bot.channels.web.desk.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD, hash_password
from bot.channels.web.desk.requests import LONGEST_NAME
from bot.commands.performing import DONE, FAILED, open_database, say, say_error
from bot.settings import Settings
from handlers.clock import utc_now
from storage.engine import Database
from storage.web_desk import DeskUser
from storage.web_desk_roles import DeskRole


async def add_user(settings: Settings, name: str, role: DeskRole) -> int:
    """Add the person, or give one who is there a new password and this role; open sessions of theirs end."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        say_error(
            f"NAME: write the person's name as customers will see it, in {LONGEST_NAME} characters at most."
        )
        return FAILED
    password = await asyncio.to_thread(_ask_password)
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        say_error(
            f"The password must have {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters: nothing changed."
        )
        return FAILED
    hashed = await asyncio.to_thread(hash_password, password)
    async with open_database(settings) as database:
        known = await _save(database, name, role, hashed)
    did = "has a new password and is" if known else "may now sign in at /desk as"
    say(f"{name} {did} {role}.")
    return DONE


async def _save(database: Database, name: str, role: DeskRole, hashed: str) -> bool:
    async with database.books() as books:
        known = await books.desk_users.named(name)
        new = DeskUser(id=secrets.token_hex(6), name=name, role=role, created_at=utc_now())
        user = replace(known or new, name=name, role=role, password=hashed)
        await books.desk_users.save(user)
        await books.desk_sessions.end_all_of(user.id)
        await books.commit()
    return known is not None


def _ask_password() -> str:
    """From the terminal, unseen; from a pipe, its first line."""
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\n")
