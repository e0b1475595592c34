"""Telegram as a `Channel`, whatever library speaks HTTP: each library adds four small methods to this."""

import base64
from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog

from bot.channels.telegram_addresses import chat_id
from bot.channels.telegram_calls import BotApiCall, call_for, delivered, reopen_call
from bot.channels.telegram_heard import Heard, LongestWay
from bot.channels.telegram_inbound import BotIdentity, translate
from bot.channels.telegram_insistence import REFUSED, insist
from bot.channels.telegram_outcomes import NothingLeftToDo, ReceivedElsewhere, TokenRefused
from bot.channels.telegram_parseable import parseable
from bot.channels.telegram_polling import POLL_SECONDS, Keep, Progress, poll
from bot.channels.telegram_rights import ChatRights, is_present, people_in, rights_from
from bot.channels.telegram_rivals import Rivals
from bot.channels.telegram_webhook_calls import WebhookState, webhook_call, webhook_state_from
from bot.pulse import Pulse
from handlers.channel import Delivered, Inbound, Person
from handlers.clock import Clock
from handlers.errors import Refused, ServerFailed, UpdateUnreadable
from storage.records.content import Media
from storage.records.letters import ClaimedLetter
from storage.records.updates import RawUpdate

if TYPE_CHECKING:  # python-telegram-bot's updates have the same attributes
    from aiogram.types import Update

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

# A send by `file_id` may take Telegram many seconds; giving up early only makes a success doubtful.
CALL_SECONDS = 60.0
CONNECT_SECONDS = 10.0
CONNECTIONS = 64

_LARGEST_DOWNLOAD = 20 * 2**20  # https://core.telegram.org/bots/api#getfile


class TelegramChannel(ABC):
    """One bot of Telegram: reads its updates, sends its letters, polls for more.

    `identity` should be known before updates are read: commands name the bot by its username. `pulse` records
    how receiving goes.
    """

    name = "telegram"
    reads_storage = False

    def __init__(self, token: str, *, clock: Clock, pauses: Sequence[float]) -> None:
        # A token begins with the bot's id.
        self._me = BotIdentity(int(token.partition(":")[0]))
        self._clock = clock
        self._pauses = pauses
        self._heard: Heard = LongestWay()
        self.pulse = Pulse()
        self._rivals = Rivals()

    @property
    def source(self) -> str:
        """The name of this bot in the inbox."""
        return f"{self.name}:{self._me.id}"

    @property
    def trouble(self) -> str | None:
        """The reason why the bot does not receive, public in `/health`; None if it does."""
        return self._rivals.trouble or self.pulse.trouble

    @abstractmethod
    async def _call(self, call: BotApiCall, *, read_seconds: float = CALL_SECONDS) -> Any:
        """Call the Bot API; return its plain JSON. Raises `DeliveryError`."""

    @abstractmethod
    async def _download(self, path: str) -> bytes:
        """Download a file by its path from getFile. Raises `DeliveryError`."""

    @abstractmethod
    def _parse(self, raw: dict[str, Any]) -> "Update":
        """One update as the library's object. May raise whatever the library raises on malformed input."""

    @abstractmethod
    async def close(self) -> None:
        """Close the connections."""

    def holds(self, media: Media) -> bool:
        """Return True for Telegram's own file ids; those of other channels begin with the channel's name."""
        return ":" not in media.file_id

    def read(self, update: RawUpdate) -> Inbound:
        """Translate a raw update. Raises `UpdateUnreadable`."""
        try:
            return translate(self._parse(parseable(update.raw)), self._me, self._clock())
        # python-telegram-bot checks no types: malformed data fails at its first use.
        except (ValueError, TypeError, LookupError, AttributeError, OverflowError, OSError) as error:
            raise UpdateUnreadable(f"update {update.update_id}: {type(error).__name__}") from error

    async def deliver(self, claimed: ClaimedLetter) -> Delivered:
        """Send one letter. Raises `DeliveryError` and nothing else."""
        try:
            result = await self._call(call_for(claimed))
        except NothingLeftToDo:
            return Delivered()
        except TokenRefused as error:
            log.critical(REFUSED, source=self.source, reason=str(error))
            raise
        return delivered(claimed.posted.letter.action, result)

    async def reopen_topic(self, chat: str, thread: str) -> None:
        """Open a topic that somebody closed. Raises `DeliveryError`."""
        try:
            await self._call(reopen_call(chat, thread))
        except NothingLeftToDo:
            return

    async def fetch(self, media: Media) -> bytes:
        """The bytes of a file. Raises `DeliveryError`; `Refused` if it is larger than bots may download."""
        if media.upload is not None:
            return base64.b64decode(media.upload)
        if media.size is not None and media.size > _LARGEST_DOWNLOAD:
            raise Refused(f"a file of {media.size} bytes is too large to download")
        file = await self._ask_for("getFile", file_id=media.file_id)
        if "file_path" not in file:
            raise ServerFailed("Telegram does not tell where the file is")
        return await self._download(file["file_path"])

    def may_be_read(self, source: str) -> bool:
        """Return True if updates of `source` can be understood yet: ours name the bot by its username."""
        return source != self.source or self._me.username is not None

    async def identity(self) -> BotIdentity:
        """The bot's identity, however long the Bot API is away. Raises `TokenRefused`: no wait mends that."""
        if self._me.username is None:
            me = await insist(
                lambda: self._ask_for("getMe"),
                doing="ask Telegram who we are",
                pauses=self._pauses,
                hopeless=TokenRefused,
                pulse=self.pulse,
            )
            self._me = BotIdentity(self._me.id, me.get("username"))
        return self._me

    async def receive(self, keep: Keep) -> None:
        """Poll until cancelled; updates are confirmed only after `keep` returned."""
        progress = Progress(self.pulse)
        self.follow(progress)
        await poll(self._poll, keep, source=self.source, pauses=self._pauses, progress=progress)

    def follow(self, heard: Heard) -> None:
        """Take `heard` as the source that tells how far Telegram's updates have been received."""
        self._heard = heard

    async def set_webhook(self, url: str, secret: str) -> None:
        """Make Telegram call `url` from now on, however long the Bot API is away."""
        call = webhook_call(url, secret)
        await insist(lambda: self._call(call), doing="set the webhook", pauses=self._pauses, pulse=self.pulse)

    async def webhook_state(self) -> WebhookState:
        """Telegram's report about our webhook. Raises `DeliveryError`."""
        return webhook_state_from(await self._ask_for("getWebhookInfo"))

    def has_heard_all_older_than(self, age: timedelta) -> bool:
        """Return True if all updates older than `age` are stored, as far as we can know."""
        return self._heard.has_heard_all_older_than(age)

    async def hears_inline_queries(self) -> bool:
        """Return True if @BotFather switched inline mode on (/setinline). Raises `DeliveryError`."""
        return bool((await self._ask_for("getMe")).get("supports_inline_queries"))

    async def chat_rights(self, chat: str) -> ChatRights:
        """The state of a group, and the bot's rights in it. Raises `DeliveryError`."""
        group = chat_id(chat)
        return rights_from(
            await self._ask_for("getChat", chat_id=group),
            await self._ask_for("getChatMember", chat_id=group, user_id=self._me.id),
            await self._ask_for("getMe"),
        )

    async def administrators(self, chat: str) -> tuple[Person, ...]:
        """The group's administrators, without bots. Raises `DeliveryError`."""
        told = await self._call(BotApiCall("getChatAdministrators", {"chat_id": chat_id(chat)}))
        try:
            return people_in(told)
        except (TypeError, LookupError) as error:
            raise ServerFailed("Telegram's answer to getChatAdministrators makes no sense") from error

    async def is_member(self, chat: str, person: str) -> bool:
        """Return True if the person is in the group now. Raises `DeliveryError`."""
        asked = {"chat_id": chat_id(chat), "user_id": chat_id(person)}
        return is_present(await self._ask_for("getChatMember", **asked))

    async def order(self, call: BotApiCall) -> None:
        """Make one call whose answer does not matter. Raises `DeliveryError`."""
        await self._call(call)

    async def _ask_for(self, method: str, **parameters: Any) -> dict[str, Any]:
        found = await self._call(BotApiCall(method, parameters))
        if not isinstance(found, dict):
            raise ServerFailed(f"Telegram's answer to {method} makes no sense")
        return found

    async def _poll(self, method: str, parameters: dict[str, Any]) -> Any:
        # The server answers a poll after POLL_SECONDS at the latest; the rest is for the network.
        patience = POLL_SECONDS + CONNECT_SECONDS
        try:
            answer = await self._call(BotApiCall(method, parameters), read_seconds=patience)
        except ReceivedElsewhere as error:
            self._rivals.met(str(error))
            raise
        self._rivals.answered()
        return answer
