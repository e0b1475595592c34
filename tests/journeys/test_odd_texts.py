"""Names and texts that break lesser bots; secrets that must not spread."""

import pytest

from tests.journeys.desk import Desk
from tests.journeys.people import Topic

CARD = "4276 3800 1234 5679"  # holds by Luhn; belongs to nobody


@pytest.fixture
async def desk(desk: Desk) -> Desk:
    await desk.opens()
    return desk


NAMES = [
    ("<b>Анна</b>", "& Co"),
    ("*Анна* _x_ [y](http://evil.example)", ""),
    ("\u202eАнна", "אבג"),
    ("😀👑", ""),
    (".", "\u200b"),
    ("{name} %s {0}", "$name"),
    ("А" * 64, "Б" * 64),
    ("Support", "Admin"),
]
TEXTS = [
    "<b>жирный</b> <script>alert(1)</script> &amp; не работает",
    "*звёздочки* _и_ `код` [ссылка](tg://user?id=1) не открываются",
    "\u202eтекст наоборот\u202c не открывается",
    "לא עובד לי האתר מאז אתמול",
    "😀😀😀 всё сломалось 🤷‍♀️",
    '{ $name } { "{" } %(name)s не подставляется',
    "/неизвестная_команда не работает",
    "😡😡😡",
    "?",
]
LONGEST = ["слово " * 682 + "конц", "😀" * 2048, "я" * 4096]


class TestOddNames:
    async def test_get_their_ticket_and_their_answer(self, desk: Desk, subtests: pytest.Subtests) -> None:
        for number, (name, last_name) in enumerate(NAMES, start=1):
            with subtests.test(name, last_name=last_name):
                person = await desk.customer(name, last_name=last_name)
                await person.writes("Сайт открывается через раз")
                said = await person.shows(f"№ {number}")
                topic = await desk.topic(number)
                await topic.card_shows("через раз")
                await desk.sergey.writes(topic, "Чиним.")
                await person.shows("Чиним.")

                for never in ("None", "\u202e", "evil.example"):
                    assert never not in said.text
                assert {kind for kind, _ in said.entities} <= {"bold", "italic"}


class TestOddTexts:
    async def test_reach_people_as_they_are(self, desk: Desk, subtests: pytest.Subtests) -> None:
        for number, text in enumerate(TEXTS, start=1):
            with subtests.test(text):
                topic = await self.asked_of_people(desk, text, number)
                await topic.shows(text)

    async def test_of_4096_units_reach_people_whole(self, desk: Desk, subtests: pytest.Subtests) -> None:
        for number, text in enumerate(LONGEST, start=1):
            with subtests.test(text[:5]):
                topic = await self.asked_of_people(desk, text, number)
                letter = text[0]
                await desk.settles()
                assert "".join(await topic.texts()).count(letter) >= text.count(letter)

    async def asked_of_people(self, desk: Desk, text: str, number: int) -> Topic:
        """Somebody wants a person and then says this; FAQ and small talk stay out of it."""
        person = await desk.customer()
        await person.writes("/human")
        await person.shows()
        await person.writes(text)
        await person.shows(f"№ {number}")
        return await desk.topic(number)


class TestSecrets:
    SECRETS = (
        (f"Не проходит оплата картой {CARD} второй день", CARD),
        ("Не пускает, пароль: Qwerty-98765 не подходит", "Qwerty-98765"),
    )

    async def test_stand_nowhere_in_the_group_nor_in_the_acknowledgement(
        self, desk: Desk, subtests: pytest.Subtests
    ) -> None:
        for number, (text, secret) in enumerate(self.SECRETS, start=1):
            with subtests.test(secret):
                anna = await desk.customer()
                await anna.writes(text)
                await anna.shows(f"№ {number}")
                topic = await desk.topic(number)
                await topic.card()
                await anna.writes(f"повторяю: {text}")
                await topic.shows("повторяю")

                said = [topic.name, *await topic.texts(), *await anna.texts()]
                digits = secret.replace(" ", "")
                assert not any(digits in line.replace(" ", "") for line in said)
                assert secret not in str(await desk.tg.journal(kinds=["call"]))
