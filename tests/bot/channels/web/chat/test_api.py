"""What the chat's page calls, over real HTTP."""

import asyncio

import pytest

from bot.channels.web.chat.api import PAGE_OF_MESSAGES
from storage.records.actions import SendContent
from tests.bot.channels.web.browser import PNG, Browser
from tests.bot.channels.web.conftest import Served
from tests.bot.channels.web.letters import HELPED, a_claimed_letter, said


async def inbox_depth(served: Served) -> int:
    async with served.database.books() as books:
        return (await books.backlog.of_inbox()).waiting


class TestAMessage:
    async def test_is_in_the_chat_and_in_the_inbox_when_it_is_answered(
        self, served: Served, anna: Browser
    ) -> None:
        message = await anna.writes("Здравствуйте")
        assert (message["author"], message["text"]) == ("visitor", "Здравствуйте")
        assert await inbox_depth(served) == 1
        assert [each["id"] for each in (await anna.enter())["messages"]] == [message["id"]]

    async def test_sent_again_under_its_id_is_no_second_one(self, served: Served, anna: Browser) -> None:
        first = await anna.writes("раз", id="the-very-same-id")
        again = await anna.writes("раз", id="the-very-same-id")
        assert first == again
        assert await inbox_depth(served) == 1

    async def test_sent_twice_at_once_is_still_one(self, served: Served, anna: Browser) -> None:
        await asyncio.gather(*(anna.writes("раз", id="the-very-same-id") for _ in range(5)))
        assert await inbox_depth(served) == 1
        assert len((await anna.enter())["messages"]) == 1

    async def test_shows_no_secret_again(self, anna: Browser) -> None:
        message = await anna.writes("карта 4111 1111 1111 1111")
        assert "4111 1111" not in message["text"]

    @pytest.mark.parametrize(
        ("body", "error"),
        [
            ({"id": "message-1", "text": "x" * 4001}, "too-long"),
            ({"id": "message-1", "text": "   "}, "not-understood"),
            ({"id": "short", "text": "x"}, "not-understood"),
            ({"id": "message-1", "text": "x", "name": "Support"}, "not-understood"),
            ({"id": "message-1", "text": 5}, "not-understood"),
            ([], "not-understood"),
        ],
    )
    async def test_that_does_not_fit_is_refused_with_a_reason(
        self, served: Served, anna: Browser, body: object, error: str
    ) -> None:
        answer = await anna.post("messages", body)
        assert (answer.status, (await answer.json())["error"]) == (422, error)
        assert await inbox_depth(served) == 0


class TestAStream:
    async def test_brings_what_happens_in_any_tab(self, served: Served, anna: Browser) -> None:
        async with anna.listening() as one, anna.listening() as other:
            await anna.writes("из одной вкладки")
            for tab in (one, other):
                _, _, (message,) = await tab.next("messages")
                assert message["text"] == "из одной вкладки"
            await served.web.chat.deliver(a_claimed_letter(anna.visitor, "ответ"))
            for tab in (one, other):
                _, _, (message,) = await tab.next("messages")
                assert (message["author"], message["text"]) == ("desk", "ответ")

    async def test_goes_on_where_it_broke_off(self, served: Served, anna: Browser) -> None:
        await anna.writes("первое")
        async with anna.listening() as stream:
            _, seen, _ = await stream.next("messages")
        await served.web.chat.deliver(a_claimed_letter(anna.visitor, "пока никто не смотрел"))
        async with anna.listening(last_event_id=seen) as stream:
            _, _, messages = await stream.next("messages")
        assert [message["text"] for message in messages] == ["пока никто не смотрел"]

    async def test_of_a_browser_that_saw_more_than_there_is_begins_anew(self, anna: Browser) -> None:
        """As after a backup was restored."""
        await anna.writes("первое")
        async with anna.listening(after=999) as stream:
            _, _, (message,) = await stream.next("messages")
        assert message["text"] == "первое"

    async def test_rests_in_the_oldest_of_too_many_tabs(self, served: Served, anna: Browser) -> None:
        async with anna.listening() as oldest:
            await oldest.next("beat")
            async with anna.listening() as two, anna.listening() as three, anna.listening() as four:
                for tab in (two, three, four):
                    await tab.next("beat")
                async with anna.listening():
                    assert (await oldest.next("enough"))[0] == "enough"
                    assert len(served.web.feed) <= 5

    async def test_says_who_is_typing(self, served: Served, anna: Browser) -> None:
        async with anna.listening() as stream:
            await stream.next("beat")
            served.web.feed.show_typing(anna.visitor, "Сергей")
            assert (await stream.next("typing"))[2] == {"name": "Сергей"}


class TestEarlierMessages:
    async def test_come_page_by_page(self, served: Served, anna: Browser) -> None:
        for number in range(PAGE_OF_MESSAGES + 3):
            await served.web.chat.deliver(a_claimed_letter(anna.visitor, f"{number}", letter=number + 1))
        state = await anna.enter()
        assert state["more"]
        first = state["messages"][0]
        older = await (await anna.get(f"/chat/api/messages?before={first['position']}")).json()
        assert [message["text"] for message in older["messages"]] == ["0", "1", "2"]
        assert not older["more"]


class TestAButton:
    async def test_is_pressed_once_in_whichever_tab(self, served: Served, anna: Browser) -> None:
        await served.web.chat.deliver(a_claimed_letter(anna.visitor, SendContent(said("?"), buttons=HELPED)))
        press = {"id": "press-0001", "message": "7.0", "data": "ok:t:"}
        answer = await anna.post("presses", press)
        message = (await answer.json())["message"]
        assert (message["buttons"], message["pressed"]) == ([], "Помогло")
        second = await anna.post("presses", press | {"id": "press-0002", "data": "no:t:"})
        assert (second.status, (await second.json())["error"]) == (409, "button-gone")
        assert await inbox_depth(served) == 1


class TestAName:
    async def test_is_asked_for_once(self, anna: Browser) -> None:
        assert not (await anna.enter())["nameAsked"]
        await anna.post("name", {"name": "  Анна  "})
        state = await anna.enter()
        assert (state["name"], state["nameAsked"]) == ("Анна", True)

    async def test_may_be_kept_to_oneself(self, anna: Browser) -> None:
        await anna.post("name", {"name": ""})
        state = await anna.enter()
        assert (state["name"], state["nameAsked"]) == (None, True)


class TestAFile:
    async def test_comes_back_as_it_was_and_opens_nowhere(self, anna: Browser) -> None:
        answer = await anna.uploads(PNG, "%D1%81%D0%BD%D0%B8%D0%BC%D0%BE%D0%BA.png")
        upload = await answer.json()
        message = await anna.writes("", file=upload["file"])
        assert (message["file"]["name"], message["file"]["picture"]) == ("снимок.png", True)

        async with anna.session.get(anna.address + message["file"]["url"]) as file:
            assert await file.read() == PNG
        assert file.headers["Content-Disposition"].startswith("attachment;")
        assert file.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in file.headers["Content-Security-Policy"]

    async def test_that_was_never_sent_goes_after_a_day(self, served: Served, anna: Browser) -> None:
        unsent = (await (await anna.uploads()).json())["file"]
        sent = (await (await anna.uploads()).json())["file"]
        await anna.writes("", file=sent)
        async with served.database.books() as books:
            assert await books.web_uploads.unused(served.clock()) == (unsent,)


class TestThePage:
    async def test_speaks_the_browsers_language(self, anna: Browser) -> None:
        assert (
            '<html lang="en">'
            in await (await anna.get("/chat", **{"Accept-Language": "de, en;q=0.8"})).text()
        )
        assert '<html lang="ru">' in await (await anna.get("/chat", **{"Accept-Language": "de"})).text()
        assert '<html lang="en">' in await (await anna.get("/chat?lang=en")).text()

    async def test_keeps_its_scripts_for_ever_under_a_name_that_changes_with_them(
        self, anna: Browser
    ) -> None:
        page = await (await anna.get("/chat")).text()
        address = page.partition('src="')[2].partition('"')[0]
        script = await anna.get(address)
        assert (script.status, script.content_type) == (200, "text/javascript")
        assert "immutable" in script.headers["Cache-Control"]
        assert (await anna.get(address.rpartition("/")[0] + "/../../secret")).status == 404

    async def test_brings_a_script_for_other_sites(self, anna: Browser) -> None:
        script = await anna.get("/chat/widget.js", **{"Sec-Fetch-Site": "cross-site"})
        assert script.status == 200
        assert script.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Открыть чат поддержки" in await script.text()


class TestAnAddressNearby:
    @pytest.mark.parametrize(
        ("typed", "page"), [("/", "/chat"), ("/chat/", "/chat"), ("/?lang=en", "/chat?lang=en")]
    )
    async def test_leads_to_the_chat(self, served: Served, typed: str, page: str) -> None:
        async with Browser.at(served.address) as somebody:
            assert str((await somebody.get(typed)).url.relative()) == page
