"""What the disk says of a path: how much of it exists, and whether we may write there."""

import os
from pathlib import Path


def existing_part(path: Path) -> Path:
    """The longest leading part of the path that exists."""
    return next(part for part in (path.absolute(), *path.absolute().parents) if _exists(part))


def is_writable(folder: Path) -> bool:
    """Return True if this user may create files in it."""
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # no permission to look, or the name is too long
        return False
