"""Whatever is done wrong gets one clear line, and nothing changes.

Every command of the registries has its row here; the tables are compared before and after.
"""

import re
import sqlite3
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace

import pytest
from sqlalchemy.engine import make_url

from handlers.channel import MembershipChanged, Person
from handlers.desk.access import AGENTS_COMMANDS, CUSTOMERS_COMMANDS, MANAGERS_COMMANDS
from tests.handlers.front import STAFF, Desk
from tests.handlers.people import Customer, Staff

LINE_2 = "telegram:-1002"
LONGEST_LINE = 300

RESOLVED, CLOSED = "resolved", "closed"
_BOT = Person("telegram:99", "Бот", is_bot=True)

OVER = frozenset({RESOLVED, CLOSED})
ALWAYS = OVER | {"open"}

_BOOKKEEPING = frozenset({"letters", "copies", "claims", "staff", "memberships", "chat_pauses"})
"""What every line that is said leaves behind, and when somebody was seen the last time."""

_LEAK = re.compile(r"Traceback|Error|Exception|None\b|[a-z]+_[a-z_]+|<\w+ |object at|\{\s*\$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """How a command is rightly written after its name, and in which ways it goes wrong.

    `needs_words`: alone it is refused. `once`: a second time it is. `refused_in`: states of a ticket.
    """

    right: str = ""
    wrong: tuple[str, ...] = ()
    needs_words: bool = False
    anywhere: bool = False
    refused_in: frozenset[str] = frozenset()
    once: bool = False


AGENTS = {
    "take": Use(refused_in=OVER, once=True),
    "assign": Use(
        right="@vera",
        wrong=("@nobody", "Никто Такой", "временно", "@vera @boris", "@" + "x" * 900),
        needs_words=True,
        refused_in=OVER,
        once=True,
    ),
    "transfer": Use(
        right="@vera",
        wrong=("@nobody", "@otboinik_bot", "temporarily", "у" * 900),
        needs_words=True,
        refused_in=OVER,
        once=True,
    ),
    "escalate": Use(
        right="2 сложно",
        wrong=("2", "0 сложно", "1 сложно", "9 сложно", "-2 сложно", "два сложно", "2 " + "о" * 900),
        needs_words=True,
        refused_in=OVER,
    ),
    "waiting": Use(refused_in=OVER, once=True),
    "priority": Use(
        right="2", wrong=("0", "5", "-1", "²", "1.0", "NaN", "1 2", "срочно"), refused_in=OVER, once=True
    ),
    "category": Use(
        right="kind incident",
        wrong=(
            "неведомая",
            "kind",
            "kind чудо",
            "service",
            "priority",
            "priority 9",
            "x" * 900,
            "rule add сайт: 502",
            "ask delete 1",
        ),
        anywhere=True,
        refused_in=OVER,
        once=True,
    ),
    "tier": Use(right="vip", wrong=("gold", "vip vip", "x" * 900), needs_words=True, once=True),
    "close": Use(refused_in=OVER, once=True),
    "reopen": Use(refused_in=frozenset({"open", CLOSED})),
    "note": Use(right="слова", needs_words=True),
    "delete": Use(wrong=("12",), needs_words=True, refused_in=ALWAYS),
    "join": Use(right="2", wrong=("999", "-1", "²", "1", "undo", "Анна", "x" * 900), needs_words=True),
    "ban": Use(once=True),
    "unban": Use(refused_in=ALWAYS),
    "canned": Use(
        wrong=("999", "show 999", "send", "add А\nБ", "edit 1 А", "delete 1", "find нет", "9" * 900),
        anywhere=True,
    ),
    "entry": Use(
        right="send 1", wrong=("нет", "send 99", "send", "9" * 900), needs_words=True, refused_in=ALWAYS
    ),
    "find": Use(right="сайт", wrong=("ничегоподобного", "№ 999"), needs_words=True, anywhere=True),
    "mine": Use(anywhere=True),
    "status": Use(wrong=("99", "чепуха", "-1", "9" * 900), anywhere=True),
}

MANAGERS = {
    "faq": Use(
        wrong=(
            *("чепуха", "show", "show 99", "show нет", "edit 99", "delete 99", "restore 99", "list 99"),
            *("list -1", "undo", "find", "import", "threshold чепуха 0.5", "threshold answer -1"),
            *("threshold answer NaN", "threshold answer inf", "threshold answer 2", "threshold suggest 0.99"),
        )
    ),
    "words": Use(
        wrong=(
            *(
                "remove",
                "99",
                "remove чепуха",
                "mode чепуха",
                "test",
                "add без равенства",
                "add = лучше",
                "add хуже =",
            ),
            *("add а = б", f"add {'х' * 900} = лучше", "add беда = проблема", "add .* = лучше"),
        )
    ),
    "template": Use(
        wrong=(
            *(
                "show",
                "show closed fr",
                "set closed fr\nТекст",
                "show чепуха",
                "set чепуха слова",
                "undo hello",
                "reset hello",
                "history hello",
            ),
            *("set hello {{ age }}", "set hello {{ name.__class__ }}", "set hello {{ 1 in name }}"),
            *("set hello {{ 1e999 }}", "set hello {{ name|trim(5) }}", "set hello {% for", "set hello {{"),
            *("set hello Это проблема", f"set hello {'х' * 5000}", "set acknowledgement Спасибо"),
        )
    ),
    "sla": Use(
        wrong=(
            *("чепуха", "9 10m 2h", "2", "2 10m", "2 2h 10m", "2 NaN inf", "2 -10m 2h", "2 10m 2h 25x8"),
            *("remove", "remove vip 1", "1 1 1 1", f"{'х' * 900} 1 10m 2h", "2 10m 99999h"),
        )
    ),
    "hours": Use(
        wrong=(
            *("чепуха", "Mon-Fri 09:00-25:00", "zone Mars", "zone", "holidays ZZ"),
            *("off", "off вчера", "off 2026-02-30", "х" * 900),
        )
    ),
    "outbox": Use(
        wrong=("чепуха", "show", "show 99", "show нет", "retry 99", "discard -1", f"show {'9' * 900}")
    ),
}


def _cases(
    uses: dict[str, Use], pick: Callable[[Use], bool | Collection[str]] = lambda _use: True
) -> list[str]:
    """The command lines of those uses that are picked: all, or with each of the words picked."""
    lines = []
    for name, use in uses.items():
        picked = pick(use)
        words = ([use.right] if picked else []) if isinstance(picked, bool) else picked
        lines += [f"/{name} {word}".strip() for word in words]
    return lines


@dataclass(slots=True)
class Witness:
    """Sees what a deed changed, and what was said of it."""

    desk: Desk
    file: str

    async def sees_one_line(self, deed: Awaitable[object], *, list_or_help: bool = False) -> str:
        """The one line that answers the deed, after which everything is as it was."""
        before, posted = self._tables(), dict(self.desk.office.posts)
        await deed
        assert _changed(before, self._tables()) == [], self.desk.office.calls[-1].action
        said = [post for key, post in self.desk.office.posts.items() if key not in posted]
        assert [key for key in posted if self.desk.office.posts.get(key) != posted[key]] == []
        assert len(said) == 1, [post.text for post in said]
        text = said[0].text
        assert not _LEAK.search(text.replace("otboinik_bot", "")), text
        if not (list_or_help or text.startswith("/")):  # a command's help, a line for each of its forms
            assert "\n" not in text, text
            assert len(text) <= LONGEST_LINE, text
        return text

    def _tables(self) -> dict[str, list[tuple[object, ...]]]:
        with sqlite3.connect(self.file) as connection:
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            tables = {
                name: connection.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608 - our own tables
                for (name,) in names
                if name not in _BOOKKEEPING and not name.startswith("sqlite_")
            }
        used = [counter for counter in tables["counters"] if counter[1]]  # one that is held begins at 0
        return tables | {"counters": used}


def _changed(before: dict[str, list[tuple[object, ...]]], after: dict[str, list[tuple[object, ...]]]) -> list:
    return [name for name in before if before[name] != after[name]]


@pytest.fixture(params=["ru", "en"])
def witness(ruled: Callable[..., Desk], sqlite_url: str, request: pytest.FixtureRequest) -> Witness:
    desk = ruled(staff_chats={1: STAFF, 2: LINE_2}, language=request.param)
    return Witness(desk, make_url(sqlite_url).database or "")


@pytest.fixture(autouse=True)
async def anna(witness: Witness) -> Customer:
    anna = witness.desk.customer()
    await anna.writes("Сайт не открывается")
    return anna


@pytest.fixture
async def boris(witness: Witness) -> Staff:
    """An agent, known to the bot in the group and in private; so is Vera."""
    vera = witness.desk.agent("Вера", address="telegram:8", username="vera")
    await vera.writes("Доброе утро")
    boris = witness.desk.agent()
    await boris.writes("Доброе утро")
    await (await boris.in_private()).writes("/start")
    return boris


async def _leaves(member: Staff) -> None:
    assert member.person is not None
    scene = await member.scene(None)
    gone = MembershipChanged(people=(member.person,), scene=scene, is_member=False, at=member.desk.clock())
    await member.desk.receives(gone)


def test_every_command_of_the_registries_has_its_row() -> None:
    assert tuple(AGENTS) == AGENTS_COMMANDS
    assert tuple(MANAGERS) == MANAGERS_COMMANDS


class TestInTheWrongPlace:
    async def test_in_general_a_tickets_command(self, witness: Witness, boris: Staff) -> None:
        for line in _cases(AGENTS, lambda use: not use.anywhere):
            await witness.sees_one_line(boris.writes(line))

    async def test_in_an_agents_own_chat(self, witness: Witness, boris: Staff) -> None:
        private = await boris.in_private()
        for line in _cases(AGENTS) + _cases(MANAGERS):
            await witness.sees_one_line(private.writes(line))

    @pytest.mark.usefixtures("boris")
    async def test_in_a_managers_own_chat_a_tickets_command(self, witness: Witness) -> None:
        maria = await witness.desk.manager().in_private()
        await maria.writes("/start")
        for line in _cases(AGENTS, lambda use: not use.anywhere):
            said = await witness.sees_one_line(maria.writes(line))
            assert said.startswith(("Эта команда работает в теме", "This command works in a ticket's topic"))

    @pytest.mark.usefixtures("boris")
    async def test_in_a_customers_chat(self, witness: Witness, anna: Customer) -> None:
        for line in _cases(AGENTS) + _cases(MANAGERS):
            is_theirs = line.split()[0].removeprefix("/") in CUSTOMERS_COMMANDS
            await witness.sees_one_line(anna.writes(line), list_or_help=is_theirs)

    async def test_a_customers_command_in_a_topic(self, witness: Witness, boris: Staff) -> None:
        for name in {"start", *CUSTOMERS_COMMANDS} - {"help", "status"}:
            await witness.sees_one_line(boris.writes(f"/{name}", ticket=1))


class TestWithWrongWords:
    async def test_none_where_some_are_needed(self, witness: Witness, boris: Staff) -> None:
        for name in (name for name, use in AGENTS.items() if use.needs_words):
            await witness.sees_one_line(boris.writes(f"/{name}", ticket=1))

    async def test_in_a_topic(self, witness: Witness, boris: Staff) -> None:
        for line in _cases(AGENTS, lambda use: use.wrong):
            await witness.sees_one_line(boris.writes(line, ticket=1))

    @pytest.mark.usefixtures("boris")
    async def test_of_a_manager(self, witness: Witness) -> None:
        maria = witness.desk.manager()
        private = await maria.in_private()
        await private.writes("/start")
        for line in _cases(MANAGERS, lambda use: use.wrong):
            await witness.sees_one_line(maria.writes(line))
        for line in _cases(MANAGERS, lambda use: use.wrong[:2]):
            await witness.sees_one_line(private.writes(line))

    @pytest.mark.usefixtures("boris")
    async def test_of_a_manager_alone_tell_how(self, witness: Witness) -> None:
        maria = witness.desk.manager()
        for name in MANAGERS_COMMANDS:
            await witness.sees_one_line(maria.writes(f"/{name}"), list_or_help=True)

    @pytest.mark.parametrize("typed", ["/взять", "/закрыть обращение", "/", "/ close", "/takee"])
    async def test_in_another_language_or_mistyped(self, witness: Witness, boris: Staff, typed: str) -> None:
        for ticket in (1, None):
            said = await witness.sees_one_line(boris.writes(typed, ticket=ticket))
            assert said.startswith(("Такой команды нет", "There is no such command"))


class TestAtTheWrongTime:
    @pytest.mark.parametrize("state", ["open", RESOLVED, CLOSED])
    async def test_in_this_state_of_the_ticket(self, witness: Witness, boris: Staff, state: str) -> None:
        if state in OVER:
            await boris.writes("/close", ticket=1)
        if state == CLOSED:
            await witness.desk.passes(days=4)

        for line in _cases(AGENTS, lambda use: state in use.refused_in):
            said = await witness.sees_one_line(boris.writes(line, ticket=1))
            assert state != CLOSED or "/reopen" not in said, "a closed ticket can not be reopened"

    @pytest.mark.parametrize("line", [*_cases(AGENTS, lambda use: use.once), "/escalate 2 сложно"])
    async def test_twice(self, witness: Witness, boris: Staff, line: str) -> None:
        await boris.writes(line, ticket=1)

        await witness.sees_one_line(boris.writes(line, ticket=1))


class TestBySomebodyWithoutTheRight:
    async def test_by_an_agent_a_managers_command(self, witness: Witness, boris: Staff) -> None:
        for line in _cases(MANAGERS) + _cases(MANAGERS, lambda use: use.wrong[:1]):
            await witness.sees_one_line(boris.writes(line))
            await witness.sees_one_line(boris.writes(line, ticket=1))

    async def test_by_an_anonymous_administrator_or_a_bot(self, witness: Witness, boris: Staff) -> None:
        anonymous, bot = replace(boris, person=None), replace(boris, person=_BOT)
        for line in _cases(AGENTS) + _cases(MANAGERS):
            await witness.sees_one_line(anonymous.writes(line, ticket=1))
            await witness.sees_one_line(bot.writes(line))

    async def test_by_somebody_who_left(self, witness: Witness, boris: Staff) -> None:
        await _leaves(boris)
        private = await boris.in_private()

        for line in _cases(AGENTS) + _cases(MANAGERS):
            await witness.sees_one_line(private.writes(line))

    @pytest.mark.parametrize("name", ["assign", "transfer"])
    async def test_to_somebody_who_left(self, witness: Witness, boris: Staff, name: str) -> None:
        vera = witness.desk.agent("Вера", address="telegram:8", username="vera")
        await _leaves(vera)

        said = await witness.sees_one_line(boris.writes(f"/{name} @vera", ticket=1))

        assert said.startswith(("Вера больше не состоит", "Вера is not in this group"))
