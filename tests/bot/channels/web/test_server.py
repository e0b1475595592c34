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

    @pytest.mark.skipif(not Path("/proc").is_dir(), reason="a folder into which not even root can write")
    @pytest.mark.parametrize("folder", ["/proc", "/proc/files/of-customers"])
    def test_may_be_none_where_nobody_can_write(self, folder: str) -> None:
        with pytest.raises(SettingsError) as refusal:
            must_take_files(Settings(uploads_dir=Path(folder)))

        assert "UPLOADS_DIR: this user cannot write into /proc." in str(refusal.value)
