"""The one HTTP server: everything that speaks HTTP is a part of it, behind the same rules."""

from collections.abc import Sequence
from ipaddress import ip_address
from typing import Protocol

import structlog
from aiohttp import web

from bot.channels.web.callers import Site
from bot.channels.web.security import LARGEST_BODY, secure
from bot.folders import existing_part
from bot.setting_faults import SettingFault, SettingsError
from bot.setting_values import folder
from bot.settings import Settings
from storage.folders import is_writable

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class Part(Protocol):
    """Something that answers HTTP: the chat, the desk, the webhook, health, metrics."""

    def add_to(self, app: web.Application) -> None:
        """Add the routes, and what they need at start and stop."""
        ...


def build_web(site: Site, parts: Sequence[Part]) -> web.Application:
    """The application of all `parts`, behind the rules of `security`."""
    app = web.Application(client_max_size=LARGEST_BODY)
    secure(app, site)
    for part in parts:
        part.add_to(app)
    return app


def site_of(settings: Settings) -> Site:
    """Our place on the web, from the settings."""
    return Site(
        public_url=settings.public_url,
        allowed_origins=settings.allowed_origins,
        trusted_proxies=settings.trusted_proxies,
        only_here=_is_loopback(settings.http_listen.host),
    )


def must_take_files(settings: Settings) -> None:
    """Raise `SettingsError` if files of the web cannot be stored; only here the default folder is checked."""
    try:
        existing = existing_part(folder(str(settings.uploads_dir)))
    except ValueError as error:
        raise SettingsError((SettingFault("UPLOADS_DIR", str(error)),)) from error
    if not is_writable(existing):
        advice = (
            f"this user cannot write into {existing}. Change its owner or its rights, or name another folder."
        )
        raise SettingsError((SettingFault("UPLOADS_DIR", advice),))


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
