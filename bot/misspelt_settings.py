"""Finds names that are nearly a setting: the reason why a setting seems to have no effect."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

_ALIKE = 0.8  # MANAGER_ID and MANAGER_IDS are, COMPOSE_PROJECT_NAME and COMPANY_NAME are not
_ALIKE_AMONG_STRANGERS = 0.9  # the environment is full of other programs' names
_OURS_ALONE = "TELEGRAM_"


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


def misspelt_in_file(place: str, names: Iterable[str], settings: Collection[str]) -> list[Misspelt]:
    """The misspelt names in a file of our own, or one shared with few."""
    return [
        Misspelt(place, name, meant)
        for name in names
        if name not in settings and (meant := _nearest(name, settings, _ALIKE))
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


def _likeness_in_environment(name: str) -> float:
    return _ALIKE if name.upper().startswith(_OURS_ALONE) else _ALIKE_AMONG_STRANGERS


def _nearest(name: str, settings: Collection[str], alike: float) -> str | None:
    return next(iter(get_close_matches(name.upper(), settings, n=1, cutoff=alike)), None)
