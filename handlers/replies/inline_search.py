"""`@bot words` in any chat: an agent finds a canned reply or an FAQ entry while typing.

An inline query does not tell the chat, and so no ticket whose fields could be filled. So picking a reply
sends the command `/canned 3`: in the ticket's topic it runs as usual, its fields filled and its words
checked; anywhere else it tells strangers nothing. The same goes for an entry and `/entry send 12`.
"""

from dataclasses import dataclass
from datetime import datetime

from handlers.channel import InlineAsked
from handlers.correspondence import answer_inline
from handlers.desk.access import is_manager
from handlers.desk.text.characters import shorten
from handlers.replies.canned import CannedReplies
from handlers.replies.entries import EntryReplies
from storage.books import Books
from storage.changes import Plan
from storage.records.actions import InlineChoice
from storage.records.faq import FaqRecord
from storage.wording.canned import CannedReply

MOST_CHOICES = 50  # https://core.telegram.org/bots/api#answerinlinequery
STRANGERS_WAIT_SECONDS = 300
"""Telegram need not ask again so soon for people who get nothing anyway."""

_LONGEST_DESCRIPTION = 120


@dataclass(frozen=True, slots=True)
class InlineSearch:
    """Answers only staff; anybody else gets an empty list."""

    canned: CannedReplies
    entries: EntryReplies

    async def __call__(self, books: Books, asked: InlineAsked, now: datetime) -> None:
        """Offer replies in the order of `/canned`, then FAQ entries; for no words, all the replies."""
        language, person = self.canned.cases.policy.language, asked.sender.address
        if not await self._is_staff(books, asked):
            nothing = answer_inline(
                person, asked.query, (), language, remembered_seconds=STRANGERS_WAIT_SECONDS
            )
            await books.apply(Plan(letters=(nothing,)), now=now)
            return
        choices = (await self._choices(books, asked.words.strip()))[:MOST_CHOICES]
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

    async def _choices(self, books: Books, wanted: str) -> list[InlineChoice]:
        replies = [self._choice(reply) for reply in await self.canned.search(books, wanted)]
        entries = await self.entries.search(books, wanted) if wanted else ()
        return replies + [self._choice_of_entry(record) for record in entries]

    def _choice_of_entry(self, record: FaqRecord) -> InlineChoice:
        title = self.canned.cases.staff_speech.say(
            "entry-inline-title", number=record.id, question=record.question
        )
        return InlineChoice(
            f"entry-{record.id}", title, _described(record.answer), f"/entry send {record.id}"
        )

    def _choice(self, reply: CannedReply) -> InlineChoice:
        title = self.canned.cases.staff_speech.say("canned-inline-title", number=reply.id, title=reply.title)
        return InlineChoice(str(reply.id), title, _described(reply.text), f"/canned {reply.id}")


def _described(text: str) -> str:
    return shorten(" ".join(text.split()), _LONGEST_DESCRIPTION)
