"""Keys of browsers; only proofs of them are stored, so that a stolen database opens nothing.

Everything is derived from `SESSION_KEY`: another one ends all sessions at once.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from hashlib import sha256

from storage.database import Database

_FACT = "session key"


@dataclass(frozen=True, slots=True)
class SessionKey:
    """The key that proofs and tokens are made with."""

    secret: bytes = field(repr=False)

    def proof(self, browser_key: str) -> str:
        """The proof that the database stores instead of a browser's key."""
        return self._derive("session", browser_key)

    def csrf_token(self, browser_key: str) -> str:
        """The token that our own pages send along with every change."""
        return self._derive("csrf", browser_key)

    def fits(self, csrf_token: str, browser_key: str) -> bool:
        """Compare in constant time, whatever the token contains."""
        return hmac.compare_digest(csrf_token.encode(), self.csrf_token(browser_key).encode())

    def _derive(self, purpose: str, text: str) -> str:
        return hmac.new(self.secret, f"{purpose}:{text}".encode(), sha256).hexdigest()


def new_browser_key() -> str:
    """A key for one browser: 256 random bits."""
    return secrets.token_urlsafe(32)


async def session_key(database: Database, configured: str | None) -> SessionKey:
    """The configured key; without one, a key made once and stored in the database."""
    if configured:
        return SessionKey(configured.encode())
    async with database.books() as books:
        await books.facts.add(_FACT, secrets.token_urlsafe(32))
        kept = await books.facts.of([_FACT])
        await books.commit()
    return SessionKey(kept[_FACT].encode())
