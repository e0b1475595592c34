"""The findings of `otboinik check`, one per line."""

from dataclasses import dataclass

from bot.settings import Draft


@dataclass(frozen=True, slots=True)
class Finding:
    """One checked thing.

    `missing` says what to do before the bot can work, `warning` what a person should look at, `skipped` what
    has to be mended before it can be checked.
    """

    what: str
    missing: str | None = None
    warning: str | None = None
    skipped: str | None = None

    def __str__(self) -> str:
        if self.missing:
            return f"missing  {self.what}: {self.missing}"
        if self.skipped:
            return f"skipped  {self.what}: {self.skipped}"
        return f"warning  {self.what}: {self.warning}" if self.warning else f"ok       {self.what}"


def out_of_sight(draft: Draft, what: str, *needed: str) -> Finding | None:
    """A finding that `what` was skipped, as settings it needs are wrong; None if they are right."""
    first = [name for name in needed if name in draft.doubtful]
    return Finding(what, skipped=f"mend {', '.join(first)} first") if first else None
