"""Files that the desk's people attach to their messages."""

from dataclasses import dataclass

from storage.tables.desk_uploads import desk_uploads
from storage.web.uploads import Upload, Uploads


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskUpload(Upload):
    """A file of `user`."""

    user: str


class DeskUploads(Uploads[DeskUpload]):
    """The files of the desk's people."""

    table = desk_uploads
    record = DeskUpload
