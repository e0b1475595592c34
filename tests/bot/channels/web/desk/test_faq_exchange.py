"""FAQ files at the desk over real HTTP: looked at first, then taken in just so."""

from typing import Any

import pytest

from tests.bot.channels.web.desk_browser import DeskBrowser
from tests.bot.channels.web.opened import Opened

OCTETS = {"Content-Type": "application/octet-stream"}
TARIFF = {"question": "Как сменить тариф?", "alternatives": ["другой тариф"], "answer": "В разделе «Тарифы»."}
FILE = (
    "question,answer,alternatives\nКак сменить тариф?,Иначе.,\nКак войти?,По ссылке.,Другой тариф\n".encode()
)


@pytest.fixture
async def maria(opened: Opened) -> DeskBrowser:
    return await opened.desk("Мария Главная")


async def sends(maria: DeskBrowser, path: str, data: bytes) -> tuple[int, dict[str, Any]]:
    status, told = await maria.calls("POST", f"faq/{path}", data, **OCTETS)
    return status, told


async def exported_by(maria: DeskBrowser, kind: str) -> bytes:
    return (await (await maria.send("GET", f"faq/export/{kind}")).text("latin-1")).encode("latin-1")


async def questions(maria: DeskBrowser) -> list[str]:
    return [entry["question"] for entry in (await maria.gets("faq"))["entries"]]


class TestTheForm:
    @pytest.mark.parametrize("language", ["русский", "x", "en<script>", "ru\nen"])
    async def test_takes_no_language_that_a_file_could_not_have(
        self, maria: DeskBrowser, language: str
    ) -> None:
        status, _ = await maria.calls("POST", "faq", TARIFF | {"language": language})

        assert status == 422
        assert await questions(maria) == []

    @pytest.mark.parametrize("language", ["", "ru", "pt-BR"])
    async def test_takes_any_other(self, maria: DeskBrowser, language: str) -> None:
        assert (await maria.posts("faq", TARIFF | {"language": language}))["language"] == (language or None)

    async def test_saves_a_phrasing_that_came_in_several_lines_as_one(self, maria: DeskBrowser) -> None:
        file = r'{"question":"Как\nвойти?","answer":"По ссылке.","alternatives":["не\nпускает"]}'
        seal = (await sends(maria, "preview/jsonl", file.encode()))[1]["seal"]
        await sends(maria, f"import/jsonl?seal={seal}", file.encode())
        (entry,) = (await maria.gets("faq"))["entries"]
        kept = {name: entry[name] for name in ("question", "alternatives", "version")}

        _, saved = await maria.calls("PUT", f"faq/{entry['id']}", kept | {"answer": "По коду."})

        assert kept["question"] == saved["question"] == "Как войти?"
        assert kept["alternatives"] == saved["alternatives"] == ["не пускает"]


class TestAPreview:
    async def test_tells_what_would_change_and_changes_nothing(self, maria: DeskBrowser) -> None:
        saved = await maria.posts("faq", TARIFF)

        status, told = await sends(maria, "preview/csv", FILE)

        assert status == 200
        assert (told["added"], told["changed"], told["unchanged"]) == (1, 1, 0)
        assert told["new"] == ["Как войти?"]
        assert told["other"] == [
            {"id": saved["id"], "question": TARIFF["question"], "parts": "формулировки, ответ", "back": False}
        ]
        assert (await maria.gets(f"faq/{saved['id']}"))["answer"] == TARIFF["answer"]

    async def test_warns_of_words_that_two_entries_would_have(self, maria: DeskBrowser) -> None:
        saved = await maria.posts("faq", TARIFF)

        _, told = await sends(
            maria, "preview/csv", FILE.replace("Как сменить тариф?,Иначе.,\n".encode(), b"")
        )

        tariff = f"запись № {saved['id']} «{TARIFF['question']}»"
        assert told["warnings"] == [
            f"«Другой тариф»: очень похожи новая запись «Как войти?» и {tariff}",
            "Из двух одинаковых формулировок бот не выберет и переспросит: оставьте одну.",
        ]

    async def test_tells_that_a_deleted_entry_would_come_back(self, maria: DeskBrowser) -> None:
        saved = await maria.posts("faq", TARIFF)
        exported = await exported_by(maria, "jsonl")
        await maria.calls("DELETE", f"faq/{saved['id']}")

        _, told = await sends(maria, "preview/jsonl", exported)

        assert (told["changed"], told["other"][0]["back"], told["other"][0]["parts"]) == (1, True, "")

    async def test_of_a_faulty_file_names_its_rows(self, maria: DeskBrowser) -> None:
        status, told = await sends(maria, "preview/csv", b"id,question,answer\n77,How?,So\n,,So\n")

        assert (status, told["error"], told["count"]) == (422, "faults", 2)
        assert [line.partition(",")[0] for line in told["faults"]] == ["строка 2", "строка 3"]

    async def test_of_many_entries_shows_the_first(self, maria: DeskBrowser) -> None:
        rows = "\n".join(f"Вопрос {number},Ответ {number}" for number in range(2000))

        _, told = await sends(maria, "preview/csv", f"question,answer\n{rows}".encode())

        assert told["added"] == 2000
        assert len(told["new"]) == 50


class TestAnImport:
    async def test_takes_in_what_the_preview_showed(self, maria: DeskBrowser) -> None:
        await maria.posts("faq", TARIFF)
        seal = (await sends(maria, "preview/csv", FILE))[1]["seal"]

        taken = await sends(maria, f"import/csv?seal={seal}", FILE)

        assert taken == (200, {"added": 1, "changed": 1, "unchanged": 0, "warnings": []})
        assert await questions(maria) == ["Как сменить тариф?", "Как войти?"]

    @pytest.mark.parametrize("kind", ["yaml", "csv", "xlsx", "jsonl"])
    async def test_of_an_export_changes_nothing(self, maria: DeskBrowser, kind: str) -> None:
        await maria.posts("faq", TARIFF)
        exported = await exported_by(maria, kind)

        previewed = (await sends(maria, f"preview/{kind}", exported))[1]
        taken = await sends(maria, f"import/{kind}?seal={previewed['seal']}", exported)

        assert taken == (200, {"added": 0, "changed": 0, "unchanged": 1, "warnings": []})

    async def test_of_a_faq_that_changed_since_takes_in_nothing(self, maria: DeskBrowser) -> None:
        seal = (await sends(maria, "preview/csv", FILE))[1]["seal"]
        await maria.posts("faq", TARIFF)

        refused = await sends(maria, f"import/csv?seal={seal}", FILE)

        assert refused == (409, {"error": "faq-moved"})
        assert await questions(maria) == ["Как сменить тариф?"]

    async def test_of_another_file_or_of_none_that_was_shown_takes_in_nothing(
        self, maria: DeskBrowser
    ) -> None:
        seal = (await sends(maria, "preview/csv", FILE))[1]["seal"]

        refused = [
            await sends(maria, f"import/csv?seal={seal}", FILE + b"Why?,So,\n"),
            await sends(maria, "import/csv", FILE),
        ]

        assert refused == [(409, {"error": "faq-moved"})] * 2
        assert await questions(maria) == []

    async def test_of_a_faulty_file_takes_in_nothing(self, maria: DeskBrowser) -> None:
        status, told = await sends(maria, "import/yaml", b"- answer: no question\n")

        assert (status, told["error"]) == (422, "faults")
