"""Phrasings whose answers keep failing: shown with what was asked, and an entry begun with that."""

import pytest

from tests.handlers.front import Desk
from tests.handlers.people import Customer, Staff

FTP = "Как получить доступ к FTP?"
NEAR = "не могу зайти на ftp сервер"


@pytest.fixture
async def desk(desk: Desk) -> Desk:
    await desk.knows(FTP, "Личный кабинет → «Доступы».", "не пускает на фтп", "ftp пароль")
    await desk.knows("Как создать почтовый ящик?", "Раздел «Почта» → «Создать».", "заведите почту")
    return desk


class TestAPhrasingThatKeepsFailing:
    async def fails(self, desk: Desk, number: int, press: str = "Не помогло") -> None:
        customer = desk.customer(address=f"telegram:{number}")
        await customer.writes("ftp пароль")
        await customer.presses(press)

    async def test_is_shown_with_what_became_of_it(self, desk: Desk) -> None:
        maria: Staff = desk.manager()
        await self.fails(desk, 50)
        await maria.writes("/faq failing")
        await self.fails(desk, 51)
        await self.fails(desk, 52, "Помогло")

        await maria.writes("/faq failing")

        once, often = desk.general()[-2:]
        assert once.startswith("Формулировок, ответы на которые раз за разом не помогают, нет.")
        assert often.splitlines()[-2] == "№ 1 «ftp пароль»: не помогло 2, помогло 1"

    async def test_is_shown_in_private_with_what_customers_had_asked(self, desk: Desk) -> None:
        """As it is kept, without secrets; a group gets no words of customers."""
        for number, words in enumerate(("ftp пароль", "ftp пароль?", "FTP  пароль", "ftp парль"), start=50):
            customer = desk.customer(address=f"telegram:{number}")
            await customer.writes(words)
            await customer.presses("Не помогло")
            await desk.passes(minutes=1)
        private = await desk.manager().in_private()

        await desk.manager().writes("/faq failing")
        await private.writes("/faq failing")

        assert "парль" not in desk.general()[-1]
        assert desk.general()[-1].endswith("покажу в личном чате: /faq failing")
        assert private.reads[-1].endswith("— спрашивали: «ftp парль», «FTP пароль», «ftp пароль?»")

    async def test_that_was_chosen_from_an_offer_shows_the_question_too(self, desk: Desk) -> None:
        for number in (50, 51):
            customer = desk.customer(address=f"telegram:{number}")
            await customer.writes(NEAR)
            await desk.passes(minutes=1)
            await customer.presses(FTP)
            await customer.presses("Не помогло")
        private = await desk.manager().in_private()

        await private.writes("/faq failing")

        assert f"— спрашивали: «{NEAR}»" in private.reads[-1].splitlines()

    async def test_shows_no_words_of_whom_asked_to_be_forgotten(self, desk: Desk) -> None:
        await self.fails(desk, 50)
        await self.fails(desk, 51)
        for number in (50, 51):
            customer = desk.customer(address=f"telegram:{number}")
            await customer.writes("/forget")
            await customer.presses("Стереть всё")
            await desk.passes(minutes=5)
        private = await desk.manager().in_private()

        await private.writes("/faq failing")

        assert "спрашивали" not in private.reads[-1]

    async def test_is_no_longer_once_the_answer_changed(self, desk: Desk) -> None:
        await self.fails(desk, 50)
        await self.fails(desk, 51)
        await desk.passes(minutes=1)

        await desk.manager().writes(f"/faq edit 1 {FTP}\n~ ftp пароль\n\nТеперь иначе.")
        await desk.manager().writes("/faq failing")

        assert desk.general()[-1].startswith("Формулировок, ответы на которые")

    async def test_is_no_longer_once_it_was_taken_out(self, desk: Desk) -> None:
        await self.fails(desk, 50)
        await self.fails(desk, 51)

        await desk.manager().writes(f"/faq edit 1 {FTP}\n~ не пускает\n\nЛичный кабинет → «Доступы».")
        await desk.manager().writes("/faq failing")

        assert desk.general()[-1].startswith("Формулировок, ответы на которые")


class TestAQuestionThatIsNotForTheEntry:
    @pytest.fixture
    async def maria(self, desk: Desk) -> Customer:
        """A manager in private, where what failed is shown."""
        for number in (50, 51):
            customer = desk.customer(address=f"telegram:{number}")
            await customer.writes(NEAR)
            await customer.presses(FTP)
            await customer.presses("Не помогло")
            await desk.passes(minutes=1)
        maria = await desk.manager().in_private()
        await maria.writes("/faq failing")
        return maria

    async def test_is_made_an_entry_of_its_own_by_one_press(self, desk: Desk, maria: Customer) -> None:
        assert maria.screen[-1].labels == [f"Отдельная запись: {NEAR}"]

        await maria.presses(f"Отдельная запись: {NEAR}")
        await maria.writes("/skip")
        await maria.writes("Проверьте, не закрыт ли порт 21.")

        assert (await desk.faq())[-1] == (NEAR, (), "Проверьте, не закрыт ли порт 21.")
        await maria.writes("/faq failing")
        assert maria.reads[-1].endswith(f"— спрашивали: «{NEAR}» (теперь это № 3)")
        assert maria.screen[-1].labels == []

    async def test_leaves_an_entry_that_is_begun_as_it_is(self, desk: Desk, maria: Customer) -> None:
        await maria.writes("/faq add")

        notice = await maria.presses(f"Отдельная запись: {NEAR}")

        assert notice.startswith("Сначала закончите начатую запись")
        assert len(await desk.faq()) == 2

    async def test_is_begun_no_more_once_an_entry_has_it(self, desk: Desk, maria: Customer) -> None:
        await desk.knows(NEAR, "Проверьте порт.")
        await desk.front.refresh()

        assert await maria.presses(f"Отдельная запись: {NEAR}") == "Эта кнопка больше не действует."

    async def test_that_the_entry_has_as_a_phrasing_is_taken_out_there(self, desk: Desk) -> None:
        """A second entry with the same words would make the bot ask back."""
        for number in (50, 51):
            customer = desk.customer(address=f"telegram:{number}")
            await customer.writes("ftp пароль")
            await customer.presses("Не помогло")
        maria = await desk.manager().in_private()

        await maria.writes("/faq failing")

        assert maria.screen[-1].labels == []
