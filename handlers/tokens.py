"""Names for what is asked once: a button that carries an older name is stale."""

import secrets as randomness


def new_token() -> str:
    """Short enough for a button's 64 bytes, and not to be guessed."""
    return randomness.token_urlsafe(6)
