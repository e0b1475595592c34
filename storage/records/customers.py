"""The people whom the desk serves."""

from dataclasses import dataclass
from datetime import datetime

STANDARD_TIER = "standard"


@dataclass(frozen=True, slots=True)
class Customer:
    """A person whom the desk serves. Names are as the person gave them: clean them before use.

    A person may use several channels: the names are those of the conversation at hand. `tier` is what the SLA
    distinguishes: `standard`, `vip`, or a word of the managers' own. Company, contract and notes are what the
    staff knows besides. `is_joined`: several customers were found to be this one; `is_banned`: they get no
    answers for now.
    """

    id: int
    given_name: str
    family_name: str | None = None
    username: str | None = None
    created_at: datetime | None = None
    tier: str = STANDARD_TIER
    company: str | None = None
    contract: str | None = None
    notes: str | None = None
    is_joined: bool = False
    is_banned: bool = False
