"""`@bot words` in any chat: an agent finds a canned reply while typing.

An inline query does not tell the chat, and so no ticket whose fields could be filled. So picking a reply
sends the command `/canned 3`: in the ticket's topic it runs as usual, its fields filled and its words
checked; anywhere else it tells strangers nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from handlers.channel import InlineAsked
from handlers.correspondence import answer_inline
from handlers.desk.access import is_manager
from handlers.desk.text.characters import shorten
from handlers.replies.canned import CannedReplies
from storage.books import Books
from storage.changes import Plan
from storage.records.actions import InlineChoice
from storage.wording.canned import CannedReply

MOST_CHOICES = 50  # https://core.telegram.org/bots/api#answerinlinequery
STRANGERS_WAIT_SECONDS = 300
"""Telegram need not ask again so soon for people who get nothing anyway."""

_LONGEST_DESCRIPTION = 120


@dataclass(frozen=True, slots=True)
class InlineSearch:
    """Answers only staff; anybody else gets an empty list."""

    canned: CannedReplies

    async def __call__(self, books: Books, asked: InlineAsked, now: datetime) -> None:
        """Offer the replies that contain the words, in the order of `/canned`; all of them for no words."""
        language, person = self.canned.cases.policy.language, asked.sender.address
        if not await self._is_staff(books, asked):
            nothing = answer_inline(
                person, asked.query, (), language, remembered_seconds=STRANGERS_WAIT_SECONDS
            )
            await books.apply(Plan(letters=(nothing,)), now=now)
            return
        found = await self.canned.search(books, asked.words.strip())
        choices = [self._choice(reply, language) for reply in found[:MOST_CHOICES]]
        await books.apply(Plan(letters=(answer_inline(person, asked.query, choices, language),)), now=now)

    async def _is_staff(self, books: Books, asked: InlineAsked) -> bool:
        """Return True for managers anywhere, and for others known to be in a staff chat."""
        cases, person = self.canned.cases, asked.sender.address
        if asked.sender.is_bot:
            return False
        if is_manager(person, cases.policy.managers):
            return True
        if asked.is_staff is not None:
            return asked.is_staff
        return await books.memberships.is_in_any((await cases.staff_chats(books)).values(), person)

    def _choice(self, reply: CannedReply, language: str) -> InlineChoice:
        title = self.canned.cases.phrases.say(
            language, "canned-inline-title", number=reply.id, title=reply.title
        )
        description = shorten(" ".join(reply.text.split()), _LONGEST_DESCRIPTION)
        return InlineChoice(str(reply.id), title, description, f"/canned {reply.id}")
