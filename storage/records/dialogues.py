"""Step-by-step dialogues with managers."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A manager's step-by-step dialogue: the command, the step it waits at, the answers so far."""

    chat: str
    person: str
    command: str
    step: str
    said: dict[str, str] = field(default_factory=dict)
    started_at: datetime | None = None
