"""What the bot itself says to a customer who adds to an open ticket; the desk works from 9 to 18."""

import pytest

from tests.handlers.front import Desk
from tests.handlers.people import Customer

QUESTION = "Корзина показывает чужие товары в заказе"
SORRY = "Решаем дольше, чем обещали: просим прощения, специалисты этим занимаются."
AWAY = "Сейчас нерабочее время, специалисты вернутся завтра в 09:00 (МСК)."


@pytest.fixture(autouse=True)
async def a_ticket(desk: Desk, anna: Customer) -> None:
    """Opened at 10:00, and taken."""
    await anna.writes(QUESTION)
    await desk.agent().writes("/take", ticket=1)


class TestOutOfHours:
    async def test_is_told_once_a_night(self, desk: Desk, anna: Customer) -> None:
        await desk.passes(hours=11)
        before = len(anna.reads)

        await anna.writes("И ещё не приходят письма")
        await anna.writes("И чек тоже не пришёл")

        assert anna.reads[before:] == [AWAY]
        assert AWAY in [said.content.text.text for said in await desk.history()]

    async def test_is_not_told_while_people_work(self, desk: Desk, anna: Customer) -> None:
        await desk.passes(hours=1)
        before = len(anna.reads)

        await anna.writes("И ещё не приходят письма, когда ответите?")

        assert anna.reads[before:] == []

    @pytest.mark.parametrize("words", ["Номер договора 445566", "/human"])
    async def test_is_not_told_to_whom_somebody_answered_a_moment_ago(
        self, desk: Desk, anna: Customer, words: str
    ) -> None:
        await desk.passes(hours=11)
        await desk.agent().writes("Подскажите номер договора", ticket=1)
        await desk.passes(minutes=5)

        await anna.writes(words)

        assert AWAY not in anna.reads

    async def test_is_not_told_to_whom_gives_thanks(self, desk: Desk, anna: Customer) -> None:
        await desk.passes(hours=11)

        await anna.writes("Спасибо!")

        assert AWAY not in anna.reads


class TestAnOverdueTicket:
    async def test_is_apologised_for_once_a_day_when_they_ask(self, desk: Desk, anna: Customer) -> None:
        await desk.passes(days=1)
        before = len(anna.reads)

        await anna.writes("А когда уже? срок же прошёл")
        await anna.writes("жду!")

        assert anna.reads[before:] == [SORRY]

    async def test_is_not_spoken_of_by_itself(self, desk: Desk, anna: Customer) -> None:
        await desk.passes(days=1)
        before = len(anna.reads)

        await anna.writes("Номер договора 445566")

        assert anna.reads[before:] == []
