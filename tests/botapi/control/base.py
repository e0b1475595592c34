"""What all parts of the control API share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.botapi.server import Server
    from tests.botapi.world import World


class Part:
    """A part of the control API; each method `do_<name>` answers POST /control/<name>."""

    def __init__(self, server: Server) -> None:
        self.s = server

    @property
    def w(self) -> World:
        return self.s.world
