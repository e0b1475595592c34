r"""NUL in what was said becomes the replacement character, as it is written since.

PostgreSQL keeps `\u0000` in JSON text, and then fails every search that reads that message.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_nul_escapes"
down_revision = "2026_11_22_ratings"
branch_labels = None
depends_on = None

MESSAGES = sa.table("messages", sa.column("id", sa.BigInteger()), sa.column("content", sa.Text()))
ESCAPED_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
"""Not the words `\\u0000` themselves: in JSON the backslash of those is escaped."""


def upgrade() -> None:
    content = MESSAGES.c.content
    spoilt = sa.select(MESSAGES.c.id, content).where(content.contains(r"\u0000", autoescape=True))
    connection = op.get_bind()
    for row in connection.execute(spoilt).all():
        mended = ESCAPED_NUL.sub("\\1\N{REPLACEMENT CHARACTER}", row.content)
        connection.execute(MESSAGES.update().where(MESSAGES.c.id == row.id).values(content=mended))


def downgrade() -> None:
    """The characters that stood there said nothing: they stay replaced."""
