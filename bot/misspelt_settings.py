"""Finds names that are nearly a setting: the reason why a setting seems to have no effect."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

_ALIKE = 0.8  # MANAGER_ID and MANAGER_IDS are, COMPOSE_PROJECT_NAME and COMPANY_NAME are not
_ALIKE_AMONG_STRANGERS = 0.9  # the environment is full of other programs' names
_OURS_ALONE = "TELEGRAM_"

_ELSEWHERE = {
    "BOT_TOKEN": "TELEGRAM_BOT_TOKEN",
    "TOKEN": "TELEGRAM_BOT_TOKEN",
    "API_TOKEN": "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_TOKEN": "TELEGRAM_BOT_TOKEN",
    "ADMIN_ID": "MANAGER_IDS",
    "ADMIN_IDS": "MANAGER_IDS",
    "ADMINS": "MANAGER_IDS",
    "HTTP_PORT": "HTTP_LISTEN",
    "DB_URL": "DATABASE_URL",
    "TIMEZONE": "TIME_ZONE",
}
"""What other bots call a setting; where a file of ours leaves the setting empty, it is meant."""


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A name found in `place`, and the setting that is probably meant."""

    place: str
    name: str
    meant: str

    @property
    def hint(self) -> str:
        """The sentence that says what is wrong with it."""
        return f"is no setting and changes nothing; did you mean {self.meant}?"


def misspelt_in_file(place: str, written: Mapping[str, str], settings: Collection[str]) -> list[Misspelt]:
    """The misspelt names in a file of our own, or one shared with few; its values by their names."""
    return [
        Misspelt(place, name, meant)
        for name in written
        if name not in settings
        and (meant := _called_elsewhere(name, written) or _nearest(name, settings, _ALIKE))
    ]


def misspelt_in_environment(
    names: Iterable[str], settings: Collection[str], written: Collection[str]
) -> list[Misspelt]:
    """The misspelt names in the environment, compared only with settings that are not `written` anywhere."""
    missing = [setting for setting in settings if setting not in written]
    return [
        Misspelt("environment", name, meant)
        for name in names
        if name not in settings and (meant := _nearest(name, missing, _likeness_in_environment(name)))
    ]


def _called_elsewhere(name: str, written: Mapping[str, str]) -> str | None:
    meant = _ELSEWHERE.get(name.upper(), "")
    return None if written.get(meant) else meant or None


def _likeness_in_environment(name: str) -> float:
    return _ALIKE if name.upper().startswith(_OURS_ALONE) else _ALIKE_AMONG_STRANGERS


def _nearest(name: str, settings: Collection[str], alike: float) -> str | None:
    return next(iter(get_close_matches(name.upper(), settings, n=1, cutoff=alike)), None)
