"""Building blocks of managers' commands: who commands and where, and how they are answered.

A command is an object of its own (`handlers.managers.registry` maps names to them); one that asks step by
step has a dialogue beside it, found by the first word of `Dialogue.command`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from handlers.channel import ButtonPressed, MessageWritten
from handlers.correspondence import to_staff
from handlers.desk.access import MANAGERS_COMMANDS, MORE_FOR_MANAGERS
from handlers.desk.buttons import Press
from handlers.phrases import Speech
from storage.books import Books
from storage.changes import Plan
from storage.records.actions import Keyboard
from storage.records.dialogues import Dialogue
from storage.records.letters import Destination

# A dialogue left alone this long is forgotten: the manager's next words are not meant for it.
_PATIENCE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Manager:
    """The manager and the place of the command: answers go to `place`, `place_key` names it in dialogues."""

    address: str
    place: Destination

    @property
    def place_key(self) -> str:
        """The key of dialogues, which are kept per person and place."""
        return self.place.lane


class ManagerCommand(Protocol):
    """A manager's command `/name arguments`."""

    async def __call__(
        self, books: Books, written: MessageWritten, by: Manager, arguments: str, now: datetime, /
    ) -> Plan:
        """Do it, or say in one line what was wrong and change nothing."""
        ...


class ManagerButton(Protocol):
    """A button for any manager, under a post that changes as they press."""

    async def __call__(
        self, books: Books, pressed: ButtonPressed, press: Press, by: Manager, now: datetime
    ) -> Plan:
        """Do it, or say in the notice what was wrong and change nothing; the press is answered."""
        ...


class ManagerDialogue(Protocol):
    """Questions to a manager, step by step."""

    async def go_on(self, books: Books, by: Manager, dialogue: Dialogue, text: str, now: datetime) -> Plan:
        """Take one step with the manager's words."""
        ...

    async def pressed(
        self, books: Books, by: Manager, dialogue: Dialogue, press: Press, now: datetime
    ) -> Plan | None:
        """Handle a confirmation; None if this dialogue does not wait for one."""
        ...

    def waits_for_words(self, dialogue: Dialogue) -> bool:
        """Return True if the manager's next message is the answer; else a button is."""
        ...

    def has_words(self, dialogue: Dialogue) -> bool:
        """Return True if cancelling would lose words that the manager has already written."""
        ...

    async def cancel(self, books: Books, by: Manager) -> Plan:
        """Forget the dialogue."""
        ...


@dataclass(frozen=True, slots=True)
class ManagersVoice:
    """The bot's words to managers, in the staff's language."""

    speech: Speech

    def reply(self, to: Manager, phrase: str, buttons: Keyboard = (), **arguments: str | int) -> Plan:
        """Say a phrase at the place of the command."""
        return self.tell(to, self.speech.say(phrase, **arguments), buttons)

    def tell(self, to: Manager, text: str, buttons: Keyboard = ()) -> Plan:
        """Say several phrases in one post."""
        return Plan(letters=(to_staff(to.place, text, self.speech.language, buttons),))


def forgotten(dialogue: Dialogue, now: datetime) -> bool:
    """Return True if the manager left the dialogue alone for too long."""
    return dialogue.started_at is not None and now - dialogue.started_at > _PATIENCE


def say_managers_help(speech: Speech) -> str:
    """The help text with all commands of managers, one per line."""
    lines = (speech.say(f"manager-help-{name}") for name in (*MANAGERS_COMMANDS, *MORE_FOR_MANAGERS))
    return speech.say("manager-help", commands="\n".join(lines))
