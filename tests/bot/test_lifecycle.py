"""How everything that runs stops: within a bound, and with what happened written down."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot import lifecycle
from bot.lifecycle import TIME_TO_WRITE_DOWN, App
from bot.settings import load_settings
from handlers.channel import Delivered
from storage.records.letters import ClaimedLetter, LetterState
from tests.bot.workers.stage import ANNA, BORIS, ScriptedChannel, Stage, letter_to


def _by_chat() -> defaultdict[str, asyncio.Event]:
    return defaultdict(asyncio.Event)


@dataclass
class SlowChannel(ScriptedChannel):
    """Tells which chats it was handed a letter to, and answers of each when it is told to."""

    handed: defaultdict[str, asyncio.Event] = field(default_factory=_by_chat)
    answers: defaultdict[str, asyncio.Event] = field(default_factory=_by_chat)

    async def deliver(self, claimed: ClaimedLetter) -> Delivered:
        chat = claimed.posted.letter.to.chat
        self.handed[chat].set()
        await self.answers[chat].wait()
        return await super().deliver(claimed)


class TestAStop:
    async def test_writes_down_what_arrived_though_another_send_never_ends(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(lifecycle, "TIME_TO_FINISH", TIME_TO_WRITE_DOWN + timedelta(seconds=1))
        channel = SlowChannel(stage.clock)
        place = replace(stage.place, channels={channel.name: channel})
        settings = load_settings(env_file=None, environ={})
        app = App(place, None, None, settings, stage.crashed, stage.clock, polls=False)
        await stage.posts(letter_to(ANNA, "slow"), letter_to(BORIS, "stuck"))
        app.start()
        for chat in (ANNA, BORIS):
            await channel.handed[chat].wait()

        stopping = place.supervisor.start(app.stop(), name="stop")
        await asyncio.sleep(0)  # it has begun
        channel.answers[ANNA].set()
        await stopping

        assert channel.texts == ["slow"]
        assert (await stage.letter(1)).state is LetterState.SENT
        assert (await stage.letter(2)).state is LetterState.SENDING
