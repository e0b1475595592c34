"""The roles of people at the web desk."""

from enum import StrEnum


class DeskRole(StrEnum):
    """Managers do what agents do, and keep the FAQ."""

    AGENT = "agent"
    MANAGER = "manager"
