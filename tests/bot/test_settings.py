"""What an operator writes into `.env`, and what is answered to mistakes."""

import re
from ipaddress import ip_network
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dotenv import dotenv_values
from hypothesis import given
from hypothesis import strategies as st

from bot.misspelt_settings import Misspelt
from bot.setting_faults import SettingFault, SettingsError
from bot.setting_values import Limits, ListenAddress
from bot.settings import Settings, load_settings, misspelt_names

ROOT = Path(__file__).parents[2]
TOKEN = "8123456789:AAH-x_fT3kq0Zb7yLw2mN5pQ8rS1uV4xYz0"
KEY = "open-sesame-and-every-other-door"
MEND = re.compile(r"\b(write|copy it|name a file|begins with|takes only|runs from)\b", re.IGNORECASE)
FREE_TEXT = {"COMPANY_NAME", "SESSION_KEY", "UPLOADS_DIR"}
NAMES = [name.upper() for name in Settings.model_fields]


def settings_of(**environ: str) -> Settings:
    return load_settings(env_file=None, environ=environ)


def faults_of(**environ: str) -> tuple[SettingFault, ...]:
    with pytest.raises(SettingsError) as refused:
        settings_of(**environ)
    return refused.value.faults


class TestNothingIsSet:
    def test_the_defaults_stand(self) -> None:
        assert settings_of() == Settings()

    def test_an_empty_value_means_the_default(self) -> None:
        """The file is often shared with compose, which fills what is unset with nothing."""
        assert settings_of(**(dict.fromkeys(NAMES, "") | {"HOLIDAYS": "RU"})) == Settings()

    def test_empty_holidays_mean_none(self) -> None:
        assert settings_of(HOLIDAYS=" ").holidays is None

    def test_names_that_are_not_ours_are_left_alone(self) -> None:
        assert settings_of(POSTGRES_PASSWORD="x", PATH="/bin") == Settings()


class TestTheExampleFile:
    def test_names_every_setting_in_order(self) -> None:
        assert list(dotenv_values(ROOT / ".env.example")) == NAMES

    def test_holds_the_defaults(self) -> None:
        assert load_settings(ROOT / ".env.example", {}) == Settings()

    def test_explains_every_setting(self) -> None:
        """Each block of names stands under a comment."""
        blocks = (ROOT / ".env.example").read_text(encoding="utf-8").strip().split("\n\n")

        assert all(block.startswith("# ") for block in blocks)


class TestWhereValuesComeFrom:
    def test_the_environment_comes_before_the_file(self, tmp_path: Path) -> None:
        env_file = tmp_path / ".env"
        env_file.write_text("COMPANY_NAME=From the file\nREOPEN_DAYS=9\n")

        settings = load_settings(env_file, {"COMPANY_NAME": "From outside"})

        assert (settings.company_name, settings.reopen_days) == ("From outside", 9)

    def test_quotes_comments_and_a_byte_order_mark_are_understood(self, tmp_path: Path) -> None:
        """People edit the file with whatever their system gives them."""
        env_file = tmp_path / ".env"
        env_file.write_text(
            "\ufeffCOMPANY_NAME='Ромашка $HOME'\nTELEGRAM_LIMITS=off # a load test\n", encoding="utf-8"
        )

        settings = load_settings(env_file, {})

        assert (settings.company_name, settings.telegram_limits) == ("Ромашка $HOME", None)

    def test_an_absent_file_is_no_fault(self, tmp_path: Path) -> None:
        assert load_settings(tmp_path / ".env", {}) == Settings()

    def test_a_line_that_cannot_be_read_is_named_but_not_repeated(self, tmp_path: Path) -> None:
        env_file = tmp_path / ".env"
        env_file.write_text(f"COMPANY_NAME=x\nmy token {TOKEN}\n")

        with pytest.raises(SettingsError, match="line 2") as refused:
            load_settings(env_file, {})

        assert TOKEN not in str(refused.value)

    def test_a_name_that_is_nearly_ours_is_told_among_the_faults(self, tmp_path: Path) -> None:
        env_file = tmp_path / ".env"
        env_file.write_text("TELEGRAM_LIBRARI=aiogram\nREOPEN_DAYS=soon\n")

        with pytest.raises(SettingsError, match="did you mean TELEGRAM_LIBRARY") as refused:
            load_settings(env_file, {})

        assert [fault.place for fault in refused.value.faults] == ["REOPEN_DAYS", "TELEGRAM_LIBRARI"]

    def test_a_file_in_another_encoding_is_named(self, tmp_path: Path) -> None:
        env_file = tmp_path / ".env"
        env_file.write_bytes("COMPANY_NAME=Ромашка".encode("cp1251"))

        with pytest.raises(SettingsError, match="UTF-8"):
            load_settings(env_file, {})


class TestANameInTheEnvironmentThatIsNearlyOurs:
    """Under docker and systemd there is no file: what they hand over is all that there is."""

    @pytest.mark.parametrize(
        ("name", "meant"),
        [
            ("MANAGER_ID", "MANAGER_IDS"),
            ("TELEGRAM_TOKEN", "TELEGRAM_BOT_TOKEN"),
            ("STAFF_CHATID", "STAFF_CHAT_ID"),
            ("company_name", "COMPANY_NAME"),
        ],
    )
    def test_is_told(self, name: str, meant: str) -> None:
        assert misspelt_names(None, {name: "x"}) == [Misspelt("environment", name, meant)]

    def test_stands_among_the_faults(self) -> None:
        (_, misspelt) = faults_of(MANAGER_ID="7", REOPEN_DAYS="soon")

        assert misspelt == SettingFault(
            "MANAGER_ID", "is no setting and changes nothing; did you mean MANAGER_IDS?"
        )

    def test_is_somebody_elses_where_ours_is_there(self) -> None:
        assert misspelt_names(None, {"DATABASE_URI": "x", "DATABASE_URL": "y"}) == []

    @pytest.mark.parametrize(
        "name",
        ["LOG_LEVEL", "SESSION_ID", "PUBLIC_KEY", "HTTP_PROXY", "LANGUAGE", "TZ", "HOSTNAME", "COMPANY"],
    )
    def test_is_not_seen_in_what_others_use(self, name: str) -> None:
        assert misspelt_names(None, {name: "x"}) == []

    def test_in_the_file_is_told_of_the_file(self, tmp_path: Path) -> None:
        env_file = tmp_path / ".env"
        env_file.write_text("MANAGER_ID=5\n", encoding="utf-8")

        assert misspelt_names(env_file, {}) == [Misspelt(str(env_file), "MANAGER_ID", "MANAGER_IDS")]

    def test_that_other_bots_have_is_told_in_a_file_that_leaves_ours_empty(self, tmp_path: Path) -> None:
        env_file = tmp_path / ".env"
        env_file.write_text("BOT_TOKEN=1:a\nTELEGRAM_BOT_TOKEN=\n", encoding="utf-8")

        assert misspelt_names(env_file, {}) == [Misspelt(str(env_file), "BOT_TOKEN", "TELEGRAM_BOT_TOKEN")]

    def test_that_other_bots_have_is_theirs_where_ours_is_written(self, tmp_path: Path) -> None:
        env_file = tmp_path / ".env"
        env_file.write_text("BOT_TOKEN=1:a\nTELEGRAM_BOT_TOKEN=2:b\n", encoding="utf-8")

        assert misspelt_names(env_file, {}) == []


class TestValues:
    def test_of_a_list_that_are_wrong_are_all_named(self) -> None:
        (fault,) = faults_of(MANAGER_IDS="7, @anna, 0")

        assert fault.advice == (
            "'@anna' is no user id, '0' is no user id. Write numbers by commas, for example 1001, 1002."
        )

    def test_of_a_folder_may_not_be_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "taken").write_text("")

        for path in (tmp_path / "taken", tmp_path / "taken" / "below"):
            (fault,) = faults_of(UPLOADS_DIR=str(path))
            assert fault.advice.startswith(f"{tmp_path / 'taken'} is a file.")

    def test_of_a_key_that_is_short_are_not_repeated(self) -> None:
        (fault,) = faults_of(SESSION_KEY="sesame")

        assert "32 random characters" in fault.advice
        assert "sesame" not in fault.advice

    def test_arrive_in_useful_types(self) -> None:
        settings = settings_of(
            TELEGRAM_BOT_TOKEN=TOKEN,
            TELEGRAM_API_URL="http://127.0.0.1:9000/",
            STAFF_CHAT_ID="-1001",
            LINE2_CHAT_ID="-1002",
            MANAGER_IDS="7, 8,",
            HTTP_LISTEN="[::1]:0",
            TIME_ZONE="Asia/Yekaterinburg",
            WORKING_HOURS="Пн-Пт 10:00-19:00; Сб 10:00-14:00",
            HOLIDAYS="de",
            TELEGRAM_LIMITS="25/s 0.5/s 18/min",
            WEB_CHAT="OFF",
            ALLOWED_ORIGINS="https://a.example/, http://localhost:3000",
            TRUSTED_PROXIES="10.0.0.1, 2001:db8::/32",
            UPLOADS_DIR="/srv/uploads",
        )

        assert settings.telegram_bot_token is not None
        assert settings.telegram_bot_token.get_secret_value() == TOKEN
        assert settings.telegram_api_url == "http://127.0.0.1:9000"
        assert (settings.staff_chat_id, settings.line2_chat_id, settings.line3_chat_id) == (
            -1001,
            -1002,
            None,
        )
        assert settings.manager_ids == {7, 8}
        assert settings.http_listen == ListenAddress("::1", 0)
        assert settings.time_zone == ZoneInfo("Asia/Yekaterinburg")
        assert settings.working_hours == "Пн-Пт 10:00-19:00; Сб 10:00-14:00"
        assert settings.holidays == "DE"
        assert settings.telegram_limits == Limits(
            overall_per_second=25, private_per_second=0.5, group_per_minute=18
        )
        assert settings.web_chat is False
        assert settings.allowed_origins == ("https://a.example", "http://localhost:3000")
        assert settings.trusted_proxies == (ip_network("10.0.0.1/32"), ip_network("2001:db8::/32"))
        assert settings.uploads_dir == Path("/srv/uploads")

    def test_the_listening_address_is_written_as_it_is_read(self) -> None:
        for text in ("127.0.0.1:8080", "[::1]:0", "localhost:65535"):
            assert str(ListenAddress.parse(text)) == text

    def test_a_bot_api_server_of_ones_own_may_call_plain_http(self) -> None:
        settings = settings_of(
            TELEGRAM_API_URL="http://127.0.0.1:8081",
            TELEGRAM_WEBHOOK_URL="http://127.0.0.1:8080/telegram",
            TELEGRAM_WEBHOOK_SECRET="word",
        )

        assert settings.telegram_webhook_url == "http://127.0.0.1:8080/telegram"


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("TELEGRAM_BOT_TOKEN", "my-bot"),
        ("TELEGRAM_LIBRARY", "telebot"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_API_URL", "https://[broken"),
        ("TELEGRAM_WEBHOOK_URL", "https://support.example.org"),
        ("TELEGRAM_WEBHOOK_URL", "https://support.example.org/chat"),
        ("TELEGRAM_WEBHOOK_URL", "https://support.example.org/desk/telegram"),
        ("TELEGRAM_WEBHOOK_URL", "https://support.example.org/{token}"),
        ("TELEGRAM_WEBHOOK_SECRET", "with space"),
        ("HTTP_LISTEN", "8080"),
        ("HTTP_LISTEN", "127.0.0.1:99999"),
        ("HTTP_LISTEN", "127.0.0.1:²"),
        ("STAFF_CHAT_ID", "@support"),
        ("STAFF_CHAT_ID", "123"),
        ("LINE2_CHAT_ID", "1.5"),
        ("LINE3_CHAT_ID", "0"),
        ("MANAGER_IDS", "7, @anna"),
        ("MANAGER_IDS", "-7"),
        ("DATABASE_URL", "postgres://bot@db/otboinik"),
        ("DATABASE_URL", "postgresql+psycopg://bot:[@db/otboinik"),
        ("DATABASE_URL", "postgresql+psycopg://bot:p@ss/w@db/otboinik"),
        ("DATABASE_URL", "postgresql+psycopg://bot:p@ss@db:5432/otboinik"),
        ("DATABASE_URL", "sqlite+aiosqlite:///:memory:"),
        ("DATABASE_URL", "sqlite+aiosqlite://"),
        ("DEFAULT_LANGUAGE", "de"),
        ("TIME_ZONE", "Moscow"),
        ("TIME_ZONE", "../etc/passwd"),
        ("TIME_ZONE", "Europe"),
        ("WORKING_HOURS", "9 to 6"),
        ("WORKING_HOURS", "Mon-Fri 18:00-25:00"),
        ("HOLIDAYS", "Russia"),
        ("TELEGRAM_LIMITS", "30 1 20"),
        ("TELEGRAM_LIMITS", "0/s 1/s 20/min"),
        ("BURST_SECONDS", "soon"),
        ("BURST_SECONDS", "nan"),
        ("BURST_SECONDS", "-1"),
        ("WEB_CHAT", "maybe"),
        ("PUBLIC_URL", "support"),
        ("ALLOWED_ORIGINS", "https://example.org/chat"),
        ("TRUSTED_PROXIES", "proxy"),
        ("COMPANY_NAME", "x" * 101),
        ("COMPANY_NAME", "Ромашка\nи сыновья"),
        ("SESSION_KEY", "x" * 31),
        ("SUGGESTION_MINUTES", "inf"),
        ("REOPEN_DAYS", "1e9"),
        ("SAMPLE_FAQ", "yes"),
        ("LOG_FORMAT", "xml"),
    ],
)
class TestAWrongValue:
    def test_is_one_fault_that_names_the_setting_and_a_mend(self, name: str, wrong: str) -> None:
        companions = {"STAFF_CHAT_ID": "-1001", "TELEGRAM_WEBHOOK_SECRET": "word"}

        (fault,) = faults_of(**{**companions, name: wrong})

        assert fault.place == name
        assert MEND.search(fault.advice)


class TestCompanions:
    def test_a_token_without_the_desk_asks_for_the_staff_chat(self) -> None:
        (fault,) = faults_of(TELEGRAM_BOT_TOKEN=TOKEN, WEB_CHAT="off")

        assert fault.place == "STAFF_CHAT_ID"
        assert "where should tickets go?" in fault.advice

    def test_a_token_is_enough_where_the_staff_works_at_the_desk(self) -> None:
        environ = {"TELEGRAM_BOT_TOKEN": TOKEN, "WEB_CHAT": "on"}

        assert load_settings(env_file=None, environ=environ).staff_chat_id is None

    def test_a_webhook_asks_for_its_secret(self) -> None:
        (fault,) = faults_of(TELEGRAM_WEBHOOK_URL="https://support.example.org/telegram")

        assert fault.place == "TELEGRAM_WEBHOOK_SECRET"

    def test_telegram_itself_asks_for_https(self) -> None:
        (fault,) = faults_of(
            TELEGRAM_WEBHOOK_URL="http://support.example.org/telegram", TELEGRAM_WEBHOOK_SECRET="word"
        )

        assert fault.place == "TELEGRAM_WEBHOOK_URL"
        assert "https" in fault.advice


class TestSeveralFaults:
    def test_are_told_in_one_message(self) -> None:
        """Wrong values and missing companions together: one restart mends all."""
        with pytest.raises(SettingsError) as refused:
            settings_of(
                TELEGRAM_BOT_TOKEN=TOKEN,
                WEB_CHAT="off",
                TIME_ZONE="Moscow",
                LOG_FORMAT="maybe",
                HTTP_LISTEN="8080",
            )

        message = str(refused.value)
        for name in ("STAFF_CHAT_ID", "TIME_ZONE", "LOG_FORMAT", "HTTP_LISTEN"):
            assert f"\n  {name}: " in message


class TestSecrets:
    @pytest.mark.parametrize("name", [name for name in NAMES if name not in FREE_TEXT])
    def test_a_token_pasted_into_the_wrong_place_is_not_repeated(self, name: str) -> None:
        with pytest.raises(SettingsError) as refused:
            settings_of(**{"WEB_CHAT": "off", name: f"{TOKEN} "})

        assert TOKEN not in str(refused.value)

    @given(word=st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=6))
    def test_a_refused_secret_is_not_repeated(self, word: str) -> None:
        wrong = f"~{word}~"

        faults = faults_of(TELEGRAM_BOT_TOKEN=wrong, TELEGRAM_WEBHOOK_SECRET=wrong, DATABASE_URL=wrong)

        assert len(faults) == 3
        assert not any(wrong in fault.advice for fault in faults)

    def test_an_at_sign_in_a_password_is_told_how_to_write(self) -> None:
        (fault,) = faults_of(DATABASE_URL="postgresql+psycopg://bot:p@ss/w@db/otboinik")

        assert "@ as %40, / as %2F" in fault.advice

    @pytest.mark.parametrize(
        "place", ["bot@corp:p@db/otboinik", "bot@db:5432/otboinik", "bot:p@[::1]/otboinik"]
    )
    def test_an_at_sign_elsewhere_is_taken(self, place: str) -> None:
        url = f"postgresql+psycopg://{place}"

        assert settings_of(DATABASE_URL=url).database_url.get_secret_value() == url

    def test_a_key_that_is_a_word_leaves_the_sentence_about_it_whole(self) -> None:
        (fault,) = faults_of(SESSION_KEY="short")

        assert "too short to sign with" in fault.advice

    def test_hide_in_the_repr_and_are_named_for_the_log(self) -> None:
        settings = settings_of(
            TELEGRAM_BOT_TOKEN=TOKEN,
            STAFF_CHAT_ID="-1001",
            DATABASE_URL="postgresql+psycopg://bot:hunter%402@db/otboinik",
            SESSION_KEY=KEY,
        )

        assert settings.secrets == {TOKEN, KEY, "hunter%402", "hunter@2"}
        assert not any(secret in repr(settings) for secret in settings.secrets)
