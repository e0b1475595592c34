"""Who leaves the desk is out at once, and their tickets are everybody's."""

import pytest

from bot.commands.desk_people import remove_user
from bot.settings import Settings, load_settings
from tests.bot.channels.web.desk_browser import does
from tests.bot.channels.web.opened import PASSWORD, Opened

OLEG = "desk:oleg"


@pytest.fixture
def settings(sqlite_url: str) -> Settings:
    """Those of an operator beside the bot."""
    return load_settings(env_file=None, environ={"DATABASE_URL": sqlite_url, "SAMPLE_FAQ": "off"})


class TestWhoLeft:
    async def test_is_out_and_their_tickets_wait_for_somebody_else(
        self, opened: Opened, settings: Settings
    ) -> None:
        oleg, maria = await opened.desk("Олег Агентов"), await opened.desk("Мария Главная")
        _, number = await opened.ticket(oleg)
        await oleg.does(number, "take")

        assert await remove_user(settings, "Олег Агентов") == 0

        assert (await oleg.calls("GET", "inbox"))[0] == 401
        again = await opened.desk()
        assert (await again.signs_in("Олег Агентов", PASSWORD)).status == 403
        left = await maria.sees(f"tickets/{number}", lambda told: told["assignee"] is None)
        assert "Ответственный больше не в группе" in [item.get("words") for item in left["timeline"]]
        told = await maria.sees("inbox", lambda inbox: bool(inbox["posts"]))
        assert told["posts"][-1]["text"].startswith("Олег Агентов больше не в группе.")

    async def test_is_neither_offered_nor_taken_for_a_ticket(
        self, opened: Opened, settings: Settings
    ) -> None:
        oleg, maria = await opened.desk("Олег Агентов"), await opened.desk("Мария Главная")
        _, number = await opened.ticket(oleg)
        await oleg.says(number, "смотрю", note=True)
        await remove_user(settings, "Олег Агентов")

        offered = (await maria.gets(f"tickets/{number}/work"))["people"]
        status, refused = await does(maria, number, "assignee", person=OLEG)

        assert OLEG not in {person["address"] for person in offered}
        assert status == 409
        assert refused["words"].startswith("Олег Агентов больше не состоит в этой группе")
