"""Names and texts that break lesser bots; secrets that must not spread."""

import pytest

from tests.journeys.desk import Desk

CARD = "4276 3800 1234 5679"  # holds by Luhn; belongs to nobody


@pytest.fixture
async def desk(desk: Desk) -> Desk:
    await desk.opens()
    return desk


class TestOddNames:
    @pytest.mark.parametrize(
        ("name", "last_name"),
        [
            ("<b>Анна</b>", "& Co"),
            ("*Анна* _x_ [y](http://evil.example)", ""),
            ("\u202eАнна", "אבג"),
            ("😀👑", ""),
            (".", "\u200b"),
            ("{name} %s {0}", "$name"),
            ("А" * 64, "Б" * 64),
            ("Support", "Admin"),
        ],
    )
    async def test_get_their_ticket_and_their_answer(self, desk: Desk, name: str, last_name: str) -> None:
        person = await desk.customer(name, last_name=last_name)
        await person.writes("Сайт открывается через раз")

        acknowledgement = await person.shows("№ 1")
        topic = await desk.topic()
        await topic.card_shows("через раз")
        await desk.sergey.writes(topic, "Чиним.")

        await person.shows("Чиним.")
        assert "None" not in acknowledgement.text
        assert "\u202e" not in acknowledgement.text
        assert "evil.example" not in acknowledgement.text
        assert {kind for kind, _ in acknowledgement.entities} <= {"bold", "italic"}


class TestOddTexts:
    @pytest.mark.parametrize(
        "text",
        [
            "<b>жирный</b> <script>alert(1)</script> &amp; не работает",
            "*звёздочки* _и_ `код` [ссылка](tg://user?id=1) не открываются",
            "\u202eтекст наоборот\u202c не открывается",
            "לא עובד לי האתר מאז אתמול",
            "😀😀😀 всё сломалось 🤷‍♀️",
            '{ $name } { "{" } %(name)s не подставляется',
            "/неизвестная_команда не работает",
            "😡😡😡",
            "?",
        ],
    )
    async def test_reach_people_as_they_are(self, desk: Desk, text: str) -> None:
        anna = await desk.customer()
        await anna.writes("/human")
        await anna.shows()
        await anna.writes(text)

        await anna.shows("№ 1")
        topic = await desk.topic()
        await topic.shows()
        await desk.settles()
        assert any(text in seen for seen in await topic.texts())

    @pytest.mark.parametrize("text", ["слово " * 682 + "конц", "😀" * 2048, "я" * 4096])
    async def test_of_4096_units_reach_people_whole(self, desk: Desk, text: str) -> None:
        anna = await desk.customer()
        await anna.writes("/human")
        await anna.shows()
        await anna.writes(text)

        await anna.shows("№ 1")
        topic = await desk.topic()
        await desk.settles()
        shown = "".join("".join(await topic.texts()).split())
        assert shown.count(text.split(maxsplit=1)[0][0]) >= text.count(text.split(maxsplit=1)[0][0])


class TestSecrets:
    @pytest.mark.parametrize(
        ("text", "secret"),
        [
            (f"Не проходит оплата картой {CARD} второй день", CARD),
            ("Не пускает, пароль: Qwerty-98765 не подходит", "Qwerty-98765"),
        ],
    )
    async def test_stand_nowhere_in_the_group_nor_in_the_acknowledgement(
        self, desk: Desk, text: str, secret: str
    ) -> None:
        anna = await desk.customer()
        await anna.writes(text)
        await anna.shows("№ 1")
        topic = await desk.topic()
        await topic.card()
        await anna.writes(f"повторяю: {text}")
        await topic.shows("повторяю")
        await desk.settles()

        said = [topic.name, *await topic.texts(), *await anna.texts()]
        digits = secret.replace(" ", "")
        assert not any(secret in line or digits in line.replace(" ", "") for line in said)
        assert secret not in str(await desk.tg.journal(kinds=["call"]))
