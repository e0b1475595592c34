"""All managers' commands, dialogues and buttons, by name."""

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.commands.managers import ManagerButton, ManagerCommand, ManagerDialogue, ManagersVoice
from handlers.desk.buttons import Verb
from storage.records.dialogues import Dialogue


@dataclass(frozen=True, slots=True)
class ManagersWorkshop:
    """Commands by name, dialogues by their first word.

    `in_private` are staff commands that managers also have in their private chat.
    """

    voice: ManagersVoice
    managers: frozenset[str]
    commands: Mapping[str, ManagerCommand]
    dialogues: Mapping[str, ManagerDialogue]
    buttons: Mapping[Verb, ManagerButton]
    in_private: Mapping[str, ManagerCommand]

    def of(self, dialogue: Dialogue) -> ManagerDialogue:
        """The handler of the dialogue."""
        return self.dialogues[dialogue.command.partition(" ")[0]]
