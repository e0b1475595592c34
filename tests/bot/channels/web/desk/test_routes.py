"""The desk over real HTTP, with the whole bot behind it: who may enter, and what each may do."""

from pathlib import Path

import pytest

from bot.channels.web.desk.passwords import fits, hash_password
from handlers.desk.access import MANAGERS_COMMANDS
from tests.bot.channels.web.desk_browser import DeskBrowser
from tests.bot.channels.web.opened import PASSWORD, Opened, a_bot, standing


class TestThePassword:
    def test_is_known_by_its_hash(self) -> None:
        hashed = hash_password(PASSWORD)

        assert fits(PASSWORD, hashed)
        assert not fits("something else", hashed)
        assert PASSWORD not in hashed

    def test_of_nobody_never_fits(self) -> None:
        assert not fits("", None)


class TestTheDoor:
    async def test_is_found_behind_a_slash_too(self, opened: Opened) -> None:
        stranger = await opened.desk()

        async with stranger.session.get(f"{stranger.address}/desk/") as page:
            assert (page.url.path, page.status) == ("/desk", 200)

    async def test_lets_nobody_in_without_a_session(self, opened: Opened) -> None:
        stranger = await opened.desk()

        for path in ("session", "inbox", "tickets/1", "faq", "events"):
            assert (await stranger.send("GET", path)).status == 401, path

    async def test_tells_a_wrong_name_and_a_wrong_password_alike(self, opened: Opened) -> None:
        stranger = await opened.desk()

        wrong = [
            await stranger.signs_in("Олег Агентов", "a guess that fails"),
            await stranger.signs_in("Никто", PASSWORD),
        ]

        assert [(each.status, await each.json()) for each in wrong] == [
            (403, {"error": "wrong-password"})
        ] * 2

    async def test_slows_down_who_guesses(self, opened: Opened) -> None:
        stranger = await opened.desk()

        statuses = [(await stranger.signs_in("Олег Агентов", f"guess {each}")).status for each in range(12)]

        assert statuses[0] == 403
        assert statuses[-1] == 429

    async def test_slows_down_many_who_guess_one_persons_password(
        self, sqlite_url: str, tmp_path: Path
    ) -> None:
        """From an address of its own each time, and the name written in another way."""
        names = ["Олег Агентов", "олег агентов", "ОЛЕГ АГЕНТОВ", "Олег  агентов"]
        async with a_bot(sqlite_url, tmp_path, {"TRUSTED_PROXIES": "127.0.0.1"}) as opened:
            stranger = await opened.desk()
            statuses = [
                (
                    await stranger.send(
                        "POST",
                        "session",
                        {"name": names[number % len(names)], "password": "a guess"},
                        **{"X-Forwarded-For": f"198.51.100.{number}"},
                    )
                ).status
                for number in range(12)
            ]

        assert (statuses[0], statuses[-1]) == (403, 429)

    async def test_knows_a_name_in_any_case(self, opened: Opened) -> None:
        stranger = await opened.desk()

        assert (await stranger.signs_in("олег  агентов", PASSWORD)).status == 200

    async def test_hands_out_a_cookie_that_scripts_and_other_sites_never_see(self, opened: Opened) -> None:
        stranger = await opened.desk()

        cookie = (await stranger.signs_in("Олег Агентов", PASSWORD)).headers["Set-Cookie"]

        assert {"HttpOnly", "SameSite=Strict", "Path=/desk"} <= set(cookie.split("; "))

    async def test_opens_once_by_the_link_of_the_start(self, opened: Opened) -> None:
        owner, thief = await opened.desk(), await opened.desk()

        asked = await owner.comes_by(opened.link)
        came = await owner.comes_by(opened.link, "Хозяйка Студии")
        late = await thief.comes_by(opened.link, "Вор")

        assert (asked.status, came.status, late.status) == (422, 200, 403)
        assert (await owner.gets("session"))["role"] == "manager"

    async def test_opens_by_no_other_key(self, opened: Opened) -> None:
        assert (await (await opened.desk()).comes_by("#in=guess", "Вор")).status == 403

    async def test_forgets_a_cookie_of_a_session_that_ended(self, opened: Opened) -> None:
        oleg = await opened.desk()
        cookie = (await oleg.signs_in("Олег Агентов", PASSWORD)).headers["Set-Cookie"]
        stolen = {"Cookie": cookie.partition(";")[0]}
        assert (await (await opened.desk()).send("GET", "inbox", **stolen)).status == 200

        await oleg.calls("DELETE", "session")

        assert (await (await opened.desk()).send("GET", "inbox", **stolen)).status == 401


class TestAnotherSite:
    async def test_makes_nobody_act(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)
        path, body = f"tickets/{number}/messages", oleg.message("Чужие слова")

        foreign = await oleg.calls("POST", path, body, Origin="https://evil.example")
        tokenless = await oleg.calls("POST", path, body, **{"X-CSRF-Token": ""})
        wrong = await oleg.calls("POST", path, body, **{"X-CSRF-Token": "ё" * 8})

        assert foreign == (403, {"error": "wrong-origin"})
        assert tokenless == wrong == (403, {"error": "wrong-token"})
        shown = await oleg.gets(f"tickets/{number}")
        assert "Чужие слова" not in str(shown)

    async def test_shows_the_desk_in_no_frame(self, opened: Opened) -> None:
        stranger = await opened.desk()
        async with stranger.session.get(f"{opened.address}/desk") as page:
            policy = page.headers["Content-Security-Policy"]

        assert "frame-ancestors 'none'" in policy
        assert "unsafe-inline" not in policy


class TestATicket:
    async def test_is_taken_answered_and_closed(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        anna, number = await opened.ticket(oleg)

        await oleg.does(number, "take")
        await oleg.says(number, "Смотрим, ответим через час")
        reply = await standing(anna, "Смотрим, ответим через час")
        await oleg.does(number, "close")
        closed = await standing(anna, "№ 1")

        assert reply["text"].startswith("Олег Агентов\n")
        assert closed
        shown = await oleg.sees(f"tickets/{number}", lambda told: told["state"] == "resolved")
        assert shown["acts"] == ["reopen"]
        assert [each["number"] for each in (await oleg.gets("inbox?list=closed"))["tickets"]] == [number]

    async def test_shows_how_far_a_reply_got(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)

        await oleg.says(number, "Смотрим")

        await oleg.sees(
            f"tickets/{number}", lambda told: "sent" in [item.get("fate") for item in told["timeline"]]
        )

    async def test_shows_what_the_bot_told_the_customer(self, opened: Opened) -> None:
        """The acknowledgement with its promise, and who said it."""
        oleg = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)

        shown = await oleg.gets(f"tickets/{number}")

        (said,) = (item for item in shown["timeline"] if item["kind"] == "bot")
        assert said["author"] == "Бот"
        assert "Максимальный срок решения" in said["text"]

    async def test_is_answered_once_however_often_the_browser_tries(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)
        message = oleg.message("Смотрим")

        for _ in range(3):
            await oleg.posts(f"tickets/{number}/messages", message)

        shown = await oleg.gets(f"tickets/{number}")
        assert [item["kind"] for item in shown["timeline"]].count("agent") == 1

    async def test_keeps_notes_and_commands_from_the_customer(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        anna, number = await opened.ticket(oleg)

        await oleg.says(number, "клиент сложный", note=True)
        await oleg.says(number, "/nonsense")
        await oleg.says(number, "Здравствуйте")
        await standing(anna, "Здравствуйте")

        state = await anna.enter()
        words = " ".join(each["text"] for each in state["messages"])
        assert "сложный" not in words
        assert "nonsense" not in words
        shown = await oleg.gets(f"tickets/{number}")
        assert "note" in [item["kind"] for item in shown["timeline"]]

    @pytest.mark.parametrize(
        ("text", "tells"),
        [
            ("/help", "/take"),
            ("/find Почта", "Ничего не найдено."),
            ("/status", "№ 1"),
            ("/nonsense", "Такой команды нет"),
            ("/reopen", "уже открыто"),
        ],
    )
    async def test_answers_a_command_to_who_gave_it_alone(
        self, opened: Opened, text: str, tells: str
    ) -> None:
        oleg = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)
        before = await oleg.gets(f"tickets/{number}")

        told = await oleg.posts(f"tickets/{number}/messages", oleg.message(text))

        assert tells in told["answer"]
        after = await oleg.gets(f"tickets/{number}")
        assert [item["id"] for item in after["timeline"]] == [item["id"] for item in before["timeline"]]

    async def test_names_the_page_that_does_what_a_managers_command_does(self, opened: Opened) -> None:
        maria, oleg = await opened.desk("Мария Главная"), await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)

        async def told(person: DeskBrowser, command: str) -> str:
            answer = await person.posts(f"tickets/{number}/messages", person.message(f"/{command} list"))
            return str(answer["answer"])

        for command in MANAGERS_COMMANDS:
            instead, whose = await told(maria, command), await told(oleg, command)
            assert instead.startswith(f"Вместо /{command} здесь страница: ")
            assert whose.startswith(f"Вместо /{command} здесь страница руководителей: ")
            assert instead.split(": ")[1] == whose.split(": ")[1]

    async def test_does_what_a_command_does_for_everybody(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")
        _, number = await opened.ticket(oleg)

        told = await oleg.posts(f"tickets/{number}/messages", oleg.message("/priority 1"))

        assert "answer" not in told
        await oleg.sees(
            f"tickets/{number}",
            lambda told: any("приоритет" in (item.get("text") or "") for item in told["timeline"]),
        )

    async def test_is_not_taken_by_who_sees_an_older_one(self, opened: Opened) -> None:
        oleg, maria = await opened.desk("Олег Агентов"), await opened.desk("Мария Главная")
        _, number = await opened.ticket(oleg)
        seen = (await maria.gets(f"tickets/{number}"))["version"]

        await oleg.does(number, "take")
        late = await maria.calls("POST", f"tickets/{number}/acts", {"act": "take", "version": seen})

        assert late == (409, {"error": "stale"})
        assert (await maria.gets(f"tickets/{number}"))["assignee"] == "Олег Агентов"

    async def test_tells_who_else_looks_at_it(self, opened: Opened) -> None:
        oleg, maria = await opened.desk("Олег Агентов"), await opened.desk("Мария Главная")
        _, number = await opened.ticket(oleg)

        await oleg.gets(f"tickets/{number}")

        assert (await maria.gets(f"tickets/{number}"))["looking"] == ["Олег Агентов"]

    async def test_shows_the_customers_file_to_the_staff_alone(self, opened: Opened) -> None:
        oleg, stranger = await opened.desk("Олег Агентов"), await opened.desk()
        anna = await opened.customer()
        file = await (await anna.uploads()).json()
        await anna.writes("Вот снимок странной ошибки", file=file["file"])
        await oleg.sees("inbox", lambda told: bool(told["tickets"]))
        shown = await oleg.gets("tickets/1")
        url = next(item["file"]["url"] for item in shown["timeline"] if item.get("file"))

        async with oleg.session.get(opened.address + url) as got:
            assert (got.status, got.headers["Content-Type"]) == (200, "image/png")
            assert got.headers["Content-Disposition"].startswith("attachment")
        async with stranger.session.get(opened.address + url) as refused:
            assert refused.status == 401


ENTRY = {
    "question": "Как сменить тариф?",
    "alternatives": ["хочу другой тариф", "<b>перейти</b> на другой тарифный план"],
    "answer": "В разделе «Тарифы» <script>alert(1)</script> нажмите «Сменить».",
}
OCTETS = {"Content-Type": "application/octet-stream"}


class TestTheFaq:
    async def test_is_out_of_reach_for_agents(self, opened: Opened) -> None:
        oleg = await opened.desk("Олег Агентов")

        refused = [
            await oleg.calls("POST", "faq", ENTRY),
            await oleg.calls("PUT", "faq/1", ENTRY),
            await oleg.calls("DELETE", "faq/1"),
            await oleg.calls("POST", "faq/1/restore"),
            await oleg.calls("POST", "faq/undo"),
            await oleg.calls("GET", "faq"),
            await oleg.calls("POST", "faq/preview/yaml", b"", **OCTETS),
            await oleg.calls("POST", "faq/import/yaml", b"", **OCTETS),
        ]

        assert refused == [(403, {"error": "managers-only"})] * 8

    async def test_answers_what_a_manager_added(self, opened: Opened) -> None:
        maria, anna = await opened.desk("Мария Главная"), await opened.customer()

        saved = await maria.posts("faq", ENTRY)
        verdict = await maria.gets("faq/verdict?text=как сменить тариф")
        await anna.writes("Как сменить тариф?")
        answer = await standing(anna, "нажмите «Сменить»")

        assert (verdict["kind"], verdict["candidates"][0]["id"]) == ("answer", saved["id"])
        assert verdict["read_as"] == ""
        assert "<script>alert(1)</script>" in answer["text"], "shown as text, so it must arrive as text"

    async def test_keeps_category_and_language_unless_they_are_given(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")
        saved = await maria.posts("faq", ENTRY | {"category": "Тарифы", "language": "ru"})
        path = f"faq/{saved['id']}"

        kept = (await maria.calls("PUT", path, ENTRY | {"version": saved["version"], "answer": "Иначе"}))[1]
        empty = ENTRY | {"version": kept["version"], "category": "", "language": "en"}
        changed = (await maria.calls("PUT", path, empty))[1]

        assert (kept["category"], kept["language"]) == ("Тарифы", "ru")
        assert (changed["category"], changed["language"]) == (None, "en")

    async def test_takes_an_entry_with_all_the_phrasings_that_it_may_have(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")
        phrasings = [f"{number} {'😀' * 140}" for number in range(200)]
        entry = {"question": "Как быть?", "alternatives": phrasings, "answer": "ы" * 4000}

        saved = await maria.posts("faq", entry)

        assert len(saved["alternatives"]) == len(phrasings)

    async def test_points_out_a_near_duplicate_first(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")
        saved = await maria.posts("faq", ENTRY)

        told = await maria.calls("POST", "faq", ENTRY)
        await maria.posts("faq", ENTRY | {"anyway": True})

        assert told == (409, {"error": "similar", "id": saved["id"], "question": ENTRY["question"]})
        assert len((await maria.gets("faq"))["entries"]) == 2

    async def test_keeps_what_somebody_else_wrote_meanwhile(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")
        saved = await maria.posts("faq", ENTRY)
        form = ENTRY | {"version": saved["version"], "answer": "Новый ответ"}

        first = await maria.calls("PUT", f"faq/{saved['id']}", form)
        second = await maria.calls("PUT", f"faq/{saved['id']}", form | {"answer": "Поздний ответ"})

        assert (first[0], second) == (200, (409, {"error": "stale"}))

    async def test_deletes_restores_and_takes_back(self, opened: Opened) -> None:
        maria = await opened.desk("Мария Главная")
        number = (await maria.posts("faq", ENTRY))["id"]

        await maria.calls("DELETE", f"faq/{number}")
        assert (await maria.gets("faq"))["entries"] == []
        for wanted in ("", "тариф", f"№ {number}"):
            assert [
                entry["id"] for entry in (await maria.gets(f"faq?deleted=1&find={wanted}"))["entries"]
            ] == [number]
        assert (await maria.gets("faq?deleted=1&find=ftp"))["entries"] == []
        await maria.posts(f"faq/{number}/restore")
        assert (await maria.gets("faq?deleted=1"))["entries"] == []
        found = await maria.gets("faq?find=тариф")
        assert (len(found["entries"]), found["alike"]) == (1, [])
        await maria.posts("faq/undo")
        shown = await maria.gets(f"faq/{number}")

        assert shown["deleted"]
        assert [change["kind"] for change in shown["history"]] == ["added", "deleted", "restored", "undone"]
        assert {change["by"] for change in shown["history"]} == {"Мария Главная"}
