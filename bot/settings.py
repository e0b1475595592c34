"""The operator's settings: read once, from the environment and from `.env`.

A wrong or missing value stops the start, and all of them are told at once: see `SettingsError`. A `Draft`
lets `otboinik check` use the right ones beside them.

Read with pydantic and python-dotenv directly, not through pydantic-settings: that one reads the process's own
environment only, passes over a line of `.env` that it cannot read, and knows "empty means the default" for
all names or for none, where ours has the one exception.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, SecretStr, ValidationError
from pydantic_core import ErrorDetails

from bot import setting_lists as lists
from bot import setting_values as values
from bot.env_file import read_env_file
from bot.logs import SecretMask
from bot.misspelt_settings import Misspelt, misspelt_in_environment, misspelt_in_file
from bot.setting_faults import SettingFault, SettingsError
from bot.setting_values import Limits, ListenAddress

TELEGRAM_CLOUD = "https://api.telegram.org"

# An empty value of any other setting means its default.
_EMPTY_MEANS_NONE = "HOLIDAYS"

_SECRET_NAMES = ("TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "SESSION_KEY", "DATABASE_URL")


def _from(parse: Callable[[str], object]) -> BeforeValidator:
    """Parse text; let values that code passes ready-made through."""
    return BeforeValidator(lambda value: parse(value) if isinstance(value, str) else value)


_GroupId = Annotated[int | None, _from(values.group_id)]
_Switch = Annotated[bool, _from(values.switch)]


class Settings(BaseModel):
    """Everything an operator may change; `.env.example` mirrors it line by line."""

    model_config = ConfigDict(frozen=True, extra="ignore", arbitrary_types_allowed=True)

    telegram_bot_token: Annotated[SecretStr | None, _from(values.bot_token)] = None
    telegram_library: Annotated[
        Literal["aiogram", "python-telegram-bot"], _from(values.one_of("aiogram", "python-telegram-bot"))
    ] = "aiogram"
    telegram_api_url: Annotated[str, _from(values.http_url)] = TELEGRAM_CLOUD
    telegram_webhook_url: Annotated[str | None, _from(values.webhook_url)] = None
    telegram_webhook_secret: Annotated[SecretStr | None, _from(values.webhook_secret)] = None
    http_listen: Annotated[ListenAddress, _from(ListenAddress.parse)] = ListenAddress("127.0.0.1", 8080)
    staff_chat_id: _GroupId = None
    line2_chat_id: _GroupId = None
    line3_chat_id: _GroupId = None
    manager_ids: Annotated[frozenset[int], _from(lists.user_ids)] = frozenset()
    database_url: Annotated[SecretStr, _from(values.database_url)] = SecretStr(
        "sqlite+aiosqlite:///otboinik.db"
    )
    company_name: Annotated[str, _from(values.company_name)] = ""
    default_language: Annotated[Literal["ru", "en"], _from(values.one_of("ru", "en"))] = "ru"
    time_zone: Annotated[ZoneInfo, _from(values.time_zone)] = ZoneInfo("Europe/Moscow")
    working_hours: Annotated[str, _from(values.working_hours)] = "Mon-Fri 09:00-18:00"
    holidays: Annotated[str | None, _from(values.holiday_country)] = "RU"
    telegram_limits: Annotated[Limits | None, _from(Limits.parse)] = Limits(30, 1, 20)
    burst_seconds: Annotated[float, _from(values.number_between(0, 60))] = 1.5
    web_chat: _Switch = True
    public_url: Annotated[str | None, _from(values.http_url)] = None
    allowed_origins: Annotated[tuple[str, ...], _from(lists.origins)] = ()
    trusted_proxies: Annotated[tuple[IPv4Network | IPv6Network, ...], _from(lists.networks)] = ()
    uploads_dir: Annotated[Path, _from(values.folder)] = Path("uploads")
    session_key: Annotated[SecretStr | None, _from(values.session_key)] = None
    suggestion_minutes: Annotated[float, _from(values.number_between(0, 10_080))] = 5
    reopen_days: Annotated[float, _from(values.number_between(0, 3650))] = 3
    sample_faq: Annotated[Literal["auto", "on", "off"], _from(values.one_of("auto", "on", "off"))] = "auto"
    log_format: Annotated[Literal["console", "json"], _from(values.one_of("console", "json"))] = "console"

    @property
    def secrets(self) -> frozenset[str]:
        """Texts that must never appear in the log."""
        whole = (self.telegram_bot_token, self.telegram_webhook_secret, self.session_key)
        password = urlsplit(self.database_url.get_secret_value()).password
        return frozenset(
            [secret.get_secret_value() for secret in whole if secret]
            + ([password, unquote(password)] if password else [])
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """The settings as far as they can be read; a wrong one has its default in `settings`."""

    settings: Settings
    faults: tuple[SettingFault, ...] = ()
    doubtful: frozenset[str] = frozenset()
    """The names of settings that may not be what the operator means."""

    def accepted(self) -> Settings:
        """The settings, if all are right. Raises `SettingsError` with everything that is wrong."""
        if self.faults:
            raise SettingsError(self.faults)
        return self.settings


def load_settings(env_file: Path | None = Path(".env"), environ: Mapping[str, str] | None = None) -> Settings:
    """Read `environ` (the process's own), and below it `env_file`, which may be absent.

    Raises `SettingsError` with everything that is wrong, not with the first thing.
    """
    return read_settings(env_file, environ).accepted()


def read_settings(env_file: Path | None = Path(".env"), environ: Mapping[str, str] | None = None) -> Draft:
    """Read like `load_settings`, but go on where something is wrong."""
    from_file, unreadable = read_env_file(env_file) if env_file else ({}, [])
    found = from_file | dict(os.environ if environ is None else environ)
    written = {name: found[name].strip() for name in _names() if name in found}
    settings, refused = _validate(written)
    faults = [*unreadable, *_missing_companions(written), *refused]
    if not faults:
        return Draft(settings)
    # A name that is nearly one of ours may be why another is missing.
    misspelt = (SettingFault(each.name, each.hint) for each in misspelt_names(env_file, environ))
    told = [*faults, *misspelt]
    # A line that cannot be read may be any setting that is not written elsewhere.
    unseen = (name for name in _names() if unreadable and name not in written)
    return Draft(
        settings,
        tuple(_without_secrets(told, written)),
        frozenset(_names()).intersection(fault.place for fault in faults).union(unseen),
    )


def misspelt_names(
    env_file: Path | None = Path(".env"), environ: Mapping[str, str] | None = None
) -> list[Misspelt]:
    """Names in `env_file` and `environ` that mean nothing here but look like one of ours."""
    in_file = read_env_file(env_file)[0] if env_file else {}
    around = os.environ if environ is None else environ
    names = _names()
    return [
        *misspelt_in_file(str(env_file), in_file, names),
        *misspelt_in_environment(sorted(around), names, in_file.keys() | around.keys()),
    ]


def _names() -> list[str]:
    return [field.upper() for field in Settings.model_fields]


def _validate(written: Mapping[str, str]) -> tuple[Settings, list[SettingFault]]:
    """The settings without those that are refused, and the reasons."""
    given: dict[str, str | None] = {name.lower(): text for name, text in written.items() if text}
    if written.get(_EMPTY_MEANS_NONE) == "":
        given[_EMPTY_MEANS_NONE.lower()] = None
    try:
        return Settings.model_validate(given), []
    except ValidationError as error:
        refused = [_refusal(details) for details in error.errors(include_url=False)]
    for fault in refused:
        given.pop(fault.place.lower(), None)
    return Settings.model_validate(given), refused


def _refusal(details: ErrorDetails) -> SettingFault:
    reason = details.get("ctx", {}).get("error", details["msg"])
    return SettingFault(str(details["loc"][0]).upper(), str(reason))


def _missing_companions(written: Mapping[str, str]) -> Iterator[SettingFault]:
    """Check settings that need another one; on the text, so that these faults are told with wrong values."""
    token, staff_chat, web_chat, api_url, webhook, secret = (
        written.get(name, "")
        for name in (
            "TELEGRAM_BOT_TOKEN",
            "STAFF_CHAT_ID",
            "WEB_CHAT",
            "TELEGRAM_API_URL",
            "TELEGRAM_WEBHOOK_URL",
            "TELEGRAM_WEBHOOK_SECRET",
        )
    )
    if token and not staff_chat and web_chat.casefold() == "off":
        yield SettingFault(
            "STAFF_CHAT_ID",
            "is missing, and WEB_CHAT is off: where should tickets go? Write the id of the staff group, "
            "for example -1001234567890; or WEB_CHAT=on, for a staff that works at the web desk.",
        )
    if webhook and not secret:
        yield SettingFault(
            "TELEGRAM_WEBHOOK_SECRET",
            "is missing: without it anybody could speak for Telegram. "
            "Write a long random word of A-Z, a-z, 0-9, _ and -.",
        )
    if webhook.startswith("http://") and api_url.rstrip("/") in {"", TELEGRAM_CLOUD}:
        # A Bot API server of one's own may call plain http (its --local mode).
        yield SettingFault("TELEGRAM_WEBHOOK_URL", "Telegram calls https addresses only. Write https://….")


def _without_secrets(faults: list[SettingFault], written: Mapping[str, str]) -> Iterator[SettingFault]:
    """The faults with secrets masked, such as a token pasted into the wrong place.

    A secret's own parser never repeats it: a key "short" would only blank out that word of the sentence.
    """
    mask = SecretMask(written[name] for name in _SECRET_NAMES if name in written)
    for fault in faults:
        is_own = fault.place in _SECRET_NAMES
        yield fault if is_own else SettingFault(fault.place, mask.text(fault.advice))
