"""Which language words are plainly in."""

import pytest

from handlers.desk.reading.spoken_language import spoken_language


class TestWordsThatShowTheirLanguage:
    @pytest.mark.parametrize(
        "text",
        [
            "Сайт не открывается",
            "нет доступа на FTP",
            "ПРИВЕТ",
            "не приходит письмо с example.com",
            "Не открывается https://example.com/index.php",
            "Закрыто:https://example.com/the/new/shop",
            "Нет писем на anna.petrova@mail.example.com",
            "Пусто в /var/www/example/public_html",
            "Нет файла wp-content/uploads/2026/logo",
            "Нет доступа к C:\\inetpub\\wwwroot\\site",
            "Пропал wp-config.php, ошибка www.example.com",
        ],
    )
    def test_russian(self, text: str) -> None:
        assert spoken_language([text]) == "ru"

    @pytest.mark.parametrize(
        "text",
        [
            "My site does not open",
            "How do I reset my password?",
            "I’m told the invoice isn’t there",
            "WHAT IS IT",
            "Hello, the site does not open",
            "Is the server down?",
            "Could you tell who did it",
            "the site is down, please restore it",
            "My site https://example.com does not open",
        ],
    )
    def test_english(self, text: str) -> None:
        assert spoken_language([text]) == "en"

    def test_together_where_one_alone_does_not(self) -> None:
        assert spoken_language(["ftp", "не", "идёт"]) == "ru"


class TestWordsThatDoNot:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            "👍",
            "502",
            "ok thanks",
            "FTP",
            "да",
            "error 502 bad gateway",
            "ghbdtn? yt hf,jnftn cfqn",
            "ne rabotaet ftp, a ya i do etogo my zhdali",
            "не is not",
            "https://example.com/what/is/my/password",
            "the invoice isn't there",
        ],
    )
    def test_either(self, text: str) -> None:
        assert spoken_language([text]) is None

    @pytest.mark.parametrize(
        "error",
        [
            "Could not connect to the server: the connection was refused",
            "530 Login incorrect. The server could not open the directory for this user",
            "The request could not be completed. Please try again later.",
            "Warning: is not a directory, the file was not read",
            "I/O error: the file is not there",
            "Can't connect to the server for this user",
        ],
    )
    def test_errors_of_programs(self, error: str) -> None:
        assert spoken_language([error]) is None

    @pytest.mark.parametrize(
        "text", ["Мій сайт не відкривається", "сайтым ашылмайды, көмектесіңіз", "Wie ändere ich das Paßwort?"]
    )
    def test_neither(self, text: str) -> None:
        assert spoken_language([text]) is None
