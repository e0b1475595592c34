"""The web desk: its people, their sessions, and the bot's own words there."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import delete, select, update

from storage.records.actions import Keyboard
from storage.records.content import Content
from storage.records.desk_roles import DeskRole
from storage.tables.web_desk import desk_posts, desk_sessions, desk_users
from storage.transaction import Transaction

_MOST_POSTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskUser:
    """A person of the web desk. `name` is what customers see; `password` is a hash.

    Somebody who left (`left_at`) is kept as the author of messages and changes, and cannot sign in.
    """

    id: str
    name: str
    role: DeskRole
    password: str | None = None
    created_at: datetime
    left_at: datetime | None = None

    @property
    def address(self) -> str:
        """The address of the person as a member of the staff."""
        return f"desk:{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPost:
    """A post of the bot to the desk; without a ticket it is for everybody."""

    id: int
    ticket: int | None
    content: Content
    buttons: Keyboard = ()
    at: datetime


_USER_FIELDS = tuple(field.name for field in fields(DeskUser))
_USERS = select(*(desk_users.c[name] for name in _USER_FIELDS))


class DeskUsers:
    """The people of the web desk, each with a name that is unique, ignoring case."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def save(self, user: DeskUser) -> None:
        """Add the person, or change the one with this id."""
        row = {name: getattr(user, name) for name in _USER_FIELDS}
        await self._transaction.save(desk_users, [row | {"name_key": name_key(user.name)}])

    async def get(self, user_id: str) -> DeskUser | None:
        found = await self._transaction.execute(_USERS.where(desk_users.c.id == user_id))
        row = found.mappings().one_or_none()
        return None if row is None else DeskUser(**row)

    async def names_of(self, user_ids: Collection[str]) -> dict[str, str]:
        """The names by id, including people who left."""
        if not user_ids:
            return {}
        named = select(desk_users.c.id, desk_users.c.name).where(desk_users.c.id.in_(sorted(user_ids)))
        return {row.id: row.name for row in await self._transaction.execute(named)}

    async def named(self, name: str) -> DeskUser | None:
        """The person who signs in with this name, or did before they left."""
        found = await self._transaction.execute(_USERS.where(desk_users.c.name_key == name_key(name)))
        row = found.mappings().one_or_none()
        return None if row is None else DeskUser(**row)

    async def all(self) -> tuple[DeskUser, ...]:
        """Everybody who may sign in, by name."""
        rows = await self._transaction.execute(
            _USERS.where(desk_users.c.left_at.is_(None)).order_by(desk_users.c.name_key)
        )
        return tuple(DeskUser(**row) for row in rows.mappings())


class DeskSessions:
    """Sessions of the desk's people, by the proof of the key in their browser."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def open(self, proof: str, user: DeskUser, expires_at: datetime) -> bool:
        """Open a session until then, or move the end of an open one.

        False, and there is none, if the person left or got another password since they were read: checking a
        password takes a while.
        """
        locked = _USERS.where(desk_users.c.id == user.id).with_for_update()
        row = (await self._transaction.execute(locked)).mappings().one_or_none()
        if row is None or (row["password"], row["left_at"]) != (user.password, user.left_at):
            return False
        session = {"proof": proof, "user": user.id, "expires_at": expires_at}
        await self._transaction.save(desk_sessions, [session])
        return True

    async def user_of(self, proof: str, now: datetime) -> DeskUser | None:
        """The person of the session; None if there is no session (any more)."""
        let_in = _USERS.join(desk_sessions, desk_sessions.c.user == desk_users.c.id).where(
            desk_sessions.c.proof == proof, desk_sessions.c.expires_at > now
        )
        row = (await self._transaction.execute(let_in)).mappings().one_or_none()
        return None if row is None else DeskUser(**row)

    async def end(self, proof: str) -> None:
        """End the session with this key."""
        await self._transaction.execute(delete(desk_sessions).where(desk_sessions.c.proof == proof))

    async def end_all_of(self, user_id: str) -> None:
        """End all sessions of this person, who has to sign in again."""
        await self._transaction.execute(delete(desk_sessions).where(desk_sessions.c.user == user_id))

    async def purge(self, now: datetime) -> None:
        """Delete expired sessions."""
        await self._transaction.execute(delete(desk_sessions).where(desk_sessions.c.expires_at <= now))


class DeskPosts:
    """The bot's posts to the desk, named by their letters, so that a repeated letter makes only one."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def put(self, post: DeskPost) -> None:
        row = {field.name: getattr(post, field.name) for field in fields(post)}
        await self._transaction.execute(self._transaction.insert(desk_posts).on_conflict_do_nothing(), [row])

    async def set_buttons(self, post_id: int, buttons: Keyboard) -> None:
        """Change the post's buttons, or remove them."""
        changed = update(desk_posts).where(desk_posts.c.id == post_id).values(buttons=buttons)
        await self._transaction.execute(changed)

    async def reword(self, post_id: int, content: Content, buttons: Keyboard) -> None:
        """Change the post's words, and its buttons or remove them."""
        changed = update(desk_posts).where(desk_posts.c.id == post_id)
        await self._transaction.execute(changed.values(content=content, buttons=buttons))

    async def get(self, post_id: int) -> DeskPost | None:
        found = await self._transaction.execute(select(desk_posts).where(desk_posts.c.id == post_id))
        row = found.mappings().one_or_none()
        return None if row is None else DeskPost(**row)

    async def of_ticket(self, ticket: int | None) -> tuple[DeskPost, ...]:
        """The latest posts about a ticket, or (None) to everybody, in their order."""
        about = desk_posts.c.ticket.is_(None) if ticket is None else desk_posts.c.ticket == ticket
        latest = select(desk_posts).where(about).order_by(desk_posts.c.id.desc()).limit(_MOST_POSTS)
        rows = (await self._transaction.execute(latest)).mappings().all()
        return tuple(DeskPost(**row) for row in reversed(rows))


def name_key(name: str) -> str:
    """A key that is the same for all spellings of a name."""
    return " ".join(name.split()).casefold()
