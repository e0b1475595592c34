"""Tells who is a manager: named in the settings, or by their role at the web desk."""

from collections.abc import Collection

from handlers.desk.access import is_manager
from storage.books import Books
from storage.records.desk_roles import DeskRole

_DESK = "desk:"


async def may_manage(books: Books, person: str, managers: Collection[str]) -> bool:
    """Return True if the person is one of the `managers`, or has that role at the desk."""
    if is_manager(person, managers):
        return True
    user = await books.desk_users.get(person.removeprefix(_DESK)) if person.startswith(_DESK) else None
    return user is not None and user.left_at is None and user.role is DeskRole.MANAGER
