"""Fetches from the network what use cases will need, before any transaction opens: none waits for it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

import structlog

from handlers.channel import ButtonPressed, ChatKind, Inbound, InlineAsked, MessageWritten
from handlers.desk.access import is_manager
from handlers.desk.text.first_word import first_word
from handlers.errors import DeliveryError
from handlers.knowledge.files import faq_file_of
from handlers.policy import DeskPolicy
from storage.records.content import Media

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

Fetch = Callable[[str, Media], Awaitable[bytes]]
"""Gets a file by a chat's address."""

IsMember = Callable[[str, str], Awaitable[bool | None]]
"""Tells whether a person is in a chat right now; None if unknown."""


@dataclass(frozen=True, slots=True)
class Prefetch:
    """Adds a manager's file to its message, and to buttons and inline queries who is in the staff chats."""

    policy: DeskPolicy
    fetch: Fetch
    is_member: IsMember

    async def __call__(self, batch: Sequence[Inbound]) -> Sequence[Inbound]:
        """Complete the batch; what cannot be fetched is left out, for the use case to say so."""
        return await asyncio.gather(*map(self._completed, batch))

    async def _completed(self, inbound: Inbound) -> Inbound:
        match inbound:
            case MessageWritten():
                return await self._with_file(inbound)
            case ButtonPressed(scene=scene) if scene.kind is not ChatKind.PRIVATE:
                is_member = await self.is_member(scene.chat, inbound.sender.address)
                return replace(inbound, is_member=is_member)
            case InlineAsked(sender=sender):
                return replace(inbound, is_staff=await self._is_in_a_staff_chat(sender.address))
            case _:
                return inbound

    async def _is_in_a_staff_chat(self, person: str) -> bool | None:
        """True without asking further once a chat has them; None if no chat has, but one did not tell."""
        answer: bool | None = False
        for chat in self.policy.staff_chats.values():
            is_member = await self.is_member(chat, person)
            if is_member:
                return True
            if is_member is None:
                answer = None
        return answer

    async def _with_file(self, written: MessageWritten) -> MessageWritten:
        media = faq_file_of(written)
        if media is None or not self._orders_import(written):
            return written
        try:
            return replace(written, attached=await self.fetch(written.scene.chat, media))
        except DeliveryError as error:  # the manager is told and may try again
            log.warning("a FAQ file could not be fetched", reason=str(error))
            return written

    def _orders_import(self, written: MessageWritten) -> bool:
        command, sender = written.command, written.sender
        if command is None or sender is None or command.name != "faq":
            return False
        return first_word(command.arguments)[0] == "import" and is_manager(
            sender.address, self.policy.managers
        )
