"""What a start warns of, for operators who never run `otboinik check`."""

from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.commands.running import warn_of, welcome
from bot.settings import Settings


@pytest.fixture(autouse=True)
def env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / ".env"


A_TOKEN = SecretStr("123:abc")
HTTPS = "https://support.example.org"
WEBHOOK = {
    "telegram_bot_token": A_TOKEN,
    "manager_ids": frozenset({5}),
    "telegram_webhook_url": f"{HTTPS}/hook",
}
EMBEDDED = ("https://shop.example.org",)


class TestAStart:
    def test_warns_of_misspelt_settings_and_of_nobody_who_manages(self, env_file: Path) -> None:
        env_file.write_text("MANAGER_ID=5\nCOMPOSE_PROJECT_NAME=shop\n", encoding="utf-8")

        with capture_logs() as logs:
            warn_of(Settings(telegram_bot_token=A_TOKEN))

        misspelt, nobody = logs
        assert (misspelt["name"], misspelt["meant"]) == ("MANAGER_ID", "MANAGER_IDS")
        assert nobody["event"].startswith("MANAGER_IDS is empty")

    def test_without_telegram_needs_no_managers_there(self) -> None:
        with capture_logs() as logs:
            warn_of(Settings())

        assert logs == []

    @pytest.mark.parametrize(
        ("settings", "told"),
        [
            (
                {"staff_chat_id": -5, "line2_chat_id": -6},
                "nothing comes of STAFF_CHAT_ID, LINE2_CHAT_ID",
            ),
            ({"telegram_webhook_url": f"{HTTPS}/hook"}, "nothing comes of TELEGRAM_WEBHOOK_URL"),
            (
                {"public_url": f"{HTTPS}/help"},
                f"/help of PUBLIC_URL is passed over: people reach {HTTPS}/chat",
            ),
            ({"allowed_origins": EMBEDDED}, "write PUBLIC_URL=https://"),
            ({**WEBHOOK, "telegram_webhook_secret": SecretStr("abc")}, "SECRET can be guessed"),
        ],
    )
    def test_warns_of_settings_that_do_not_do_what_they_say(
        self, settings: dict[str, Any], told: str
    ) -> None:
        with capture_logs() as logs:
            warn_of(Settings(**settings))

        (warning,) = logs
        assert told in warning["event"]

    @pytest.mark.parametrize(
        "settings",
        [
            {"telegram_bot_token": A_TOKEN, "manager_ids": frozenset({5}), "staff_chat_id": -5},
            {**WEBHOOK, "telegram_webhook_secret": SecretStr("s" * 16)},
            {"public_url": HTTPS, "allowed_origins": EMBEDDED},
            {"trusted_proxies": (ip_network("10.0.0.0/8"),), "allowed_origins": EMBEDDED},
            {"public_url": f"{HTTPS}/help", "allowed_origins": EMBEDDED, "web_chat": False},
        ],
    )
    def test_says_nothing_of_settings_that_do(self, settings: dict[str, Any]) -> None:
        with capture_logs() as logs:
            warn_of(Settings(**settings))

        assert logs == []


class TestTheWelcome:
    @pytest.mark.parametrize(
        ("questions", "told"),
        [
            (("Где мой заказ?", "Как вернуть товар?"), "; ask «Где мой заказ?», then something"),
            (("Как " + "очень " * 20 + "долго спрашивать?", "Где чек?"), "; ask «Где чек?», then"),
            ((), "the customer's side\n"),
        ],
    )
    def test_has_a_question_tried_that_this_faq_answers(self, questions: tuple[str, ...], told: str) -> None:
        assert told in welcome("http://127.0.0.1:8080", None, questions)
