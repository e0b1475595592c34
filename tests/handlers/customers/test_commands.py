"""What customers type with a slash, and what they may not."""

import re
from collections.abc import Callable

import pytest

from storage.records.content import Content
from tests.handlers.front import Desk
from tests.handlers.people import Customer, photo, sticker

STAFF_COMMANDS = ["/take", "/close", "/note тайна", "/waiting", "/reopen", "/assign @anna", "/take 1"]


class TestStart:
    async def test_greets_by_name_and_says_what_to_do(self, desk: Desk) -> None:
        anna = desk.customer()

        await anna.writes("/start")

        (text,) = anna.reads
        assert text.startswith("Анна, здравствуйте!\nЭто служба поддержки. Напишите одним или несколькими")

    async def test_names_the_company(self, ruled: Callable[..., Desk]) -> None:
        anna = ruled(company="Хостинг Плюс").customer()

        await anna.writes("/start")

        assert "Это служба поддержки «Хостинг Плюс»." in anna.reads[0]

    @pytest.mark.parametrize("name", ["👑", ".", "Support", "None", "\u202e"])
    async def test_greets_without_a_name_that_is_none(self, desk: Desk, name: str) -> None:
        anna = desk.customer(name)

        await anna.writes("/start")

        assert anna.reads[0].startswith("Здравствуйте!\n")


class TestAPictureUnderMereCourtesy:
    @pytest.mark.parametrize("burst", [(photo("привет"),), ("привет", photo()), (photo("/start"),)])
    async def test_stands_in_the_topic_once(
        self, desk: Desk, anna: Customer, burst: tuple[str | Content, ...]
    ) -> None:
        await anna.writes(*burst)

        posts = (await desk.topic())[1:]
        assert [post.content.media for post in posts if post.content.media] == [photo().media]
        assert not any("История" in post.text for post in posts)


class TestACommandUnderAPicture:
    @pytest.mark.parametrize("caption", ["/start", "/status", "/foo", "/start@another_bot"])
    async def test_is_answered_and_the_picture_goes_to_people(self, desk: Desk, caption: str) -> None:
        anna = desk.customer()

        await anna.writes(photo(caption))

        assert [said.content.media.file_id for said in await desk.said() if said.content.media] == ["photo-1"]
        answered = caption != "/start@another_bot"
        assert len(anna.reads) == 1 + answered
        assert "№ 1" in anna.reads[-1]

    async def test_keeps_the_whole_album(self, desk: Desk) -> None:
        anna = desk.customer()

        await anna.sends_album(photo("/start", "first"), photo("", "second"))

        assert [said.content.media.file_id for said in await desk.said() if said.content.media] == [
            "first",
            "second",
        ]


class TestStatus:
    async def test_without_a_case_says_so(self, desk: Desk) -> None:
        anna = desk.customer()

        await anna.writes("/status")

        assert anna.reads == ["Открытых обращений у вас нет. Напишите, если нужна помощь."]

    async def test_tells_the_state_and_the_deadline(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")
        await desk.agent().writes("/take", ticket=1)

        await anna.writes("/status")

        assert anna.reads[-1] == (
            "Ваше обращение:\n№ 1 «Сайт не открывается»: в работе. Срок решения: сегодня до 18:00 (МСК)."
        )

    async def test_of_a_case_that_waits_for_the_customer_asks_for_their_answer(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")
        await desk.agent().writes("/waiting", ticket=1)

        await anna.writes("/status")

        assert "№ 1 «Сайт не открывается»: ждём вашего ответа. Ответьте здесь" in anna.reads[-1]

    async def test_of_a_resolved_case_says_how_long_it_may_be_reopened(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")
        await desk.agent().writes("/close", ticket=1)

        await anna.writes("/status")

        assert "№ 1 «Сайт не открывается»: решено. Если вопрос остался, напишите сюда до " in anna.reads[-1]

    async def test_of_a_deadline_that_is_over_makes_no_promise(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")
        desk.clock_shows("19:00")

        await anna.writes("/status")

        assert "Решаем дольше, чем обещали" in anna.reads[-1]
        assert "Срок решения" not in anna.reads[-1]

    async def test_tells_of_several_cases_the_latest_first(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")
        await desk.agent().writes("/close", ticket=1)
        await desk.passes(days=4)
        await anna.writes("Письма не уходят с утра")

        await anna.writes("/status")

        assert anna.reads[-1].startswith("Ваше обращение:\n№ 2 «Письма не уходят с утра»: принято.")
        assert "№ 1" not in anna.reads[-1]

    async def test_tells_nothing_of_others(self, desk: Desk) -> None:
        await desk.customer().writes("Сайт не открывается")
        viktor = desk.customer("Виктор", address="telegram:43")

        await viktor.writes("/status 1")

        assert viktor.reads == ["Открытых обращений у вас нет. Напишите, если нужна помощь."]


class TestHuman:
    async def test_with_the_matter_is_not_asked_for_it(self, desk: Desk) -> None:
        await desk.knows("Как создать почтовый ящик?", "Раздел «Почта» → «Создать».")
        anna = desk.customer()

        await anna.writes("/human Как создать почтовый ящик?")

        assert (await desk.ticket()).question == "Как создать почтовый ящик?"
        assert "«Как создать почтовый ящик?» (обращение № 1)" in anna.reads[-1]

    async def test_with_words_adds_them_to_the_open_ticket(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")

        await anna.writes("/human и почта тоже")

        assert await desk.topic_texts() == ["и почта тоже"]
        assert anna.reads[-1].startswith("Обращение № 1 уже у специалистов")

    async def test_under_a_picture_shows_it_to_people(self, desk: Desk) -> None:
        await desk.customer().writes(photo("/human"))

        assert photo().media in [post.content.media for post in await desk.topic()]

    async def test_with_words_after_an_answer_takes_its_buttons_away(self, desk: Desk) -> None:
        await desk.knows("Как создать почтовый ящик?", "Раздел «Почта» → «Создать».")
        anna = desk.customer()
        await anna.writes("Как создать почтовый ящик?")

        await anna.writes("/human не вижу раздела")

        assert anna.screen[0].labels == []
        assert (await desk.ticket()).question == "Как создать почтовый ящик?\nне вижу раздела"

    async def test_outside_of_working_hours_says_when_people_are_back(self, desk: Desk) -> None:
        anna = desk.customer()
        desk.clock_shows("23:30")

        await anna.writes("/human")

        assert "завтра в 09:00 (МСК)" in anna.reads[-1]

    async def test_in_working_hours_says_nothing_of_them(self, desk: Desk) -> None:
        anna = desk.customer()

        await anna.writes("/human")

        assert len(anna.reads) == 1

    async def test_twice_is_a_ticket_that_says_there_is_nothing_to_read(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("/human")

        await anna.writes("/human")

        assert "Просит специалиста, ничего не написал" in (await desk.card()).text
        await desk.agent().writes("/take", ticket=1)
        assert "Просит специалиста, ничего не написал" in (await desk.card()).text

    async def test_then_a_file_without_words_is_a_ticket_with_something_to_look_at(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("/human")

        await anna.writes(photo())

        assert "Без слов: смотрите вложения ниже" in (await desk.card()).text
        await desk.agent().writes("/take", ticket=1)
        assert "Без слов: смотрите вложения ниже" in (await desk.card()).text

    async def test_twice_opens_the_closed_case_again_as_words_would(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")
        await desk.agent().writes("/close", ticket=1)
        await anna.writes("/human")
        assert await desk.tickets() == []

        await anna.writes("/human")

        assert await desk.tickets() == [1]
        assert anna.reads[-1] == (
            "Обращение № 1 снова открыто. Напишите, пожалуйста, что осталось нерешённым."
        )
        assert "Клиент снова просит специалиста" in (await desk.topic_texts())[-1]

    async def test_then_courtesy_opens_the_closed_case_again_too(self, desk: Desk) -> None:
        """Whatever comes after the call goes to people."""
        anna = desk.customer()
        await anna.writes("Сайт не открывается")
        await desk.agent().writes("/close", ticket=1)
        await anna.writes("/human")

        await anna.writes("спасибо")

        assert await desk.tickets() == [1]
        assert (await desk.conversation()).question is None


class TestSmallTalk:
    async def test_a_greeting_alone_is_asked_what_happened_and_opens_nothing(self, desk: Desk) -> None:
        anna = desk.customer()

        await anna.writes("Здравствуйте")

        assert "что случилось" in anna.reads[-1]
        assert await desk.tickets() == []

    async def test_thanks_after_closing_reopen_nothing(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")
        await desk.agent().writes("/close", ticket=1)

        await anna.writes("Спасибо большое!")

        assert await desk.tickets() == []
        assert anna.reads[-1] == "Пожалуйста! Если появятся вопросы, пишите."

    @pytest.mark.parametrize("content", ["ок", "Хорошо, понятно", "👍", "👍🏻", sticker("👍"), "got it"])
    async def test_neither_does_content(self, desk: Desk, content: str | Content) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")
        await desk.agent().writes("/close", ticket=1)

        await anna.writes(content)

        assert await desk.tickets() == []
        assert anna.reads[-1].endswith("Если появятся вопросы, пишите.")

    @pytest.mark.parametrize(
        "greeting",
        ["Добрый день", "👋", sticker("👋"), sticker("😭"), sticker(), "Есть вопрос", "Can you help me?"],
    )
    async def test_a_greeting_after_closing_is_asked_what_happened_and_what_follows_reopens(
        self, desk: Desk, greeting: str | Content
    ) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")
        await desk.agent().writes("/close", ticket=1)

        await anna.writes(greeting)

        assert re.search("случилось|happened", anna.reads[-1])
        assert await desk.tickets() == []
        await anna.writes("Опять не открывается")
        assert await desk.tickets() == [1]

    async def test_stickers_after_closing_are_answered_once_in_a_while(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")
        await desk.agent().writes("/close", ticket=1)
        await anna.writes(sticker("🤔"))
        answered = len(anna.reads)

        for content in (sticker("🤔"), sticker(), sticker("👍"), "👍"):
            await anna.writes(content)

        assert len(anna.reads) == answered
        await desk.passes(minutes=31)
        await anna.writes(sticker("🤔"))
        assert len(anna.reads) == answered + 1
        assert await desk.tickets() == []

    @pytest.mark.parametrize("words", ["Сайт заработал, спасибо!", "уже разобралась"])
    async def test_good_news_after_closing_reopens_nothing(self, desk: Desk, words: str) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")
        await desk.agent().writes("/close", ticket=1)

        await anna.writes(words)

        assert await desk.tickets() == []

    async def test_a_sticker_that_shows_thanks_settles_an_answered_question(self, desk: Desk) -> None:
        await desk.knows("Как создать почтовый ящик?", "Раздел «Почта» → «Создать».")
        anna = desk.customer()
        await anna.writes("Как создать почтовый ящик?")

        await anna.writes(sticker("👍"))

        assert await desk.tickets() == []
        assert (await desk.conversation()).question is None

    async def test_a_sticker_before_any_case_reaches_people(self, desk: Desk) -> None:
        await desk.customer().writes(sticker("😭"))

        assert await desk.tickets() == [1]

    async def test_a_word_or_a_file_beside_a_sticker_reopens(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")
        await desk.agent().writes("/close", ticket=1)

        await anna.writes(sticker("👍"), photo())

        assert await desk.tickets() == [1]


class TestSmallTalkThatGoesOnByAnEdit:
    @pytest.mark.parametrize("hello", ["привет", "есть вопрос", "?", "вы бот?", "спасибо"])
    async def test_is_heard_as_if_it_were_new(self, desk: Desk, anna: Customer, hello: str) -> None:
        written = await anna.writes(hello)

        await anna.edits(written, "Сайт не открывается с утра")

        assert (await desk.ticket()).question == "Сайт не открывается с утра"
        assert [said.content.text.text for said in await desk.said()] == ["Сайт не открывается с утра"]

    async def test_opens_a_closed_case_again(self, desk: Desk, anna: Customer) -> None:
        await anna.writes("Сайт не открывается с утра")
        await desk.agent().writes("/close", ticket=1)
        written = await anna.writes("спасибо")

        await anna.edits(written, "спасибо, но опять не открывается")

        assert (await desk.ticket()).is_open
        assert "спасибо, но опять не открывается" in (await desk.topic_texts())[-1]

    async def test_into_a_command_changes_nothing(self, desk: Desk, anna: Customer) -> None:
        written = await anna.writes("привет")

        await anna.edits(written, "/human сайт не открывается")

        assert len(anna.reads) == 1
        assert await desk.tickets() == []

    async def test_with_another_greeting_is_small_talk_still(self, desk: Desk, anna: Customer) -> None:
        written = await anna.writes("привт")

        await anna.edits(written, "привет!")

        assert len(anna.reads) == 1
        assert await desk.tickets() == []

    async def test_beside_a_question_belongs_to_that(self, desk: Desk, anna: Customer) -> None:
        await desk.knows("Как получить доступ к FTP?", "Откройте личный кабинет.")
        hello = anna.message("привет")
        await desk.receives(hello, anna.message("как получить доступ к FTP"))

        await anna.edits(hello, "привет, очень срочно")

        assert len(anna.reads) == 1
        await anna.presses("Не помогло")
        assert (await desk.ticket()).question == "привет, очень срочно\nкак получить доступ к FTP"


class TestOtherCommands:
    async def test_help_lists_them(self, desk: Desk) -> None:
        anna = desk.customer()

        await anna.writes("/help")

        assert all(command in anna.reads[0] for command in ("/human", "/status", "/language"))

    @pytest.mark.parametrize("wish", ["/language", "/language de", "/language русский"])
    async def test_an_unknown_language_is_answered_with_those_that_there_are(
        self, desk: Desk, wish: str
    ) -> None:
        anna = desk.customer()

        await anna.writes(wish)

        assert anna.reads == ["На каком языке вам отвечать?"]
        assert anna.screen[-1].labels == ["English", "Русский"]

    async def test_a_language_is_chosen_by_its_button_once(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("/language")
        offer = anna.screen[-1]

        await anna.presses("English")
        await anna.writes("/help")

        assert anna.reads[1] == "From now on I will answer in English."
        assert anna.reads[-1].startswith("Just write your question")
        assert anna.screen[0].labels == []
        assert (await desk.conversation()).language == "en"
        assert await anna.presses_data(offer.data("Русский"), offer) == ""

    async def test_a_language_that_nobody_speaks_cannot_be_forged(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("/language")

        assert await anna.presses_data("lang:de:") == "Эта кнопка больше не действует."
        assert (await desk.conversation()).language is None

    @pytest.mark.parametrize("command", STAFF_COMMANDS)
    async def test_staff_commands_change_nothing(self, desk: Desk, command: str) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")
        before = await desk.ticket()

        await anna.writes(command)

        assert anna.reads[-1].startswith("Такой команды нет.")
        assert await desk.ticket() == before
        assert await desk.topic_texts() == []

    async def test_one_for_another_bot_meets_silence(self, desk: Desk) -> None:
        anna = desk.customer()

        await anna.writes("/start@weather_bot")

        assert anna.reads == []

    @pytest.mark.parametrize(
        ("language", "refusal"),
        [
            ("ru", "Эта команда доступна только менеджерам."),
            ("en", "This command is for managers only."),
        ],
    )
    async def test_a_managers_command_is_refused_in_the_customers_language(
        self, desk: Desk, language: str, refusal: str
    ) -> None:
        anna = desk.customer(language=language)

        await anna.writes("/faq add Как?\n\nТак.")

        assert anna.reads == [refusal]
        assert await desk.faq() == []


class TestReachability:
    async def test_a_block_is_remembered_until_they_come_back(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")

        await anna.blocks_the_bot()
        assert (await desk.conversation()).unreachable_since == desk.clock()
        await anna.comes_back()

        assert (await desk.conversation()).unreachable_since is None

    async def test_whoever_writes_is_reachable(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("Сайт не открывается")
        await anna.blocks_the_bot()

        await anna.writes("я тут")

        assert (await desk.conversation()).unreachable_since is None

    async def test_a_stranger_who_blocks_leaves_no_trace(self, desk: Desk) -> None:
        await desk.customer().blocks_the_bot()

        async with desk.database.books() as books:
            assert await books.conversations.at("telegram:42") is None


class TestAManagersHelp:
    async def test_names_the_managers_commands_in_private_too(self, desk: Desk) -> None:
        maria = await desk.manager().in_private()

        await maria.writes("/help")

        assert "/human" in maria.reads[0]
        assert "/faq" in maria.reads[1]


class TestStaffInPrivate:
    async def test_is_told_where_its_commands_work(self, desk: Desk) -> None:
        await desk.customer().writes("Сайт не открывается")
        boris = desk.agent()
        await boris.writes("Смотрим", ticket=1)
        private = desk.customer("Борис Орлов", address="telegram:7")

        await private.writes("/close")

        assert private.reads[-1].startswith("Эта команда работает в теме обращения.")
        assert await desk.tickets() == [1]

    async def test_a_manager_has_nothing_to_cancel(self, desk: Desk) -> None:
        maria = await desk.manager().in_private()

        await maria.writes("/cancel")

        assert maria.reads == ["Отменять нечего: ни один пошаговый диалог не начат."]
