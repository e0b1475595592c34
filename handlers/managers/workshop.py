"""All that managers can do, by name."""

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.commands.managers import ManagerButton, ManagerCommand, ManagerDialogue, ManagersVoice
from handlers.desk.buttons import Verb
from storage.records.dialogues import Dialogue


@dataclass(frozen=True, slots=True)
class ManagersWorkshop:
    """Commands by name, dialogues by the first word of theirs.

    `in_private` are those of staff that managers have in their private chat, too.
    """

    voice: ManagersVoice
    managers: frozenset[str]
    commands: Mapping[str, ManagerCommand]
    dialogues: Mapping[str, ManagerDialogue]
    buttons: Mapping[Verb, ManagerButton]
    in_private: Mapping[str, ManagerCommand]

    def of(self, dialogue: Dialogue) -> ManagerDialogue:
        """Who leads it."""
        return self.dialogues[dialogue.command.partition(" ")[0]]
