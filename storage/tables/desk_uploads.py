"""The table of files that the desk's people attach."""

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Named, Table, Text, TypedColumns

from storage.records.content import MediaKind
from storage.tables.base import metadata
from storage.types import UtcDateTime, Words, one_of


class DeskUploadColumns(TypedColumns):
    """A file of somebody of the desk; its bytes are in the uploads' folder under the same id."""

    id: Named[str] = Column(Text, primary_key=True)
    user: Named[str] = Column(Text, ForeignKey("desk_users.id"))
    kind: Named[MediaKind] = Column(one_of(MediaKind), nullable=False)
    name: Named[str] = Column(Words)
    mime_type: Named[str] = Column(Text)
    size: Named[int] = Column(BigInteger)
    attached: Named[bool] = Column(Boolean)
    created_at: Named[datetime] = Column(UtcDateTime, index=True)


desk_uploads = Table("desk_uploads", metadata, DeskUploadColumns)
