"""Settings that are lists separated by commas: all wrong parts are reported at once."""

from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import TypeVar

from bot.setting_values import split_url, whole_number

_Part = TypeVar("_Part")


def user_ids(text: str) -> frozenset[int]:
    """Telegram user ids."""
    return frozenset(_each(text, _user_id, "user id", "Write numbers by commas, for example 1001, 1002."))


def origins(text: str) -> tuple[str, ...]:
    """Sites, each as a browser names it in `Origin`."""
    return _each(text, _origin, "site", "Write scheme and host alone, for example https://example.org.")


def networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """Addresses or networks; one address is a network of one."""
    return _each(text, ip_network, "address or network", "Write it like 10.0.0.1 or 10.0.0.0/8.")


def split_list(text: str) -> list[str]:
    """The parts between the commas, without empty ones."""
    return [part for part in map(str.strip, text.split(",")) if part]


def _each(text: str, read: Callable[[str], _Part], what: str, mend: str) -> tuple[_Part, ...]:
    """Every part as `read` returns it. Raises `ValueError` naming all that are no `what`."""
    found: list[_Part] = []
    wrong: list[str] = []
    for part in split_list(text):
        try:
            found.append(read(part))
        except ValueError:
            wrong.append(f"{part!r} is no {what}")
    if wrong:
        raise ValueError(f"{', '.join(wrong)}. {mend}")
    return tuple(found)


def _user_id(text: str) -> int:
    number = whole_number(text)
    if number is None or number <= 0:
        raise ValueError(text)
    return number


def _origin(text: str) -> str:
    origin = text.rstrip("/")
    parts = split_url(origin)
    if parts is None or parts.path or parts.query or parts.fragment:
        raise ValueError(text)
    return origin
