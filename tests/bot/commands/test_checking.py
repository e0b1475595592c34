"""`otboinik check` against a messenger: what it says about the way updates come."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.channels.telegram_rights import ChatRights, missing_rights
from bot.channels.telegram_webhook_calls import WebhookState, webhook_state_from
from bot.commands import checking_telegram
from bot.commands.checking import check
from bot.commands.checking_telegram import backlog_finding, webhook_findings
from bot.settings import read_settings
from tests.bot.ports import free_port
from tests.journeys.desk import Desk

URL = "https://support.example.org/telegram"
OTHER = "https://elsewhere.example.org/hook"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class TestTheWebhook:
    @pytest.mark.parametrize(
        ("wanted", "is_set", "said"),
        [
            (URL, URL, [f"ok       webhook {URL}"]),
            (None, "", ["ok       long polling, no webhook is set"]),
            (URL, "", [f"warning  webhook {URL}: it is not set yet; `otboinik run` sets it"]),
            (
                URL,
                OTHER,
                [f"warning  webhook {URL}: Telegram calls {OTHER} instead; `otboinik run` sets it"],
            ),
            (
                None,
                URL,
                [f"warning  long polling: Telegram calls {URL}; `otboinik run` removes that webhook"],
            ),
        ],
    )
    def test_is_compared_with_the_settings(self, wanted: str | None, is_set: str, said: list[str]) -> None:
        found = webhook_findings(wanted, WebhookState(is_set, 0))

        assert [str(finding) for finding in found] == said

    def test_tells_its_last_error(self) -> None:
        state = WebhookState(URL, 3, NOON, "502 Bad Gateway")

        _, error = webhook_findings(URL, state)
        assert (
            str(error) == "warning  webhook: the last call that failed, 2026-11-22 12:00 UTC: 502 Bad Gateway"
        )

    def test_is_read_from_what_telegram_answers(self) -> None:
        info = {"url": URL, "pending_update_count": 2, "last_error_date": 1_795_348_800}

        assert webhook_state_from(info) == WebhookState(URL, 2, NOON, None)
        assert webhook_state_from({}) == WebhookState("", 0)


class TestAStaffGroup:
    def test_that_is_public_is_to_be_made_private(self) -> None:
        rights = ChatRights(
            "Desk",
            is_public=True,
            is_forum=True,
            is_administrator=True,
            can_manage_topics=True,
            can_pin_messages=True,
            can_delete_messages=True,
            reads_everything=True,
        )

        assert [line.partition(":")[0] for line in missing_rights(rights)] == ["make the group private"]
        assert list(missing_rights(replace(rights, is_public=False))) == []


class TestTheBacklog:
    @pytest.mark.parametrize(
        ("before", "now", "said"),
        [
            (0, 0, "ok       updates that wait at Telegram: 0"),
            (9, 4, "ok       updates that wait at Telegram: 4"),
            (9, 9, "they do not become fewer"),
            (4, 9, "they become more (4 just before)"),
        ],
    )
    def test_is_warned_of_unless_it_shrinks(self, before: int, now: int, said: str) -> None:
        finding = backlog_finding(before, WebhookState(URL, now))

        assert said in str(finding)
        assert (finding.warning is None) == said.startswith("ok")
        assert finding.missing is None


class TestAgainstAMessenger:
    @pytest.fixture
    async def desk(self, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
        monkeypatch.setattr(checking_telegram, "BACKLOG_SECONDS", 0.2)
        async with Desk.stands(sqlite_url) as desk:
            yield desk

    async def check(self, desk: Desk, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
        status = await check(read_settings(env_file=None, environ=desk.settings))
        return status, capsys.readouterr().out

    async def test_a_bot_that_polls_is_well(self, desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
        status, said = await self.check(desk, capsys)

        assert status == 0
        assert "ok       long polling" in said
        assert "warning" not in said
        assert "ok       search of canned replies while typing: off (/setinline at @BotFather" in said

    async def test_a_desk_without_managers_is_warned_of(
        self, desk: Desk, capsys: pytest.CaptureFixture[str]
    ) -> None:
        desk.settings["MANAGER_IDS"] = ""

        status, said = await self.check(desk, capsys)

        assert status == 0
        assert "warning  managers: MANAGER_IDS is empty" in said

    async def test_wrong_settings_keep_nothing_from_being_looked_at_that_others_allow(
        self, desk: Desk, capsys: pytest.CaptureFixture[str]
    ) -> None:
        desk.settings |= {
            "LINE2_CHAT_ID": "people",
            "TELEGRAM_WEBHOOK_URL": "https://x/y",
            "TIME_ZONE": "Mars",
        }

        status = await check(read_settings(env_file=None, environ=desk.settings))
        told = capsys.readouterr()

        assert status == 2
        assert all(name in told.err for name in ("LINE2_CHAT_ID", "TELEGRAM_WEBHOOK_SECRET", "TIME_ZONE"))
        assert "ok       settings" not in told.out
        assert "ok       token of @" in told.out
        assert "skipped  webhook: mend TELEGRAM_WEBHOOK_SECRET first" in told.out
        assert f"ok       line 1's group {desk.group}" in told.out
        assert "line 2" not in told.out

    async def test_a_webhook_that_nobody_answers_is_warned_of(
        self, desk: Desk, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """It names the error and what waits; a webhook of our own is no reason to fail."""
        port = free_port()
        desk.settings |= {
            "TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
            "TELEGRAM_WEBHOOK_SECRET": "a-long_random-word",
            "HTTP_LISTEN": f"127.0.0.1:{port}",
        }
        await desk.opens()
        await desk.opened_ticket("Сайт открывается через раз")
        await desk.settles()
        await desk.closes()
        anna = await desk.customer()
        await anna.writes("Есть кто-нибудь?")

        async def failed() -> bool:
            return (await desk.tg.counters()).get("webhook_errors", 0) > 0

        await desk.tg.until(failed)
        status, said = await self.check(desk, capsys)

        assert status == 0
        assert f"ok       webhook http://127.0.0.1:{port}/telegram" in said
        assert "warning  webhook: the last call that failed" in said
        assert "warning  updates that wait at Telegram: 1: they do not become fewer" in said
        assert "a-long_random-word" not in said
