"""The table of the audit trail: changes to the desk itself, and their authors."""

from datetime import datetime

from sqlalchemy import Column, Named, Table, Text, TypedColumns

from storage.tables.base import DETAILS, metadata
from storage.types import BigId, UtcDateTime


class AuditColumns(TypedColumns):
    """One change. `by` is an address; `details`: numbers and names of things, never a customer's words."""

    id: Named[int] = Column(BigId, primary_key=True)
    at: Named[datetime] = Column(UtcDateTime, index=True)
    by: Named[str] = Column(Text)
    what: Named[str] = Column(Text)
    details: Named[dict[str, str]] = Column(DETAILS, nullable=False)


audit = Table("audit", metadata, AuditColumns)
