"""Opening the front desk: the one place where the use cases are wired together."""

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
from handlers.customers.side import CustomerSide
from handlers.delivery_reports import LetterParked, LetterRefused, RebuildTopic
from handlers.desk.buttons import Verb
from handlers.followed import Followed
from handlers.frontdesk import Fetch, FrontDesk, IsMember
from handlers.house_style import HouseStyle
from handlers.knowledge.learner import FaqLearner
from handlers.knowledge.shelf import FaqShelf
from handlers.managers.registry import managers_workshop
from handlers.managers.side import ManagerPressed, ManagerSpoke
from handlers.managers.tools import ManagersTools
from handlers.phrases import Phrases
from handlers.policy import DeskPolicy
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


def open_front_desk(
    database: Database,
    policy: DeskPolicy,
    phrases: Phrases,
    clock: Clock,
    fetch: Fetch,
    is_member: IsMember = _nobody_tells,
    counters: WordingCounters = UNCOUNTED,
) -> FrontDesk:
    """Wire the use cases together. `counters` are told of texts that could not be said."""
    policy = policy.keeping_its_own()
    shelf = FaqShelf(database)
    style = HouseStyle(database, phrases, policy.company, counters)
    cases = CaseDesk(policy, phrases, style)
    clarification = Clarification(cases)
    escalation = Escalation(cases, shelf, clarification, counters)
    deflection = Deflection(cases)
    actions = CaseActions(cases)
    learner = FaqLearner(shelf)
    language = CustomerLanguage(cases)
    forgetting = Forgetting(cases)
    erasure = Erasure(cases)
    coming_back = ComingBack(cases, actions)
    customer_wrote = CustomerWrote(
        cases,
        escalation,
        deflection,
        shelf,
        FollowUp(cases, actions, clarification),
        RatingComment(cases),
        CourtesyReply(cases),
        FloodGuard(cases),
    )
    agent_wrote = AgentWrote(cases, ReplyWording(cases, style))
    agent_edited = AgentEdited(cases, agent_wrote)
    canned = CannedReplies(cases, agent_wrote)
    entries = EntryReplies(actions, shelf, learner)
    commanded = agent_commands(cases, actions, CannedCommands(canned), entries)
    tools = ManagersTools.of(cases, shelf)
    workshop = managers_workshop(cases, tools, commanded.anywhere)
    manager_spoke, manager_pressed = ManagerSpoke(workshop), ManagerPressed(workshop)
    reply_wording, wording_pressed = agent_wrote.wording, WordingPressed(agent_wrote, agent_edited)
    agent_pressed = AgentPressed(cases, actions, Closing(cases, actions), entries, wording_pressed)
    return FrontDesk(
        policy=policy,
        phrases=phrases,
        clock=clock,
        style=style,
        inline=InlineSearch(canned, entries),
        fetch=fetch,
        is_member=is_member,
        agents_tools=AgentsTools(
            cases, actions, commanded, agent_pressed, reply_wording, wording_pressed, canned, entries
        ),
        managers_tools=tools,
        customers=CustomerSide(
            wrote=customer_wrote,
            edited=CustomerEdited(cases),
            commanded=CustomerCommanded(
                cases, escalation, CustomerCases(cases), language, forgetting, coming_back
            ),
            pressed=CustomerPressed(cases, escalation, deflection, learner),
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
            manager_spoke=manager_spoke,
            manager_pressed=manager_pressed,
        ),
        staff=StaffSide(
            cases=cases,
            wrote=agent_wrote,
            edited=agent_edited,
            commanded=commanded,
            pressed=agent_pressed,
            wrote_in_left_topic=WroteInLeftTopic(cases, commanded),
            membership=MembershipNoted(cases),
            manager_spoke=manager_spoke,
            manager_pressed=manager_pressed,
        ),
        erasure=erasure,
        on_time={
            TimerKind.SUGGESTION: SuggestionIgnored(escalation),
            TimerKind.CLOSE_TICKET: ReopeningOver(cases),
            TimerKind.ERASE: erasure.due,
            TimerKind.FLOOD: FloodOver(customer_wrote),
            TimerKind.SWEEP: erasure.sweep,
            TimerKind.SLA_WATCH: ClockLookedAt(cases),
            TimerKind.SLA_BREACH: BreachTold(cases),
        },
        refused=LetterRefused(cases),
        parked=LetterParked(cases),
        rebuild_topic=RebuildTopic(cases),
        staff_moved=StaffMoved(cases),
        aside=UpdateSetAside(cases, escalation),
        watcher=BacklogWatch(cases),
        followed=Followed(database, (SlaShelf(database, policy.kept), shelf, style)),
    )
