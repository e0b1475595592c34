"""Tells who calls, and what our own site is called. Pure.

Behind a proxy the connection comes from the proxy, and the caller is named in headers. These are believed
only if the proxy is one of `TRUSTED_PROXIES`: anybody can write a header.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

Network = IPv4Network | IPv6Network

_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Caller:
    """The address that calls, and the scheme and host by which it calls us."""

    address: str
    scheme: str
    host: str

    @property
    def origin(self) -> str:
        """Our own origin, as this caller's browser names it."""
        return f"{self.scheme}://{self.host}"

    @property
    def household(self) -> str:
        """The unit for limits: the address, or for IPv6 its /64, which is what one household gets."""
        try:
            address = ip_address(self.address)
        except ValueError:
            return self.address
        if not isinstance(address, IPv6Address):
            return self.address
        return str(address.ipv4_mapped or IPv6Network((address, 64), strict=False))


def caller_of(
    peer: str, scheme: str, host: str, headers: Mapping[str, str], trusted: Sequence[Network]
) -> Caller:
    """The caller behind a connection from `peer`."""
    if not _is_trusted(peer, trusted):
        return Caller(peer, scheme, host)
    forwarded = [part.strip() for part in headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    # Each proxy appends the address it saw: from the right, the first one that is no proxy of ours is the
    # caller.
    address = next((part for part in reversed(forwarded) if not _is_trusted(part, trusted)), peer)
    told_scheme = headers.get("X-Forwarded-Proto", scheme)
    return Caller(
        address=address,
        scheme=told_scheme if told_scheme in {"http", "https"} else scheme,
        host=headers.get("X-Forwarded-Host", host),
    )


def _is_trusted(address: str, trusted: Sequence[Network]) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return any(parsed.version == network.version and parsed in network for network in trusted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Our place on the web, as the settings define it.

    `allowed_origins` may embed the chat. `only_here` is true if we listen on this machine only.
    """

    public_url: str | None = None
    allowed_origins: tuple[str, ...] = ()
    trusted_proxies: tuple[Network, ...] = ()
    only_here: bool = False

    @property
    def public_origin(self) -> str | None:
        """Where people reach us, without a slash at the end; None if only callers tell."""
        if self.public_url is None:
            return None
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}"

    def origins(self, caller: Caller) -> frozenset[str]:
        """Our own origins, from which our pages may call."""
        public = self.public_origin
        if public is None:
            return frozenset({caller.origin})
        # Somebody on this very machine may use another name than the public one.
        return frozenset({public, caller.origin}) if _names_loopback(caller.host) else frozenset({public})

    def knows_host(self, caller: Caller) -> bool:
        """Return True if the caller uses a name of ours.

        A stranger's page whose name was made to point to this machine (DNS rebinding) does not.
        """
        if _names_loopback(caller.host):
            return True
        if self.public_url is not None:
            return caller.host.lower() == urlsplit(self.public_url).netloc.lower()
        return not self.only_here

    def is_secure(self, caller: Caller) -> bool:
        """Return True if browsers reach us by https."""
        return caller.scheme == "https" or (self.public_url or "").startswith("https:")

    @property
    def frame_ancestors(self) -> str:
        """The sites that may show the chat in a frame, as a content security policy."""
        return " ".join(("'self'", *self.allowed_origins))


def _names_loopback(host: str) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        return False
    return name in _LOOPBACK_NAMES
