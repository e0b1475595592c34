"""How much of a path exists."""

from pathlib import Path


def existing_part(path: Path) -> Path:
    """The longest leading part of the path that exists."""
    return next(part for part in (path.absolute(), *path.absolute().parents) if _exists(part))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # no permission to look, or the name is too long
        return False
