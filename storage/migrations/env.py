"""Alembic's environment: runs on the connection that it was given, else on DATABASE_URL."""

import asyncio
import os

from alembic import context
from sqlalchemy import Connection, text

from storage.engine import make_engine
from storage.tables.base import metadata

UPGRADE_LOCK = 0x07B1
"""Makes processes that start together upgrade PostgreSQL in turn; the later ones find nothing to do."""


def migrate(connection: Connection) -> None:
    """Run the revisions in one transaction: SQLite and PostgreSQL change tables in transactions too."""
    is_sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=is_sqlite,
        transactional_ddl=True,
    )
    if not is_sqlite:
        with context.begin_transaction():
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": UPGRADE_LOCK})
            context.run_migrations()
        return
    # Batch mode drops a table and renames its successor: with foreign keys on, that would empty its children.
    _foreign_keys(connection, "OFF")
    try:
        with context.begin_transaction():
            context.run_migrations()
            orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
            if orphans:
                raise RuntimeError(f"the upgrade left rows without what they belong to: {orphans[:5]}")
    finally:
        _foreign_keys(connection, "ON")


def _foreign_keys(connection: Connection, switch: str) -> None:
    """Set the pragma past SQLAlchemy, which would begin a transaction; within one SQLite ignores it."""
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys={switch}")
    cursor.close()


async def connect_and_migrate() -> None:
    """Alembic's own command line: `alembic upgrade head`, `alembic revision --autogenerate`."""
    engine = make_engine(os.environ.get("DATABASE_URL") or "sqlite+aiosqlite:///otboinik.db")
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


if (handed_over := context.config.attributes.get("connection")) is not None:
    migrate(handed_over)
else:
    asyncio.run(connect_and_migrate())
