"""The folder for files is lost while the web is served: files wait, everything else goes on."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from tests.bot.channels.web.browser import Browser
from tests.bot.channels.web.conftest import Served


@pytest.fixture
def lose_the_folder(served: Served) -> Callable[[], None]:
    """Something else stands at its place: the system refuses to write there, whoever asks."""

    def lose() -> None:
        folder = served.web.uploads.folder
        if folder.exists():
            folder.rename(folder.with_name("moved away"))
        folder.write_text("no folder", "utf-8")

    return lose


async def test_a_file_that_cannot_be_kept_may_be_sent_again_later(
    anna: Browser, lose_the_folder: Callable[[], None]
) -> None:
    lose_the_folder()

    with capture_logs() as logged:
        refused = await anna.uploads()

    assert refused.status == 503
    assert await refused.json() == {"error": "unavailable"}
    assert [entry["event"] for entry in logged] == ["a file could not be kept"]


async def test_old_files_that_cannot_be_removed_go_as_soon_as_they_can(
    served: Served, anna: Browser, lose_the_folder: Callable[[], None]
) -> None:
    """Neither the web ends by that, nor an erasure."""
    unsent = (await (await anna.uploads()).json())["file"]
    uploads = served.web.uploads
    lose_the_folder()
    served.clock.advance(timedelta(days=2))

    with capture_logs() as logged:
        await served.web.housekeeping.tidy()
    assert "files of the web cannot be removed" in [entry["event"] for entry in logged]

    uploads.folder.unlink()
    uploads.folder.with_name("moved away").rename(uploads.folder)
    assert uploads.path(unsent).exists()
    await served.web.housekeeping.tidy()
    assert not uploads.path(unsent).exists()
