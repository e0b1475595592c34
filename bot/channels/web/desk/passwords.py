"""Passwords of the desk's people, stored as scrypt hashes. Pure, and slow on purpose."""

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode

# 2^15, 8, 3 costs as much as OWASP asks for, in 32 MB a time instead of 128:
# https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#scrypt
_LOG_COST, _BLOCK, _LANES = 15, 8, 3
_MEMORY = 2 * 128 * 2**_LOG_COST * _BLOCK

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 256


def hash_password(password: str) -> str:
    """The hash to store instead of the password."""
    salt = secrets.token_bytes(16)
    return "$".join(("scrypt", b64encode(salt).decode(), b64encode(_scrypt(password, salt)).decode()))


def fits(password: str, hashed: str | None) -> bool:
    """Return True for the right password. An unknown name (None) takes as long, so that names stay secret."""
    _, salt, proof = (hashed or _NOBODYS).split("$")
    same = hmac.compare_digest(_scrypt(password, b64decode(salt)), b64decode(proof))
    return same and hashed is not None


def _scrypt(password: str, salt: bytes) -> bytes:
    words = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(words, salt=salt, n=2**_LOG_COST, r=_BLOCK, p=_LANES, maxmem=_MEMORY)


_NOBODYS = f"scrypt${b64encode(bytes(16)).decode()}${b64encode(bytes(64)).decode()}"
