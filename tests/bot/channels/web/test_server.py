"""What the HTTP server asks for before it listens."""

from pathlib import Path

import pytest

from bot.channels.web.server import must_take_files
from bot.setting_faults import SettingsError
from bot.settings import Settings


class TestTheFolderForFiles:
    def test_may_be_absent(self, tmp_path: Path) -> None:
        must_take_files(Settings(uploads_dir=tmp_path / "files" / "of-customers"))

        assert list(tmp_path.iterdir()) == [], "a check makes no folder"

    def test_may_be_no_file(self, tmp_path: Path) -> None:
        """The default name may be taken, too: what nobody wrote is no fault of the settings before."""
        (tmp_path / "uploads").write_text("")

        with pytest.raises(SettingsError, match="uploads is a file"):
            must_take_files(Settings(uploads_dir=tmp_path / "uploads"))

    @pytest.mark.parametrize("name", ["uploads", "uploads/of-customers"])
    def test_may_be_none_that_this_user_cannot_write(
        self, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Rights stop no superuser, who often runs tests: the system's answer stands in for them."""
        (tmp_path / "uploads").mkdir()
        monkeypatch.setattr("os.access", lambda path, _mode: Path(path) != tmp_path / "uploads")

        with pytest.raises(SettingsError) as refusal:
            must_take_files(Settings(uploads_dir=tmp_path / name))

        assert f"UPLOADS_DIR: this user cannot write into {tmp_path / 'uploads'}." in str(refusal.value)
