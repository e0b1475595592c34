"""The schema: compares the database's with this program's, and migrates it."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.errors import SchemaAhead, SchemaBehind
from storage.outages import outages_told

_MIGRATIONS = Path(__file__).parent / "migrations"


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's settings, independent of the place of installation and the current folder."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


async def prepare(engine: AsyncEngine, *, upgrade: bool) -> None:
    """Bring the schema up to date. Raises `SchemaBehind` if not allowed to, `SchemaAhead` if it is newer."""
    with outages_told():
        async with engine.connect() as connection:
            await connection.run_sync(_prepare, upgrade=upgrade)


@cache
def _scripts() -> ScriptDirectory:
    """The migrations of this program: to load them takes longer than to look how old a database is."""
    return ScriptDirectory.from_config(alembic_config())


def _prepare(connection: Connection, *, upgrade: bool) -> None:
    scripts = _scripts()
    head = scripts.get_current_head()
    current = MigrationContext.configure(connection).get_current_revision()
    connection.rollback()
    if current == head:
        return
    if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
        raise SchemaAhead(
            f"the database's schema ({current}) was made by a newer version of this program: install that one"
        )
    if not upgrade:
        raise SchemaBehind("the database's schema is older than this program: run `otboinik db upgrade`")
    upgrade_schema(connection)


def upgrade_schema(connection: Connection, revision: str = "head") -> None:
    """Migrate the connection's database up to `revision`, in one transaction."""
    command.upgrade(alembic_config(connection), revision)


def downgrade_schema(connection: Connection, revision: str = "base") -> None:
    """Migrate the connection's database down to `revision`, in one transaction."""
    command.downgrade(alembic_config(connection), revision)
