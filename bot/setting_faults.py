"""Faults in the settings, each with its place and what to do."""

from typing import NamedTuple


class SettingFault(NamedTuple):
    """One fault: its place, what is wrong, and what to write instead."""

    place: str
    advice: str


class SettingsError(Exception):
    """Some settings are wrong. The text names every fault and what to do, and no secret."""

    def __init__(self, faults: tuple[SettingFault, ...]) -> None:
        self.faults = faults
        super().__init__(faults)

    def __str__(self) -> str:
        lines = [f"  {fault.place}: {fault.advice}" for fault in self.faults]
        return "\n".join(["The settings (.env and the environment) need mending:", *lines])
