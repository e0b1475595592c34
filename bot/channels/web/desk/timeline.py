"""A ticket's messages and events for the page: plain JSON, item by item."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.channels.web.chat.view import content_view
from bot.channels.web.desk.case_file import CaseFile, ShownHint
from bot.channels.web.desk.channel import NAME, is_desk
from handlers.cases.case import Case
from handlers.desk.messages.crossing import formatted
from handlers.desk.messages.notes import without_mark
from handlers.desk.messages.reasons import say_reason
from handlers.desk.reading.names import visible
from handlers.desk.tickets.lifecycle import Agent
from handlers.phrases import Speech
from storage.records.content import Content
from storage.records.events import Event, EventKind
from storage.records.letters import LetterState
from storage.records.message_refs import MessageRef
from storage.records.messages import Author, Message
from storage.web.desk import DeskPost

_EVENTS = {
    EventKind.OPENED: "desk-event-opened",
    EventKind.TAKEN: "desk-event-taken",
    EventKind.TRANSFERRED: "desk-event-transferred",
    EventKind.RELEASED: "desk-event-released",
    EventKind.ESCALATED: "desk-event-escalated",
    EventKind.HELD: "desk-event-held",
    EventKind.RESUMED: "desk-event-resumed",
    EventKind.REOPENED: "desk-event-reopened",
    EventKind.CLOSED: "desk-event-closed",
    EventKind.SLA_BREACHED: "desk-event-sla-breached",
}
"""Events to show, without those that messages or the bot's own words already tell."""

_EVENTS_ELSEWHERE = _EVENTS | {
    EventKind.ASSIGNED: "desk-event-assigned",
    EventKind.RESOLVED: "desk-event-resolved",
    EventKind.PRIORITY_CHANGED: "desk-event-priority",
    EventKind.UNDELIVERED: "desk-event-undelivered",
    EventKind.BANNED: "desk-event-banned",
    EventKind.UNBANNED: "desk-event-unbanned",
    EventKind.TIER_CHANGED: "desk-event-tier",
    EventKind.CUSTOMERS_JOINED: "desk-event-joined",
    EventKind.CUSTOMERS_SEPARATED: "desk-event-separated",
}
"""Events of tickets handled in a messenger, where the bot's own words about them are."""

_FATES = {
    LetterState.WAITING: "waiting",
    LetterState.SENDING: "waiting",
    LetterState.IN_DOUBT: "unsure",
    LetterState.PARKED: "unsure",
    LetterState.REFUSED: "refused",
    LetterState.DROPPED: "refused",
    LetterState.SENT: "sent",
}

OF_A_HINT = 0
"""Stands for a post in a press of a button that no post of the desk has."""


@dataclass(frozen=True, slots=True)
class TimelineViews:
    """Writes the timeline in the staff's language."""

    speech: Speech

    def items(self, file: CaseFile, reader: Agent, *, manages: bool) -> list[dict[str, Any]]:
        """The items in their order; `manages`: for a manager."""
        items = [
            *(
                (message.place_in_time, self._message(index, message, file, reader, manages=manages))
                for index, message in enumerate(file.said)
                if file.is_shown(message)
            ),
            *(
                (event.at, self._event(index, event, file))
                for index, event in enumerate(file.events)
                if event.kind in _told_of(file.case)
            ),
            *((post.at, view_of_post(post)) for post in file.posts),
            *((hint.at, _hint(hint)) for hint in file.hints),
        ]
        return [item for _, item in sorted(items, key=lambda place_and_item: place_and_item[0])]

    def _message(
        self, index: int, message: Message, file: CaseFile, reader: Agent, *, manages: bool
    ) -> dict[str, Any]:
        elsewhere = not is_desk(file.case.topic.chat)  # else the bot's own words to the desk have the buttons
        content = content_view(_shown(message))
        if content["file"]:
            content["file"]["url"] = f"/desk/files/{file.case.ticket.number}/{index}"
        fate = file.fates.get(message.ref) if message.author is Author.AGENT else None
        return {
            "kind": message.author.value,
            "id": f"message-{index}",
            "index": index,
            "ref": message.ref.message,
            "own": _own_id(message.ref, reader),
            "takesBack": message.author is Author.AGENT
            and (manages or message.author_address == reader.address),
            "at": message.said_at.isoformat(),
            "author": self._author(message),
            "edited": message.edited_at is not None,
            "fate": _FATES.get(fate.state) if fate else None,
            "unconfirmed": fate.letter if fate and fate.state is LetterState.PARKED and elsewhere else None,
            **content,
        }

    def _author(self, message: Message) -> str:
        if message.author is Author.BOT:
            return self.speech.say("history-bot")
        return visible(message.author_name) or self.speech.say("desk-nameless")

    def _event(self, index: int, event: Event, file: CaseFile) -> dict[str, Any]:
        name = file.names.get(event.by) or self.speech.say("desk-nameless")
        key = _told_of(file.case)[event.kind]
        if event.details.get("to the end") == "no":
            key = "desk-event-transferred-for-now"
        known = {"name": name, **event.details}
        if event.kind is EventKind.UNDELIVERED:
            # The reason holds the messenger's words, so it is erased with the customer.
            key = key if "reason" in known else "desk-event-undelivered-erased"
            known["reason"] = say_reason(self.speech, known.get("reason", ""))
        takes = self.speech.phrases[key].arguments
        words = self.speech.say(key, **{argument: known[argument] for argument in takes})
        return {"kind": "event", "id": f"event-{index}", "at": event.at.isoformat(), "words": words}


def view_of_post(post: DeskPost) -> dict[str, Any]:
    """The bot's own words, as JSON."""
    buttons = [{"text": button.text, "data": button.data} for row in post.buttons for button in row]
    return {
        "kind": "post",
        "id": f"post-{post.id}",
        "post": post.id,
        "at": post.at.isoformat(),
        "buttons": buttons,
        **content_view(post.content),
    }


def _shown(message: Message) -> Content:
    """The content; a note is named one beside it, so its mark is left out."""
    if message.author is not Author.NOTE:
        return message.content
    return replace(message.content, text=without_mark(message.content.text))


def _told_of(case: Case) -> Mapping[EventKind, str]:
    return _EVENTS if is_desk(case.topic.chat) else _EVENTS_ELSEWHERE


def _own_id(ref: MessageRef, reader: Agent) -> str | None:
    """The reader's own browser's name for the message; None if it is not theirs from the desk."""
    user, dot, browser_id = ref.message.partition(".")
    return browser_id if dot and is_desk(ref.chat) and reader.address == f"{NAME}:{user}" else None


def _hint(hint: ShownHint) -> dict[str, Any]:
    return {
        "kind": "post",
        "id": f"hint-{hint.number}",
        "post": OF_A_HINT,
        "at": hint.at.isoformat(),
        "buttons": [{"text": button.text, "data": button.data} for button in hint.buttons],
        **content_view(formatted(hint.text)),
    }
