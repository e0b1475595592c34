"""Bugs that the intake meets at its own ledger: nothing is lost by them, and they are waited for."""

import pytest
from structlog.testing import capture_logs

from bot.workers.intake import Intake
from storage.ledgers.inbox import Inbox
from tests.bot.workers.stage import BORIS, Stage
from tests.bot.workers.test_intake import BURST, depth, reads


async def fail(*_: object, **__: object) -> None:
    raise ValueError("words")


@pytest.fixture
def intake(stage: Stage) -> Intake:
    return Intake(stage.place, BURST)


class TestABugOfTheClaim:
    async def test_lets_new_updates_be_kept_all_the_same(
        self, stage: Stage, intake: Intake, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The messenger is told only of what is kept: it would send them again and again."""
        monkeypatch.setattr(Inbox, "claim", fail)

        with capture_logs() as logged:
            await intake.keep(stage.updates("hello"))

        assert (await depth(stage)).waiting == 1
        assert [each["event"] for each in logged] == ["updates could not be claimed as they were kept"]

    async def test_is_waited_for_and_told(
        self, stage: Stage, intake: Intake, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await stage.receives("hello")
        with monkeypatch.context() as patch:
            patch.setattr(Inbox, "claim", fail)
            await reads(intake)
        assert intake.trouble == "meets a bug at each try"

        stage.clock.advance(1)
        await reads(intake, rounds=2)

        assert stage.desk.heard == [("hello",)]


class TestABugOfSettingAside:
    async def test_is_waited_for_while_other_lanes_are_read(
        self, stage: Stage, intake: Intake, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await stage.receives("unreadable")
        with monkeypatch.context() as patch:
            patch.setattr(Inbox, "set_aside", fail)
            await reads(intake)
            await stage.receives("other", lane=BORIS)
            for _ in range(3):
                stage.clock.advance(10)
                await reads(intake)
        assert stage.desk.heard == [("other",)]

        stage.clock.advance(10)
        await reads(intake, rounds=2)

        assert (await depth(stage)).set_aside == 1
