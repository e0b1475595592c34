"""What every command of managers is built of: who commands and where, and how they are answered.

A command plugs in as an object of its own (`handlers.managers.registry` maps names to them); one that asks
step by step has a dialogue beside it, found by the first word of `Dialogue.command`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from handlers.channel import ButtonPressed, MessageWritten
from handlers.correspondence import to_staff
from handlers.desk.access import MANAGERS_COMMANDS, MORE_FOR_MANAGERS
from handlers.desk.buttons import Press
from handlers.phrases import Phrases
from storage.books import Books
from storage.changes import Plan
from storage.records.actions import Keyboard
from storage.records.dialogues import Dialogue
from storage.records.letters import Destination

# A dialogue that was left alone so long was forgotten: the manager's next words are not meant for it.
_PATIENCE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Manager:
    """Who commands, and where: `place` is where answers go, `place_key` names it in dialogues."""

    address: str
    place: Destination

    @property
    def place_key(self) -> str:
        """Dialogues are held per person and place."""
        return self.place.lane


class ManagerCommand(Protocol):
    """`/name arguments` of a manager."""

    async def __call__(
        self, books: Books, written: MessageWritten, by: Manager, arguments: str, now: datetime, /
    ) -> Plan:
        """Do it, or say in one line what was wrong and change nothing."""
        ...


class ManagerButton(Protocol):
    """A button for any manager, under something that changes as they press."""

    async def __call__(
        self, books: Books, pressed: ButtonPressed, press: Press, by: Manager, now: datetime
    ) -> Plan:
        """Do it, or say in the notice what was wrong and change nothing; the press is answered."""
        ...


class ManagerDialogue(Protocol):
    """What a manager is asked step by step."""

    async def go_on(self, books: Books, by: Manager, dialogue: Dialogue, text: str, now: datetime) -> Plan:
        """Take one step with what the manager wrote."""
        ...

    async def pressed(
        self, books: Books, by: Manager, dialogue: Dialogue, press: Press, now: datetime
    ) -> Plan | None:
        """A confirmation; None when this is not what waits for it."""
        ...

    def waits_for_words(self, dialogue: Dialogue) -> bool:
        """Whether the manager's next message is the answer; else a button is."""
        ...

    def has_words(self, dialogue: Dialogue) -> bool:
        """Whether the manager wrote something already that would be lost with it."""
        ...

    async def cancel(self, books: Books, by: Manager) -> Plan:
        """Forget the dialogue."""
        ...


@dataclass(frozen=True, slots=True)
class ManagersVoice:
    """The bot's words to managers, in the staff's language."""

    phrases: Phrases
    language: str

    def reply(self, to: Manager, phrase: str, buttons: Keyboard = (), **arguments: str | int) -> Plan:
        """A phrase, where the manager spoke."""
        return self.tell(to, self.phrases.say(self.language, phrase, **arguments), buttons)

    def tell(self, to: Manager, text: str, buttons: Keyboard = ()) -> Plan:
        """Several phrases in one."""
        return Plan(letters=(to_staff(to.place, text, self.language, buttons),))


def forgotten(dialogue: Dialogue, now: datetime) -> bool:
    """Whether the manager walked away from it."""
    return dialogue.started_at is not None and now - dialogue.started_at > _PATIENCE


def say_managers_help(phrases: Phrases, language: str) -> str:
    """All commands of managers, a line each."""
    lines = (
        phrases.say(language, f"manager-help-{name}") for name in (*MANAGERS_COMMANDS, *MORE_FOR_MANAGERS)
    )
    return phrases.say(language, "manager-help", commands="\n".join(lines))
