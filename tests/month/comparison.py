"""What the product did about its promises, against what they come to when they are counted once more."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from storage.records.events import EventKind
from storage.records.tickets import Ticket
from tests.month.recount import ALWAYS, FIRST, HOUR, MINUTE, SOLUTION, WORKING, Promises, Recount, Terms
from tests.month.story import Lived
from tests.month.world import OVER, World

_TOLD = {EventKind.SLA_REMINDED: "reminded", EventKind.SLA_BREACHED: "breached"}

SAID: tuple[tuple[str, int, Terms], ...] = (
    ("vip", 1, {FIRST: (10 * MINUTE, ALWAYS), SOLUTION: (2 * HOUR, ALWAYS)}),
    ("standard", 4, {FIRST: (2 * HOUR, WORKING), SOLUTION: (16 * HOUR, WORKING)}),
    ("vip", 3, {FIRST: (45 * MINUTE, ALWAYS), SOLUTION: (6 * HOUR, WORKING)}),
)
"""The policies of the story, in its order, in the recount's own words."""


@dataclass(slots=True)
class Comparison:
    """`faults` are empty when all agrees; `counts` says how much there was to agree about."""

    faults: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        counted = ", ".join(f"{name}: {count}" for name, count in sorted(self.counts.items()))
        return "\n".join((counted, *(f"DIFFERS {fault}" for fault in self.faults)))


def compare(world: World, lived: Lived) -> Comparison:
    """Every deadline after every act, every pause, every reminder and breach with its moment."""
    found = Comparison()
    moments = lived.policies_said_at
    promises = Promises([(at, *said) for at, said in zip(moments, SAID, strict=True)])
    for ticket in lived.tickets:
        found.counts["tickets"] += 1
        _compare_ticket(world, lived, promises, ticket, found)
    return found


def _compare_ticket(
    world: World, lived: Lived, promises: Promises, ticket: Ticket, found: Comparison
) -> None:
    opened, *later = lived.events[ticket.number]
    details = opened.details
    recount = Recount(promises, world, opened.at, details["tier"], int(details["priority"]))
    happened = [event for event in later if event.kind not in _TOLD]
    looks = list(lived.seen[ticket.number])
    for number, event in enumerate(happened):
        _compare_looks(recount, looks, event.at, ticket, found)
        recount.happens(event)
        found.counts[event.kind.value] += 1
        last_of_its_act = number + 1 == len(happened) or happened[number + 1].at != event.at
        if last_of_its_act and looks and looks[0][0] == event.at:
            _compare_looks(recount, looks, OVER, ticket, found, most=1)
    recount.wait_until(OVER, also_now=True)
    _compare_looks(recount, looks, OVER, ticket, found)
    told = [
        (
            _TOLD[event.kind],
            event.at,
            event.details["target"],
            datetime.fromisoformat(event.details["deadline"]),
        )
        for event in later
        if event.kind in _TOLD
    ]
    found.counts.update(kind for kind, *_ in told)
    if sorted(told) != sorted(recount.told):
        found.faults.append(f"ticket {ticket.number}: told {told}, should be {recount.told}")
    _compare_pauses(recount, ticket, found)


def _compare_looks(
    recount: Recount,
    looks: list[tuple[datetime, datetime, datetime]],
    before: datetime,
    ticket: Ticket,
    found: Comparison,
    most: int = 1_000_000,
) -> None:
    while looks and most and looks[0][0] < before:
        at, respond_by, resolve_by = looks.pop(0)
        most -= 1
        found.counts["deadlines"] += 2
        if (respond_by, resolve_by) != (recount.due[FIRST], recount.due[SOLUTION]):
            found.faults.append(
                f"ticket {ticket.number} at {at}: due {respond_by}, {resolve_by},"
                f" should be {recount.due[FIRST]}, {recount.due[SOLUTION]}"
            )


def _compare_pauses(recount: Recount, ticket: Ticket, found: Comparison) -> None:
    runs = recount.runs
    if recount.running_since is not None:
        runs = [*runs, (recount.running_since, OVER)]
    pauses = tuple((stopped, runs[number + 1][0]) for number, (_, stopped) in enumerate(runs[:-1]))
    found.counts["pauses"] += len(pauses)
    if ticket.clock.pauses != pauses:
        found.faults.append(f"ticket {ticket.number}: paused {ticket.clock.pauses}, should be {pauses}")
