"""Scripts and styles of the pages: read once, served under an address that changes with them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from aiohttp import web

from bot.channels.web.refusals import refusal

_FOLDER = Path(__file__).parent / "static"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Assets:
    """Files of one page by name. `version` is common to all, so that browsers may cache them for ever."""

    files: Mapping[str, bytes]
    version: str
    prefix: str

    @classmethod
    def load(cls, prefix: str, *folders: str) -> "Assets":
        """The scripts and styles in `static/<folder>`, served under `prefix`."""
        paths = sorted(path for folder in folders for path in (_FOLDER / folder).iterdir())
        files = {path.name: path.read_bytes() for path in paths if path.suffix in _TYPES}
        digest = hashlib.sha256()
        for name, content in files.items():
            digest.update(name.encode() + b"\0" + content)
        return cls(files, digest.hexdigest()[:16], prefix)

    @property
    def base(self) -> str:
        """The address in front of the names."""
        return f"{self.prefix}/{self.version}"

    def add_to(self, app: web.Application) -> None:
        app.router.add_get(f"{self.prefix}/{{version}}/{{name}}", self._serve)

    async def _serve(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        content = self.files.get(name)
        if content is None:
            raise refusal(HTTPStatus.NOT_FOUND, "no-file")
        # A page from before an update may ask for the old version: it gets the new one, uncached.
        is_current = request.match_info["version"] == self.version
        return web.Response(
            body=content,
            content_type=_TYPES[Path(name).suffix],
            charset="utf-8",
            headers={"Cache-Control": "public, max-age=31536000, immutable" if is_current else "no-cache"},
        )


def text_of(folder: str, name: str) -> str:
    """Read a page or a template."""
    return (_FOLDER / folder / name).read_text(encoding="utf-8")
