"""What the FAQ knows is answered at once; what it half knows is asked back; people are one step away."""

import pytest

from tests.journeys.desk import Desk

FTP = "Как получить доступ к FTP?"
FTP_ANSWER = "Откройте личный кабинет → «Доступы» → FTP."
MAIL = "Как создать почтовый ящик?"
MAIL_REMOVED = "Как удалить почтовый ящик?"


@pytest.fixture
async def desk(desk: Desk) -> Desk:
    """A desk whose FAQ holds three entries, two of them close to each other."""
    await desk.knows(FTP, FTP_ANSWER, "не пускает на фтп")
    await desk.knows(MAIL, "Раздел «Почта» → «Создать».")
    await desk.knows(MAIL_REMOVED, "Раздел «Почта» → ящик → «Удалить».")
    await desk.opens()
    return desk


class TestAQuestionTheFaqKnows:
    async def test_is_answered_without_bothering_people(self, desk: Desk) -> None:
        anna = await desk.customer()
        await anna.writes("как получить доступ к ftp")

        answer = await anna.shows(FTP_ANSWER)

        assert answer.buttons == ["Помогло", "Не помогло"]
        assert await desk.topics() == []

    async def test_that_helped_is_thanked_for_and_loses_its_buttons(self, desk: Desk) -> None:
        anna = await desk.customer()
        await anna.writes(FTP)
        answer = await anna.shows(FTP_ANSWER)

        await anna.presses("Помогло")

        assert (await anna.changes(answer)).buttons == []
        await desk.settles()
        assert await desk.topics() == []

    async def test_that_did_not_help_goes_to_people_without_retyping(self, desk: Desk) -> None:
        anna = await desk.customer()
        await anna.writes("Не пускает на фтп!")
        answer = await anna.shows(FTP_ANSWER)

        await anna.presses("Не помогло")

        acknowledgement = await anna.shows("№ 1")
        assert "Не пускает на фтп" in acknowledgement.text
        await (await desk.topic()).shows("Не пускает на фтп!")
        assert (await anna.changes(answer)).buttons == []


class TestAQuestionTheFaqHalfKnows:
    async def test_is_asked_back_with_a_way_to_a_person(self, desk: Desk) -> None:
        anna = await desk.customer()
        await anna.writes("почтовый ящик")

        choices = await anna.shows(has_button="почтов")

        assert {MAIL, MAIL_REMOVED} & set(choices.buttons)
        assert len(choices.buttons) <= 4
        assert choices.buttons[-1] not in {FTP, MAIL, MAIL_REMOVED}

    async def test_is_answered_by_the_choice_pressed(self, desk: Desk) -> None:
        anna = await desk.customer()
        await anna.writes("почтовый ящик")
        choices = await anna.shows(has_button="почтов")

        await anna.presses(choices.buttons[0])

        answer = await anna.shows("Раздел «Почта»")
        assert answer.buttons == ["Помогло", "Не помогло", choices.buttons[1]]
        assert (await anna.changes(choices)).buttons == []

    async def test_goes_to_people_when_that_is_pressed(self, desk: Desk) -> None:
        anna = await desk.customer()
        await anna.writes("почтовый ящик")
        choices = await anna.shows(has_button="почтов")

        await anna.presses(choices.buttons[-1])

        await anna.shows("«почтовый ящик»")
        await (await desk.topic()).shows("почтовый ящик")


class TestAPersonIsWanted:
    async def test_with_nothing_asked_before_asks_once_and_takes_whatever_comes(self, desk: Desk) -> None:
        anna = await desk.customer()
        await anna.writes("/human")
        await anna.shows()
        assert await desk.topics() == []

        await anna.writes(FTP)

        await anna.shows("№ 1")
        await (await desk.topic()).shows(FTP)
        assert FTP_ANSWER not in await anna.texts()
