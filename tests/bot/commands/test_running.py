"""What a start warns of, for operators who never run `otboinik check`."""

from pathlib import Path

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.commands.running import warn_of
from bot.settings import Settings


@pytest.fixture(autouse=True)
def env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / ".env"


class TestAStart:
    def test_warns_of_misspelt_settings_and_of_nobody_who_manages(self, env_file: Path) -> None:
        env_file.write_text("MANAGER_ID=5\nCOMPOSE_PROJECT_NAME=shop\n", encoding="utf-8")

        with capture_logs() as logs:
            warn_of(Settings(telegram_bot_token=SecretStr("123:abc")))

        misspelt, nobody = logs
        assert (misspelt["name"], misspelt["meant"]) == ("MANAGER_ID", "MANAGER_IDS")
        assert nobody["event"].startswith("MANAGER_IDS is empty")

    def test_without_telegram_needs_no_managers_there(self) -> None:
        with capture_logs() as logs:
            warn_of(Settings())

        assert logs == []
