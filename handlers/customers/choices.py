"""Buttons that a customer may press at any time, whatever question is open; each verb has its own choice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from handlers.cases.desk import CaseDesk
from handlers.channel import ButtonPressed
from handlers.correspondence import answer_press, without_buttons
from handlers.desk.buttons import Press, Verb
from handlers.said import conversation_with
from storage.books import Books
from storage.changes import Plan
from storage.records.conversations import Conversation
from storage.records.letters import Destination


class Choice(Protocol):
    """The handler of one verb; returns None when the button is no longer in use."""

    async def __call__(
        self, books: Books, conversation: Conversation, press: Press, now: datetime, /
    ) -> Plan | None: ...


@dataclass(frozen=True, slots=True)
class CustomerChose:
    """A press of one of these buttons. It works once, then the buttons are removed."""

    cases: CaseDesk
    choices: Mapping[Verb, Choice]

    async def __call__(self, books: Books, pressed: ButtonPressed, press: Press, now: datetime) -> None:
        """Act, or say that the button is no longer in use. Each choice checks what the press names."""
        conversation = await conversation_with(books, pressed.sender, now)
        speech = self.cases.voice.speech_to(conversation)
        place = Destination(conversation.address)
        plan = await self.choices[press.verb](books, conversation, press, now)
        notice = "" if plan else speech.say("press-stale")
        ending = Plan(
            letters=(
                answer_press(place, pressed.query, notice, speech.language),
                without_buttons(place, pressed.ref, speech.language),
            )
        )
        await books.apply(ending if plan is None else plan + ending, now=now)
