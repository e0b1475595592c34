"""Shares updates with the host's bot that support is mounted into.

The host's own commands and handlers go on working: a private message is theirs first, and support takes what
is left over. The staff groups are support's alone, or a host's "unknown command" would answer every agent.
"""

from enum import Enum, auto
from typing import Any

from bot.channels.telegram_addresses import address
from handlers.desk.buttons import decode


class Share(Enum):
    """The receivers of an update."""

    SUPPORT = auto()
    """Support only."""
    BOTH = auto()
    """Support, and the host as if support were not there."""
    LEFT_OVER = auto()
    """The host; support if the host has no handler for it."""
    HOST = auto()
    """The host only."""


class Sharing:
    """The rule for one bot. `staff` are the addresses of its staff groups; a group that moves is followed."""

    def __init__(self, staff: frozenset[str]) -> None:
        self._staff = staff

    def share_of(self, update: dict[str, Any]) -> Share:
        """The receivers of this update, as the Bot API gave it."""
        match update:
            case {"my_chat_member": _} | {"chat_member": _}:
                return Share.BOTH  # a notice that the bot was blocked or removed: nobody answers it
            case {"callback_query": {"message": {"chat": chat}, "data": str(data)}}:
                # A host's last handler may answer every unknown press: ours must not get there.
                return self._share_in(chat, Share.SUPPORT) if decode(data) else Share.HOST
            case {"inline_query": _}:
                return Share.LEFT_OVER  # a host may have its own inline mode
            case {"message": {"chat": chat} as message} | {"edited_message": {"chat": chat} as message}:
                self._follow(chat, message.get("migrate_to_chat_id"))
                return self._share_in(chat, Share.LEFT_OVER)
            case _:
                return Share.HOST

    def _share_in(self, chat: dict[str, Any], in_private: Share) -> Share:
        if chat["type"] == "private":
            return in_private
        return Share.SUPPORT if address(chat["id"]) in self._staff else Share.HOST

    def _follow(self, chat: dict[str, Any], moved_to: int | None) -> None:
        if moved_to is not None and address(chat["id"]) in self._staff:
            self._staff |= {address(moved_to)}
