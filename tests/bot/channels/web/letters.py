"""Letters to a visitor, as the delivery worker hands them over."""

from datetime import UTC, datetime

from storage.records.actions import Action, Button, SendContent
from storage.records.content import Content, FormattedText
from storage.records.letters import ClaimedLetter, Destination, Letter, LetterState, PostedLetter

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
HELPED = ((Button("Помогло", "ok:t:"), Button("Не помогло", "no:t:")),)


def said(text: str) -> Content:
    return Content(FormattedText(text))


def a_claimed_letter(
    visitor: str, action: Action | str, letter: int = 7, target: str | None = None
) -> ClaimedLetter:
    doing = SendContent(said(action)) if isinstance(action, str) else action
    posted = PostedLetter(
        id=letter,
        letter=Letter(to=Destination(f"web:{visitor}"), action=doing, language="ru"),
        state=LetterState.SENDING,
        attempts=1,
        due_at=NOW,
        posted_at=NOW,
    )
    return ClaimedLetter(posted, target=target)
