"""The errors that handlers raise, and channels raise to them, deliberately.

In handlers, whatever is neither here nor a `storage.errors.StorageError` is a bug, or is caught close to
where it is raised. Channels, workers and operators' commands also have errors of their own; none of those
reaches handlers.

SupportError
├── DeliveryError                a channel did not deliver a letter
│   ├── NotReached               the connection was never made: nothing was sent, try again
│   │   └── FileNotFetched       the channel with the letter's file did not give it
│   ├── RetryLater               the messenger asked for a pause (429)
│   ├── ServerFailed             answered that it failed before it took the letter: try again
│   ├── InDoubt                  the connection died after the letter was written, or 5xx: nobody can know
│   ├── Refused                  for good: telling people is all that is left
│   │   ├── RecipientUnreachable blocked, left or deleted
│   │   ├── RightsMissing        the bot may not do this in the chat
│   │   └── NotAForum            the group has no topics
│   └── Mendable                 the letter can go once something is mended
│       ├── TopicGone            the topic was deleted
│       ├── TopicClosed          the topic was closed
│       ├── ChatMoved            the group became a supergroup
│       ├── MarkupRefused        the formatting was refused: plain text will do
│       └── TooLong              must be split
├── UpdateUnreadable             a raw update that the channel cannot read
├── CommandRefused               a command or a press is refused: a phrase says why
│   ├── NeedsTicket              the command is about a ticket, and there is none (commands/agents)
│   └── ButtonOutdated           the button is outdated (agents/presses)
└── TemplateRefused              a text with fields that may not stand (desk/wording/template_sandbox)
"""

from datetime import timedelta


class SupportError(Exception):
    """Root of everything that we raise deliberately."""


class DeliveryError(SupportError):
    """A channel did not deliver a letter."""


class NotReached(DeliveryError):
    """The connection was never made: nothing was sent."""


class FileNotFetched(NotReached):
    """The channel that holds the letter's file did not give it. `pause`: how long it asked us to wait."""

    def __init__(self, reason: str, pause: timedelta | None = None) -> None:
        self.pause = pause
        super().__init__(f"a file could not be fetched: {reason}")


class RetryLater(DeliveryError):
    """The messenger asked for a pause of exactly this length for this chat."""

    def __init__(self, pause: timedelta) -> None:
        self.pause = pause
        super().__init__(f"asked to wait {pause.total_seconds():g} s")


class ServerFailed(DeliveryError):
    """The messenger said that it did not take the letter and that a later try may work."""


class InDoubt(DeliveryError):
    """It is unknown whether the letter arrived."""


class Refused(DeliveryError):
    """The messenger will never take this letter. `str()` is its own reason."""


class RecipientUnreachable(Refused):
    """The recipient blocked the bot, left or was deleted, or the bot was removed from the group."""


class RightsMissing(Refused):
    """The bot may not do this in the chat; an administrator of the chat can change that."""


class NotAForum(Refused):
    """The group has no topics: its tickets are handled by replies."""


class Mendable(DeliveryError):
    """The letter can go once something is mended."""


class TopicGone(Mendable):
    """The forum topic was deleted."""


class TopicClosed(Mendable):
    """The forum topic was closed: reopen it, then send."""


class ChatMoved(Mendable):
    """The group became a supergroup. `chat` is its new address."""

    def __init__(self, chat: str) -> None:
        self.chat = chat
        super().__init__(f"the group is now {chat}")


class MarkupRefused(Mendable):
    """The messenger could not read the formatting."""


class TooLong(Mendable):
    """More text than the messenger takes in one message."""


class UpdateUnreadable(SupportError):
    """A raw update that the channel cannot read: it is set aside whole and shown to people."""


class CommandRefused(SupportError):
    """A command or a press is refused, for now or for good, by the state of things or by its own words.

    `phrase` is the key of the sentence that says why, with its `arguments`; the ticket's number need not be
    among them.
    """

    def __init__(self, phrase: str, **arguments: str | int) -> None:
        self.phrase = phrase
        self.arguments = arguments
        super().__init__(phrase)
