"""Tokens for a question that is asked once: a button with an older token is outdated."""

import secrets as randomness


def new_token() -> str:
    """A token short enough for a button's 64 bytes, and impossible to guess."""
    return randomness.token_urlsafe(6)
