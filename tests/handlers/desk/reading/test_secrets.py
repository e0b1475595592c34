"""Secrets are covered, their neighbours are not, and nothing moves."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.reading.secret_keywords import FIND_AFTER_KEYWORD, mentions_keyword
from handlers.desk.reading.secrets import COVER, mask, mask_burst
from storage.records.content import utf16_length

SECRETS = [
    "пароль: qwerty",
    "Пароль:\nqwerty",
    "my password is hunter2",
    "код 1234",
    "карта 4111-1111-1111-1111",
    "https://bob:s3cr3t@example.com/",
    "sk-abcdefghijklmnop1234",
    "token: 😀😀abc12345",
]

KEYWORDS = st.sampled_from(
    ["пароль", "password", "код", "pin", "cvv", "token", "Bearer", "is", ":", "login", "\n", "4111"]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(KEYWORDS | st.text(max_size=8) | st.from_regex(r"\d{1,6}", fullmatch=True), max_size=20).map(
        " ".join
    ),
    st.lists(st.sampled_from(SECRETS) | st.text(max_size=10), max_size=6).map("".join),
)


def a_card(prefix: str) -> str:
    """A number that passes Luhn."""
    return next(f"{prefix}{digit}" for digit in range(10) if _luhn(f"{prefix}{digit}") % 10 == 0)


def _luhn(number: str) -> int:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled)


class TestASecret:
    @pytest.mark.parametrize(
        ("text", "masked"),
        [
            ("карта 4111 1111 1111 1111", "карта •••• •••• •••• 1111"),
            ("4111-1111-1111-1111", "••••-••••-••••-1111"),
            ("№4111111111111111!", "№••••••••••••1111!"),
            ("12 4111111111111111", "12 ••••••••••••1111"),
            ("3782 822463 10005", "•••• •••••• •0005"),
            ("пароль: qwerty", "пароль: ••••••"),
            ("Пароль:\nqwerty", "Пароль:\n••••••"),
            ("пароль — Qwerty12", "пароль — ••••••••"),
            ("пароль qwerty123 не подошёл", "пароль ••••••••• не подошёл"),
            ('пароль: "мой пёс Рекс"', "пароль: •••• ••• •••••"),
            ("пароль от ftp: qwerty", "пароль от ftp: ••••••"),
            ("пароль от фтп: солнышко", "пароль от фтп: ••••••••"),
            ("my password is hunter2", "my password is •••••••"),
            ("my password is sunshine.", "my password is ••••••••."),
            ("логин admin пароль sunshine", "логин admin пароль ••••••••"),
            ("логин и пароль: admin sunshine", "логин и пароль: ••••• ••••••••"),
            ("Login: bob Password: Tr0ub4dor&3", "Login: bob Password: •••••••••••"),
            ("DB_PASSWORD=supersecret", "DB_PASSWORD=•••••••••••"),
            ("пароль - sunshine", "пароль - ••••••••"),
            ("пароль от почты Qwerty12!", "пароль от почты •••••••••"),
            ("the password for my ftp is hunter2", "the password for my ftp is •••••••"),
            ("мой пароль supersecret, не входит", "мой пароль •••••••••••, не входит"),
            ("код с обратной стороны карты 123", "код с обратной стороны карты •••"),
            ("кодовое слово: Барсик", "кодовое слово: ••••••"),
            ("my pin number is 1234", "my pin number is ••••"),
            ("код 1234", "код ••••"),
            ("код из смс 482913", "код из смс ••••••"),
            ("код подтверждения: 4821", "код подтверждения: ••••"),
            ("смс-код 4821", "смс-код ••••"),
            ("пин-код 1234, cvv 123", "пин-код ••••, cvv •••"),
            ("https://bob:s3cr3t@example.com/", "https://bob:••••••@example.com/"),
            ("Authorization: Bearer abcdef1234567890", f"Authorization: Bearer {COVER * 16}"),
        ],
    )
    def test_is_covered(self, text: str, masked: str) -> None:
        assert mask(text) == masked

    @pytest.mark.parametrize(
        "token",
        [
            "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawA",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
            "sk-proj-abcdefghijklmnop1234567890",
            "AKIAIOSFODNN7EXAMPLE",
            "0123456789abcdef0123456789abcdef",
            "kJ8sD2fG7hK3lQ9wE4rT6yU1iO5pA0zX",
        ],
    )
    def test_a_token_is_covered_wherever_it_stands(self, token: str) -> None:
        assert mask(f"вот {token} не работает") == f"вот {COVER * len(token)} не работает"

    def test_a_private_key_is_covered(self) -> None:
        masked = mask("-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAKC\n-----END RSA PRIVATE KEY-----")
        assert masked == "-----BEGIN RSA PRIVATE KEY-----\n••••••\n••••••\n-----END RSA PRIVATE KEY-----"

    @given(st.from_regex(r"[1-9][0-9]{11,17}", fullmatch=True).map(a_card), st.sampled_from(["", " ", "-"]))
    def test_every_card_number_shows_its_last_four_digits_at_most(self, card: str, separator: str) -> None:
        written = separator.join(card[at : at + 4] for at in range(0, len(card), 4))
        digits = [character for character in mask(f"моя карта {written}.") if character.isdigit()]
        assert "".join(digits) == card[-4:]


class TestWordsBesideAKeyword:
    @pytest.mark.parametrize(
        "text",
        [
            "сбросить пароль не получается",
            "забыл пароль как быть",
            "Забыл пароль от кабинета: что делать",
            "Пароль: не подходит",
            "Не подходит пароль от почты: пишет ошибка",
            "пароль WordPress не подходит",
            "пароль от office365 не подходит",
            "пароль - забыл",
            "забыл пароль — помогите восстановить",
            "сменил пароль 2 дня назад",
            "my password is not working",
            "my password is rejected",
            "password reset does not work",
            "не приходит код подтверждения",
            "код ошибки 1234",
            "error code 10060",
            "ошибка, код 404",
            "промокод 12345",
            "ping 1234",
            "секрет успеха",
            "позвоните +7 900 123-45-67 или 8 901 234 56 78",
            "https://example.com/how-to-Reset-Your-Password-in-2024-for-your-Account",
            "заказ 1234567890123",
        ],
    )
    def test_stay(self, text: str) -> None:
        assert mask(text) == text


class TestABurst:
    def test_a_secret_in_two_messages_is_one(self) -> None:
        assert mask_burst(["my password is", "hunter2", "help\nme"]) == (
            "my password is",
            "•••••••",
            "help\nme",
        )

    @given(st.lists(TEXTS, max_size=4))
    def test_messages_keep_their_borders(self, texts: list[str]) -> None:
        assert [utf16_length(masked) for masked in mask_burst(texts)] == [
            utf16_length(text) for text in texts
        ]


class TestTheShortcut:
    @given(TEXTS)
    def test_passes_over_nothing(self, text: str) -> None:
        """A text that mentions no keyword has nothing behind one."""
        assert mentions_keyword(text) or not any(
            stretch for find in FIND_AFTER_KEYWORD for stretch in find(text)
        )


class TestAnyText:
    @given(TEXTS)
    def test_keeps_its_length_and_white_space(self, text: str) -> None:
        """Offsets of formatting, in UTF-16 units, stay valid."""
        masked = mask(text)
        assert utf16_length(masked) == utf16_length(text)
        units = "".join(character * utf16_length(character) for character in text)
        covers = "".join(character * utf16_length(character) for character in masked)
        assert all(new in {old, COVER} for old, new in zip(units, covers, strict=True))
        assert all(new == old for old, new in zip(units, covers, strict=True) if old.isspace())

    @given(TEXTS)
    def test_masking_twice_is_masking_once(self, text: str) -> None:
        assert mask(mask(text)) == mask(text)

    @pytest.mark.parametrize(
        "piece",
        [
            "login:=-",
            "password ",
            "пароль a ",
            "....",
            "4111 ",
            "1",
            "eyJa.",
            "код из ",
            "Bearer ",
            "a:b@",
            "://a:",
        ],
    )
    def test_a_hostile_one_costs_little(self, piece: str) -> None:
        text = f"пароль: {piece * 4096}"[:4096]
        begun = time.perf_counter()
        mask(text)
        assert time.perf_counter() - begun < 2
