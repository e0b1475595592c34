"""Which language words are plainly in."""

import pytest

from handlers.desk.reading.spoken_language import spoken_language


class TestWordsThatShowTheirLanguage:
    @pytest.mark.parametrize(
        "text", ["Сайт не открывается", "нет доступа на FTP", "ПРИВЕТ", "не приходит письмо с example.com"]
    )
    def test_russian(self, text: str) -> None:
        assert spoken_language([text]) == "ru"

    @pytest.mark.parametrize(
        "text",
        ["My site does not open", "How do I reset my password?", "the invoice isn’t there", "WHAT IS IT"],
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
        ],
    )
    def test_either(self, text: str) -> None:
        assert spoken_language([text]) is None

    @pytest.mark.parametrize(
        "text", ["Мій сайт не відкривається", "сайтым ашылмайды, көмектесіңіз", "Wie ändere ich das Paßwort?"]
    )
    def test_neither(self, text: str) -> None:
        assert spoken_language([text]) is None
