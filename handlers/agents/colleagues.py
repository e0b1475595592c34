"""The people to whom a ticket can be given."""

from storage.books import Books
from storage.records.staff import StaffMember


async def colleagues(books: Books) -> tuple[StaffMember, ...]:
    """Everybody who was seen at work, and everybody who may sign in at the desk, by name."""
    seen = await books.staff.all()
    addresses = {member.address for member in seen}
    users = [StaffMember(user.address, user.name) for user in await books.desk_users.all()]
    newcomers = [user for user in users if user.address not in addresses]
    return tuple(sorted([*seen, *newcomers], key=lambda member: (member.name.casefold(), member.address)))
