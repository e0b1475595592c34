"""The web desk of one process: its access, its pages, and their API."""

from dataclasses import dataclass

from aiohttp import web

from bot.channels.web.desk.acting import DeskActing
from bot.channels.web.desk.audit import DeskAudit
from bot.channels.web.desk.canned import DeskCanned
from bot.channels.web.desk.case_file import CaseFiles
from bot.channels.web.desk.case_work import DeskCaseWork
from bot.channels.web.desk.categories import DeskCategories
from bot.channels.web.desk.customers import DeskCustomers
from bot.channels.web.desk.entries import DeskEntries
from bot.channels.web.desk.faq import DeskFaq
from bot.channels.web.desk.faq_exchange import DeskFaqExchange
from bot.channels.web.desk.faq_learning import DeskFaqLearning
from bot.channels.web.desk.feed import DeskFeed
from bot.channels.web.desk.files import DeskFiles
from bot.channels.web.desk.letters import DeskLetters
from bot.channels.web.desk.messages import DeskMessages
from bot.channels.web.desk.page import DeskPage
from bot.channels.web.desk.people import DeskAccess, OneTimeLink
from bot.channels.web.desk.promises import DeskPromises
from bot.channels.web.desk.sign_in import DeskSignIn
from bot.channels.web.desk.style import DeskStyle
from bot.channels.web.desk.tickets import DeskTickets
from bot.channels.web.desk.typing import AgentTyping
from bot.channels.web.desk.views import DeskViews
from bot.channels.web.opening import Web
from bot.channels.web.server import Part, site_of
from bot.settings import Settings
from handlers.classification.rules import CategoryRules
from handlers.clock import Clock
from handlers.managers.outbox import OutboxCommands
from handlers.opening import OpenDesk
from storage.database import Database


@dataclass(frozen=True, slots=True)
class DeskPages:
    """One part of the web server. `feed.run()` must run as long as it is served."""

    access: DeskAccess
    feed: DeskFeed
    parts: tuple[Part, ...]

    @classmethod
    def open(
        cls, settings: Settings, beside: Web, database: Database, desk: OpenDesk, clock: Clock
    ) -> "DeskPages":
        """Assemble the desk without listening. `beside` is the chat, which shares keys and files with it."""
        front, agents, managers = desk.front, desk.agents, desk.managers
        policy = front.policy
        speech = front.phrases.in_language(policy.language)
        access = DeskAccess(
            database, beside.key, clock, OneTimeLink() if _trusts_this_machine(settings) else None
        )
        feed = beside.desk_feed
        acting = DeskActing(database, access, feed, agents.cases, front.refresh, clock)
        views = DeskViews(speech, policy, agents.cases.words.state)
        parts: tuple[Part, ...] = (
            DeskPage.load(front.phrases, policy.company, policy.language),
            DeskSignIn(database, access, feed),
            DeskTickets(acting, views, CaseFiles(agents.wording), agents),
            DeskCaseWork(acting, agents.actions),
            DeskCustomers(acting),
            DeskPromises(acting, managers.promises, managers.promises_view),
            DeskCategories(acting, CategoryRules(agents.cases)),
            DeskMessages(acting, front.staff, agents.commanded, beside.uploads),
            AgentTyping(acting, beside.feed),
            DeskLetters(acting, OutboxCommands(agents.cases), agents.pressed),
            DeskFiles(database, access, front.prefetch.fetch),
            DeskFaq(acting, managers.faq, managers.trial, managers.shelf),
            DeskFaqExchange(acting),
            DeskFaqLearning(acting, managers.lessons, managers.trial, managers.shelf),
            DeskStyle(acting, managers.words_view, managers.templates, managers.template_preview),
            DeskCanned(acting, agents.canned),
            DeskEntries(acting, agents.entries),
            DeskAudit(database, access, speech),
        )
        return cls(access, feed, parts)

    def add_to(self, app: web.Application) -> None:
        for part in self.parts:
            part.add_to(app)
        app.on_shutdown.append(self._close_streams)

    def one_time_link(self, address: str) -> str | None:
        """The link that signs in one browser of this machine; no server logs the fragment with its key."""
        return f"{address}/desk#in={self.access.link.key}" if self.access.link else None

    async def _close_streams(self, _app: object) -> None:
        self.feed.close()


def _trusts_this_machine(settings: Settings) -> bool:
    """Return True for a trial on one's own machine, where no password is needed."""
    site = site_of(settings)
    return settings.telegram_bot_token is None and site.only_here and site.public_url is None
