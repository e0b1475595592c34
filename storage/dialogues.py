"""The state of managers' step-by-step dialogues."""

from sqlalchemy import delete, select

from storage.records.dialogues import Dialogue
from storage.tables.dialogues import dialogues
from storage.transaction import Transaction


class Dialogues:
    """Dialogues by person and chat, at most one each."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def of(self, chat: str, person: str) -> Dialogue | None:
        query = select(dialogues).where(dialogues.c.chat == chat, dialogues.c.person == person)
        row = (await self._transaction.execute(query)).one_or_none()
        if row is None:
            return None
        return Dialogue(row.chat, row.person, row.command, row.step, row.said, row.started_at)

    async def save(self, dialogue: Dialogue) -> None:
        row = {
            "chat": dialogue.chat,
            "person": dialogue.person,
            "command": dialogue.command,
            "step": dialogue.step,
            "said": dialogue.said,
            "started_at": dialogue.started_at,
        }
        await self._transaction.save(dialogues, [row])

    async def end(self, chat: str, person: str) -> None:
        await self._transaction.execute(
            delete(dialogues).where(dialogues.c.chat == chat, dialogues.c.person == person)
        )
