"""How big a storm is to be, and what came out of it."""

from dataclasses import dataclass

from storage.ledgers.backlog import InboxDepth, OutboxDepth
from tests.chaos.comparison import Comparison


@dataclass(frozen=True)
class Plan:
    """How much is written, over how many conversations, within about how many seconds."""

    messages: int
    conversations: int
    seconds: float
    seed: int
    library: str = "aiogram"
    transport: str = "polling"
    patience: float = 120.0

    @property
    def longest_storm(self) -> float:
        """Seconds after which it is calm, whoever still has something to say."""
        return 2 * self.seconds


@dataclass(frozen=True)
class Report:
    """What came out of a storm. `parked`: an agent was asked, and decided by what the customer saw."""

    plan: Plan
    to_staff: Comparison
    to_customers: Comparison
    topics_twice: tuple[str, ...]
    repeated_unmarked: tuple[str, ...]
    inbox: InboxDepth
    outbox: OutboxDepth
    happened: dict[str, int]
    starts: int
    exit_code: int
    seconds: float

    @property
    def faults(self) -> list[str]:
        """Everything that must not be, in words; empty when the storm left nothing behind."""
        both = self.to_staff + self.to_customers
        return [
            *(f"lost: {mark}" for mark in both.lost),
            *(f"out of order: {mark}" for mark in both.out_of_order),
            *(f"repeated without a mark: {mark}" for mark in both.unmarked_repeats),
            *(f"topic twice: {name}" for name in self.topics_twice),
            *(f"posted twice without a mark: {text}" for text in self.repeated_unmarked),
            *([f"left in the inbox: {self.inbox}"] if self.inbox.waiting or self.inbox.set_aside else []),
            *([f"left in the outbox: {self.outbox}"] if self._is_left_in_outbox else []),
            *([f"the bot ended with {self.exit_code}"] if self.exit_code else []),
        ]

    @property
    def _is_left_in_outbox(self) -> bool:
        left = self.outbox
        return bool(left.waiting or left.in_doubt or left.parked or left.refused)

    def __str__(self) -> str:
        both = self.to_staff + self.to_customers
        return "\n".join(
            [
                (
                    f"seed {self.plan.seed}, {self.plan.library}, {self.plan.transport}:"
                    f" {self.to_staff.written} messages to staff and {self.to_customers.written} to customers"
                    f" over {self.plan.conversations} conversations in {self.seconds:.0f} s;"
                    f" the bot was started {self.starts} times"
                ),
                "  " + ", ".join(f"{what}: {times}" for what, times in sorted(self.happened.items())),
                (
                    f"  lost {len(both.lost)}, out of order {len(both.out_of_order)}, unmarked repeats"
                    f" {len(both.unmarked_repeats)}, marked repeats {both.marked_repeats},"
                    f" parked {len(both.parked)} {' '.join(both.parked)}"
                ),
                *(f"  FAULT {fault}" for fault in self.faults),
            ]
        )
