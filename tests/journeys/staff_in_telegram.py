"""The staff in its Telegram groups, forums or plain ones: commands, replies, buttons under posts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.journeys.desk import Desk
from tests.journeys.people import Agent, Manager, Place, Topic
from tests.journeys.speech import Words
from tests.journeys.staff import Colleague, Ticket


@dataclass(frozen=True)
class TicketInTelegram:
    """A topic, or in a plain group a card and what is under it."""

    number: int
    place: Topic
    reader: Agent

    async def shows(self, said: str) -> str:
        return (await self.place.shows(regex=said)).text

    async def reads(self, said: str) -> None:
        async def read() -> bool:
            return any(re.search(said, text) for text in await self.everything())

        await self.place.tg.until(read, Place.PATIENCE)

    async def card_shows(self, known: str) -> None:
        async def shown() -> bool:
            return re.search(known, (await self.place.card()).text) is not None

        await self.place.tg.until(shown, Place.PATIENCE)

    async def card_offers(self, button: str) -> None:
        async def offered() -> bool:
            return button in (await self.place.card()).buttons

        await self.place.tg.until(offered, Place.PATIENCE)

    async def reads_criteria(self) -> str:
        asked = await self.reader.writes(self.place, "/priority")
        return (await self.place.shows(after_message=asked)).text

    async def everything(self) -> Sequence[str]:
        return await self.place.texts()


@dataclass
class ColleagueInTelegram:
    """By commands where there are commands, in the topic or in the private chat with the bot."""

    desk: Desk
    name: str
    agent: Agent
    username: str
    private: Manager
    _said: dict[str, int] = field(default_factory=dict)

    async def takes(self, ticket: Ticket) -> None:
        await self._commands(ticket, "/take")

    async def replies(self, ticket: Ticket, text: str) -> None:
        self._said[text] = await self.agent.writes(_place(ticket), text)

    async def notes(self, ticket: Ticket, text: str) -> None:
        await self._commands(ticket, f"/note {text}")

    async def waits(self, ticket: Ticket) -> None:
        await self._commands(ticket, "/waiting")

    async def closes(self, ticket: Ticket) -> None:
        await self._commands(ticket, "/close")

    async def reopens(self, ticket: Ticket) -> None:
        await self._commands(ticket, "/reopen")

    async def escalates(self, ticket: Ticket, line: int, reason: str) -> None:
        await self._commands(ticket, f"/escalate {line} {reason}")

    async def hands_over(self, ticket: Ticket, to: Colleague, *, for_now: bool = False) -> None:
        """Whom the bot has not met yet is asked to write something."""
        assert isinstance(to, ColleagueInTelegram)
        await to.agent.actor.send("…", chat_id=_place(ticket).chat)
        await self.desk.settles()
        limit = self.desk.speech(Words(" временно", " for now")) if for_now else ""
        await self._commands(ticket, f"/transfer @{to.username}{limit}")

    async def sets_priority(self, ticket: Ticket, priority: int) -> None:
        await self._commands(ticket, f"/priority {priority}")

    async def sets_tier(self, ticket: Ticket, tier: str) -> None:
        await self._commands(ticket, f"/tier {tier}")

    async def sets_category(self, ticket: Ticket, category: str) -> None:
        await self._commands(ticket, f"/category {category}")

    async def corrects(self, ticket: Ticket, aspect: str, value: str) -> None:
        button = self.desk.speech.button(f"kind-{value}") if aspect == "kind" else value
        assert await self.agent.presses(_place(ticket), button) == ""

    async def sends_canned(self, ticket: Ticket, number: int) -> None:
        await self._commands(ticket, f"/canned {number}")

    async def sends_entry(self, ticket: Ticket, words: str, question: str) -> None:
        place, button = _place(ticket), self.desk.speech.button("button-send-entry", question=question)
        asked = await self.agent.writes(place, f"/entry {words}")
        await place.shows(after_message=asked, has_button=button)
        await self.presses(ticket, button)

    async def takes_back(self, ticket: Ticket, reply: str) -> None:
        await self.agent.writes(_place(ticket), "/delete", reply_to=self._said[reply])

    async def presses(self, ticket: Ticket, button: str) -> None:
        assert await self.agent.presses(_place(ticket), button) == ""

    async def joins(self, ticket: Ticket, other: Ticket) -> None:
        await self._commands(ticket, f"/join {other.number}")

    async def separates(self, ticket: Ticket) -> None:
        await self._commands(ticket, "/join undo")

    async def bans(self, ticket: Ticket) -> None:
        await self._commands(ticket, "/ban")

    async def unbans(self, ticket: Ticket) -> None:
        await self._commands(ticket, "/unban")

    async def finds(self, words: str) -> str:
        return await self._told_in_the_group(f"/find {words}")

    async def promises(self, order: str) -> str:
        return await self._told(f"/sla {order}")

    async def sets_hours(self, order: str) -> str:
        return await self._told(f"/hours {order}")

    async def forbids(self, wording: str, instead: str) -> str:
        return await self._told(f"/words add {wording} = {instead}")

    async def chooses_mode(self, mode: str) -> str:
        return await self._told(f"/words mode {mode}")

    async def writes_text(self, name: str, source: str) -> str:
        return await self._told(f"/template set {name} {self.desk.speech.language}\n{source}")

    async def resets_text(self, name: str) -> str:
        return await self._told(f"/template reset {name} {self.desk.speech.language}")

    async def adds_canned(self, title: str, text: str) -> str:
        return await self._told(f"/canned add {title}\n{text}")

    async def lessons(self) -> str:
        return await self._told("/faq learn")

    async def adds_rule(self, rule: str) -> str:
        return await self._told_in_the_group(f"/category rule add {rule}")

    async def adds_question(self, category: str, field: str, ask: str, gain: str, answer: str) -> str:
        question = f"{field} | {ask} | {gain} | {answer}"
        return await self._told_in_the_group(f"/category ask {category}: {question}")

    async def _commands(self, ticket: Ticket, command: str) -> None:
        await self.agent.writes(_place(ticket), command)

    async def _told(self, command: str) -> str:
        told = (await self.private.orders(command)).text
        await self.desk.catches_up()
        return told

    async def _told_in_the_group(self, command: str) -> str:
        await self.agent.actor.send(command, chat_id=self.desk.group)
        told = (await self.desk.general.shows()).text
        await self.desk.catches_up()
        return told


@dataclass
class StaffInTelegram:
    """Line 2 has a group of its own, of the same kind as line 1's."""

    desk: Desk
    sergey: ColleagueInTelegram
    maria: ColleagueInTelegram
    vera: ColleagueInTelegram
    line_2: int

    @classmethod
    async def comes(cls, desk: Desk) -> StaffInTelegram:
        """Before the bot starts."""
        named = desk.speech(Words("Вера Лис", "Vera Fox")).split()
        vera = await desk.tg.user(first_name=named[0], last_name=named[1], username="vera_l")
        line_2 = await desk.tg.staff_group("Line 2", staff=(vera,), is_forum=desk.has_topics)
        desk.settings["LINE2_CHAT_ID"] = str(line_2)
        return cls(
            desk,
            sergey=_colleague(desk, desk.sergey),
            maria=_colleague(desk, desk.maria),
            vera=_colleague(desk, Agent(vera)),
            line_2=line_2,
        )

    async def ticket(self, number: int = 1, line: int = 1) -> TicketInTelegram:
        group, reader = (self.desk.group, self.sergey) if line == 1 else (self.line_2, self.vera)
        return TicketInTelegram(number, await self.desk.topic(number, group), reader.agent)

    async def tickets(self) -> int:
        return len(await self.desk.topics())

    async def all_read(self, said: str) -> str:
        return (await self.desk.general.shows(regex=said)).text


def _colleague(desk: Desk, agent: Agent) -> ColleagueInTelegram:
    data = agent.actor.data
    name = f"{data['first_name']} {data['last_name']}"
    return ColleagueInTelegram(desk, name, agent, data["username"], Manager(agent.actor))


def _place(ticket: Ticket) -> Topic:
    assert isinstance(ticket, TicketInTelegram)
    return ticket.place
