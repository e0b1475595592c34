"""Opening the front desk: the one place where the use cases are wired together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from handlers.agents.left_topics import WroteInLeftTopic
from handlers.agents.membership import MembershipNoted
from handlers.agents.presses import AgentPressed
from handlers.agents.registry import agent_commands
from handlers.agents.side import StaffSide
from handlers.agents.tools import AgentsTools
from handlers.cases.actions import CaseActions, ReopeningOver
from handlers.cases.closing import Closing
from handlers.cases.desk import CaseDesk
from handlers.classification.clarification import Clarification
from handlers.clock import Clock
from handlers.customers.aftercare import ComingBack, Rating, RatingComment
from handlers.customers.banned import BanGate
from handlers.customers.cases import CustomerCases
from handlers.customers.choices import CustomerChose
from handlers.customers.commands import CustomerCommanded
from handlers.customers.courtesy import CourtesyReply
from handlers.customers.deflection import Deflection
from handlers.customers.edits import CustomerEdited
from handlers.customers.erasure import Erasure
from handlers.customers.escalation import Escalation
from handlers.customers.flood import FloodGuard, FloodOver
from handlers.customers.follow_up import FollowUp
from handlers.customers.forgetting import Forgetting
from handlers.customers.language import CustomerLanguage
from handlers.customers.messages import CustomerWrote
from handlers.customers.presses import CustomerPressed, SuggestionIgnored
from handlers.customers.reassurance import Reassurance
from handlers.customers.side import CustomerSide
from handlers.delivery_reports import LetterParked, LetterRefused, RebuildTopic
from handlers.desk.buttons import Verb
from handlers.followed import Followed
from handlers.frontdesk import FrontDesk, TimerDue
from handlers.house_style import HouseStyle
from handlers.knowledge.learner import FaqLearner
from handlers.knowledge.shelf import FaqShelf
from handlers.managers.registry import managers_workshop
from handlers.managers.side import ManagerPressed, ManagerSpoke
from handlers.managers.tools import ManagersTools
from handlers.managers.workshop import ManagersWorkshop
from handlers.phrases import Phrases
from handlers.policy import DeskPolicy
from handlers.prefetch import Fetch, IsMember, Prefetch
from handlers.replies.canned import CannedReplies
from handlers.replies.canned_commands import CannedCommands
from handlers.replies.entries import EntryReplies
from handlers.replies.inline_search import InlineSearch
from handlers.replies.messages import AgentEdited, AgentWrote
from handlers.replies.presses import WordingPressed
from handlers.replies.wording import ReplyWording
from handlers.set_aside import UpdateSetAside
from handlers.sla.shelf import SlaShelf
from handlers.sla.watch import BreachTold, ClockLookedAt
from handlers.staff_moves import StaffMoved
from handlers.watch import BacklogWatch
from handlers.wording_counters import UNCOUNTED, WordingCounters
from storage.database import Database
from storage.records.timers import TimerKind


async def _nobody_tells(_chat: str, _person: str) -> bool | None:
    return None


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """The front desk, and the use cases that pages and commands of the operator call beside it."""

    front: FrontDesk
    agents: AgentsTools
    managers: ManagersTools
    erasure: Erasure


def open_desk(
    database: Database,
    policy: DeskPolicy,
    phrases: Phrases,
    clock: Clock,
    fetch: Fetch,
    is_member: IsMember = _nobody_tells,
    counters: WordingCounters = UNCOUNTED,
) -> OpenDesk:
    """Wire the use cases together. `counters` are told of texts that could not be said."""
    policy = policy.keeping_its_own()
    shelf, style = FaqShelf(database), HouseStyle(database, phrases, policy.company, counters)
    core = _Core.of(CaseDesk(policy, phrases, style), shelf, counters)
    agents, managers = _agents_tools(core), ManagersTools.of(core.cases, shelf)
    workshop = managers_workshop(core.cases, managers, agents.commanded.anywhere)
    customers = _customer_side(core, workshop)
    front = FrontDesk(
        policy=policy,
        phrases=phrases,
        clock=clock,
        prefetch=Prefetch(policy, fetch, is_member),
        customers=customers,
        staff=_staff_side(core, agents, workshop),
        inline=InlineSearch(agents.canned, agents.entries),
        on_time=_timers(core, customers),
        report_refused=LetterRefused(core.cases),
        report_parked=LetterParked(core.cases),
        report_set_aside=UpdateSetAside(core.cases, core.escalation),
        report_backlog=BacklogWatch(core.cases),
        rebuild_topic=RebuildTopic(core.cases),
        staff_moved=StaffMoved(core.cases),
        live_settings=Followed(database, (SlaShelf(database, policy.kept), shelf, style)),
    )
    return OpenDesk(front, agents, managers, core.erasure)


@dataclass(frozen=True, slots=True)
class _Core:
    """What use cases of several sides share."""

    cases: CaseDesk
    shelf: FaqShelf
    actions: CaseActions
    clarification: Clarification
    escalation: Escalation
    learner: FaqLearner
    erasure: Erasure

    @classmethod
    def of(cls, cases: CaseDesk, shelf: FaqShelf, counters: WordingCounters) -> Self:
        clarification = Clarification(cases)
        return cls(
            cases=cases,
            shelf=shelf,
            actions=CaseActions(cases),
            clarification=clarification,
            escalation=Escalation(cases, shelf, clarification, counters),
            learner=FaqLearner(shelf),
            erasure=Erasure(cases),
        )


def _agents_tools(core: _Core) -> AgentsTools:
    cases, actions = core.cases, core.actions
    wrote = AgentWrote(cases, ReplyWording(cases, cases.style))
    canned = CannedReplies(cases, wrote)
    entries = EntryReplies(actions, core.shelf, core.learner)
    wording_pressed = WordingPressed(wrote, AgentEdited(cases, wrote))
    return AgentsTools(
        cases=cases,
        actions=actions,
        commanded=agent_commands(cases, actions, CannedCommands(canned), entries),
        pressed=AgentPressed(cases, actions, Closing(cases, actions), entries, wording_pressed),
        wording=wrote.wording,
        wording_pressed=wording_pressed,
        canned=canned,
        entries=entries,
    )


def _customer_side(core: _Core, workshop: ManagersWorkshop) -> CustomerSide:
    cases, deflection = core.cases, Deflection(core.cases)
    language, forgetting = CustomerLanguage(cases), Forgetting(cases)
    coming_back, reassurance = ComingBack(cases, core.actions), Reassurance(cases)
    return CustomerSide(
        wrote=CustomerWrote(
            cases,
            core.escalation,
            deflection,
            core.shelf,
            FollowUp(cases, core.actions, core.clarification, reassurance),
            RatingComment(cases),
            CourtesyReply(cases),
            FloodGuard(cases),
        ),
        edited=CustomerEdited(cases),
        commanded=CustomerCommanded(
            cases, core.escalation, CustomerCases(cases), language, forgetting, coming_back, reassurance
        ),
        pressed=CustomerPressed(cases, core.escalation, deflection, core.learner),
        ban_gate=BanGate(cases),
        chose=CustomerChose(
            cases,
            {
                Verb.LANGUAGE: language,
                Verb.FORGET: forgetting,
                Verb.RATE: Rating(cases),
                Verb.COME_BACK: coming_back,
            },
        ),
        manager_spoke=ManagerSpoke(workshop),
        manager_pressed=ManagerPressed(workshop),
    )


def _staff_side(core: _Core, agents: AgentsTools, workshop: ManagersWorkshop) -> StaffSide:
    return StaffSide(
        cases=core.cases,
        wrote=agents.wording_pressed.wrote,
        edited=agents.wording_pressed.edited,
        commanded=agents.commanded,
        pressed=agents.pressed,
        wrote_in_left_topic=WroteInLeftTopic(core.cases, agents.commanded),
        membership=MembershipNoted(core.cases),
        manager_spoke=ManagerSpoke(workshop),
        manager_pressed=ManagerPressed(workshop),
    )


def _timers(core: _Core, customers: CustomerSide) -> Mapping[TimerKind, TimerDue]:
    return {
        TimerKind.SUGGESTION: SuggestionIgnored(core.escalation),
        TimerKind.CLOSE_TICKET: ReopeningOver(core.cases),
        TimerKind.ERASE: core.erasure.due,
        TimerKind.FLOOD: FloodOver(customers.wrote),
        TimerKind.SWEEP: core.erasure.sweep,
        TimerKind.SLA_WATCH: ClockLookedAt(core.cases),
        TimerKind.SLA_BREACH: BreachTold(core.cases),
    }
