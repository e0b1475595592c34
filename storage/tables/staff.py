"""The table of the people of the desk."""

from datetime import datetime

from sqlalchemy import Column, Named, Table, Text, TypedColumns

from storage.tables.base import metadata
from storage.types import UtcDateTime, Words


class StaffColumns(TypedColumns):
    """`username_key` is the username for searching: without @, in lower case."""

    address: Named[str] = Column(Text, primary_key=True)
    name: Named[str] = Column(Words)
    username: Named[str | None] = Column(Words)
    username_key: Named[str | None] = Column(Words, index=True)
    seen_at: Named[datetime | None] = Column(UtcDateTime)


staff = Table("staff", metadata, StaffColumns)
