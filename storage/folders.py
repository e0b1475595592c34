"""Whether a folder takes files."""

from pathlib import Path
from tempfile import TemporaryFile


def is_writable(folder: Path) -> bool:
    """Return True if a file can be created in it; one is, for a moment.

    Its rights do not tell: they let root into everything, also where nobody can write (`/proc`).
    """
    try:
        with TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
