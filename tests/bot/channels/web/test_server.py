"""What the HTTP server asks for before it listens."""

from pathlib import Path

import pytest

from bot.channels.web.server import must_be_a_folder
from bot.setting_faults import SettingsError
from bot.settings import Settings


class TestTheFolderForFiles:
    def test_may_be_absent(self, tmp_path: Path) -> None:
        must_be_a_folder(Settings(uploads_dir=tmp_path / "files" / "of-customers"))

    def test_may_be_no_file(self, tmp_path: Path) -> None:
        """The default name may be taken, too: what nobody wrote is no fault of the settings before."""
        (tmp_path / "uploads").write_text("")

        with pytest.raises(SettingsError, match="uploads is a file"):
            must_be_a_folder(Settings(uploads_dir=tmp_path / "uploads"))
