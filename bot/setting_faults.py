"""What is wrong with the settings: every fault with its place and its mend."""

from typing import NamedTuple


class Fault(NamedTuple):
    """One thing to mend: where it stands, what is wrong and what to write instead."""

    place: str
    advice: str


class SettingsError(Exception):
    """The settings do not hold together. Its text names every fault and its mend, and no secret."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(faults)

    def __str__(self) -> str:
        lines = [f"  {fault.place}: {fault.advice}" for fault in self.faults]
        return "\n".join(["The settings (.env and the environment) need mending:", *lines])
