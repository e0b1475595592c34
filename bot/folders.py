"""What the disk says of a path: how much of it exists, and whether we may write there."""

from pathlib import Path
from tempfile import TemporaryFile


def existing_part(path: Path) -> Path:
    """The longest leading part of the path that exists."""
    return next(part for part in (path.absolute(), *path.absolute().parents) if _exists(part))


def is_writable(folder: Path) -> bool:
    """Return True if a file can be created in it; one is, for a moment.

    Its rights do not tell: they let root into everything, also where nobody can write (`/proc`).
    """
    try:
        with TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # no permission to look, or the name is too long
        return False
