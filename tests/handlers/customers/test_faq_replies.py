"""A customer's question before any ticket: answered from the FAQ, or asked back."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from storage.records.events import EventKind
from storage.records.tickets import TicketState
from tests.handlers.front import Desk
from tests.handlers.people import photo

FTP = "Как получить доступ к FTP?"
FTP_ANSWER = "Откройте личный кабинет → «Доступы»."
MAILBOX = "Как создать почтовый ящик?"
MAIL_PASSWORD = "Как сменить пароль от почтового ящика?"
HALF_KNOWN = "Вопрос про почту"
HALF_KNOWN_TOO = "Не получается с почтой"
TO_A_PERSON = "Позвать специалиста"


@pytest.fixture
async def desk(desk: Desk) -> Desk:
    """Three entries; two of them are asked for in the same words."""
    await desk.knows(FTP, FTP_ANSWER, "не пускает на фтп")
    for question, answer in (
        (MAILBOX, "Раздел «Почта» → «Создать»."),
        (MAIL_PASSWORD, "Раздел «Почта» → ящик → «Пароль»."),
    ):
        await desk.knows(question, answer, HALF_KNOWN, HALF_KNOWN_TOO)
    return desk


class TestAQuestionTheFaqKnows:
    async def test_is_answered_and_asks_whether_it_helped(self, desk: Desk) -> None:
        anna = desk.customer()

        await anna.writes("Не пускает на фтп!")

        assert anna.reads == [FTP_ANSWER]
        assert anna.screen[0].labels == ["Помогло", "Не помогло"]
        assert await desk.tickets() == []
        assert await desk.events_of_entry(1) == [EventKind.FAQ_ANSWERED]

    async def test_that_helped_is_settled(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes(FTP)

        assert await anna.presses("Помогло") == ""

        assert anna.reads == [FTP_ANSWER, "Рады, что помогло! Если появятся вопросы, пишите."]
        assert (await desk.conversation()).question is None
        assert await desk.events_of_entry(1) == [EventKind.FAQ_ANSWERED, EventKind.FAQ_HELPED]

    async def test_asked_again_is_answered_with_the_way_to_a_person(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("Не пускает на фтп!")

        await anna.writes(FTP)

        assert anna.reads[0] == FTP_ANSWER
        assert anna.reads[1].startswith(f"{FTP_ANSWER}\n\n")
        assert "/human" in anna.reads[1]
        assert [post.labels for post in anna.screen] == [[], ["Помогло", "Не помогло"]]
        await anna.presses("Не помогло")
        assert (await desk.ticket()).state is TicketState.NEW

    @pytest.mark.parametrize("between", ["Как отменить заказ?", "спасибо"])
    async def test_asked_again_after_something_else_is_just_answered(self, desk: Desk, between: str) -> None:
        await desk.knows("Как отменить заказ?", "Раздел «Заказы».")
        anna = desk.customer()
        await anna.writes(FTP)
        await anna.writes(between)

        await anna.writes(FTP)

        assert anna.reads[-1] == FTP_ANSWER

    async def test_that_did_not_help_goes_to_people_with_what_was_asked(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("Не пускает на фтп!")

        await anna.presses("Не помогло")

        assert (await desk.ticket()).question == "Не пускает на фтп!"
        assert "«Не пускает на фтп» (обращение № 1)" in anna.reads[-1]
        assert EventKind.FAQ_FAILED in await desk.events_of_entry(1)

    async def test_buttons_go_away_once_one_is_pressed(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes(FTP)

        await anna.presses("Помогло")

        assert anna.screen[0].labels == []

    async def test_is_continued_by_a_message_that_the_faq_does_not_know(self, desk: Desk) -> None:
        """Nobody has to repeat the question: it goes to people together with the complaint."""
        anna = desk.customer()
        await anna.writes("Не пускает на фтп!")

        await anna.writes("Всё равно никак")

        assert (await desk.ticket()).question == "Не пускает на фтп!\nВсё равно никак"

    @pytest.mark.parametrize(
        "words",
        [
            "это не помогло, про почту я не спрашивал",
            "не помогло, вопрос про почту был раньше",
            "Всё равно не пускает на фтп",
        ],
    )
    async def test_goes_to_people_with_a_complaint_whatever_the_faq_has_for_it(
        self, desk: Desk, words: str
    ) -> None:
        anna = desk.customer()
        await anna.writes("Не пускает на фтп!")

        await anna.writes(words)

        assert (await desk.ticket()).question == f"Не пускает на фтп!\n{words}"
        assert "(FAQ № 1) — не помогло" in (await desk.card()).text
        assert "ускает на фтп" in anna.reads[-1]

    @pytest.mark.parametrize("words", ["ок", "понял, сейчас попробую", "минутку"])
    async def test_stays_open_for_whoever_goes_to_try_it(self, desk: Desk, words: str) -> None:
        anna = desk.customer()
        await anna.writes("Не пускает на фтп!")

        await anna.writes(words)

        assert anna.reads[-1] == "Хорошо! Если появятся вопросы, пишите."
        assert anna.screen[0].labels == ["Помогло", "Не помогло"]
        await anna.writes("не работает")
        assert (await desk.ticket()).question == "Не пускает на фтп!\nне работает"

    async def test_is_forgotten_after_half_an_hour(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("Не пускает на фтп!")
        await desk.passes(minutes=31)

        await anna.writes("Верните деньги за домен")

        assert (await desk.ticket()).question == "Верните деньги за домен"

    async def test_shown_by_a_picture_after_the_answer_goes_to_people_with_the_words(
        self, desk: Desk
    ) -> None:
        anna = desk.customer()
        await anna.writes("Не пускает на фтп!")

        await anna.writes(photo())

        assert (await desk.ticket()).question == "Не пускает на фтп!"
        assert [post.content.media for post in (await desk.topic())[1:]] == [photo().media]

    async def test_that_was_deleted_a_moment_ago_goes_to_people(self, desk: Desk) -> None:
        """The search follows within a second; until then nobody gets an answer that is no more."""
        async with desk.database.books() as books:
            await books.faq.delete(1, by="test", now=desk.clock())
            await books.commit()
        anna = desk.customer()

        await anna.writes(FTP)

        assert (await desk.ticket()).question == FTP


class TestAQuestionTheFaqHalfKnows:
    async def test_is_asked_back_by_name_with_a_way_to_a_person(self, desk: Desk) -> None:
        anna = desk.customer()

        await anna.writes(HALF_KNOWN)

        assert anna.reads[0].startswith("Анна, возможно, вы спрашиваете об этом.")
        labels = anna.screen[0].labels
        assert MAILBOX in labels
        assert labels[-1] == TO_A_PERSON
        assert await desk.events_of_entry(2) == [EventKind.FAQ_OFFERED]

    async def test_between_entries_of_one_question_is_asked_back_with_their_answers(self, desk: Desk) -> None:
        for answer in ("По городу 300 ₽", "За город 900 ₽, от трёх дней"):
            await desk.knows("Сколько стоит доставка?", answer)
        anna = desk.customer()

        await anna.writes("сколько стоит доставка")

        assert set(anna.screen[0].labels) >= {
            "Сколько стоит доставка? · По городу 300 ₽",
            "Сколько стоит доставка? · За город 900 ₽, от трёх дней",
        }

    @pytest.mark.parametrize(
        ("count", "words"), [(1, "Если да, нажмите на вопрос"), (2, "Выберите подходящее")]
    )
    def test_is_offered_one_choice_as_one(self, desk: Desk, count: int, words: str) -> None:
        said = [
            desk.front.phrases.say("ru", "offer", name="Анна", count=count),
            desk.front.phrases.say("ru", "offer-without-name", count=count),
        ]

        assert all(words in each for each in said)

    async def test_gets_the_answer_that_was_chosen(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes(HALF_KNOWN)

        await anna.presses(MAILBOX)

        assert anna.reads[-1] == "Раздел «Почта» → «Создать»."
        assert anna.screen[-1].labels[:2] == ["Помогло", "Не помогло"]
        assert anna.screen[0].labels == []

    async def test_has_the_other_choices_under_the_answer_of_the_wrong_one(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes(HALF_KNOWN)
        await anna.presses(MAILBOX)
        assert MAIL_PASSWORD in anna.screen[-1].labels[2:]

        await anna.presses(MAIL_PASSWORD)

        assert anna.reads[-1] == "Раздел «Почта» → ящик → «Пароль»."
        assert anna.screen[-1].labels[:2] == ["Помогло", "Не помогло"]
        assert MAILBOX in anna.screen[-1].labels[2:]
        assert anna.screen[-2].labels == []
        assert await desk.tickets() == []

    async def test_gets_each_choice_as_often_as_it_is_pressed(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes(HALF_KNOWN)
        for choice in (MAILBOX, MAIL_PASSWORD, MAILBOX):
            await anna.presses(choice)

        await anna.presses("Помогло")

        assert await desk.events_of_entry(2) == [
            EventKind.FAQ_OFFERED,
            EventKind.FAQ_ANSWERED,
            EventKind.FAQ_ANSWERED,
            EventKind.FAQ_HELPED,
        ]
        assert EventKind.FAQ_HELPED not in await desk.events_of_entry(3)

    async def test_gets_the_only_choice_by_a_yes(self, desk: Desk) -> None:
        await desk.knows("Как перенести сайт?", "Оставьте заявку.")
        anna = desk.customer()
        await anna.writes("перенести")
        assert len(anna.screen[0].labels) == len(("the entry", TO_A_PERSON))

        await anna.writes("Да")

        assert anna.reads[-1] == "Оставьте заявку."
        assert anna.screen[-1].labels == ["Помогло", "Не помогло"]
        await anna.presses("Не помогло")
        assert (await desk.ticket()).question == "перенести"

    async def test_is_not_answered_by_a_yes_to_several(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes(HALF_KNOWN)

        await anna.writes("да")

        assert anna.reads[-1] == "Нажмите, пожалуйста, подходящий вариант выше или позовите специалиста."
        assert len(anna.screen[0].labels) > len(("one", "two"))

    async def test_has_no_choice_under_an_answer_that_was_deleted_since(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes(HALF_KNOWN)
        async with desk.database.books() as books:
            await books.faq.delete(3, by="test", now=desk.clock())
            await books.commit()

        await anna.presses(MAILBOX)

        assert anna.screen[-1].labels == ["Помогло", "Не помогло"]

    async def test_goes_to_people_when_the_chosen_answer_does_not_help(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes(HALF_KNOWN)
        await anna.presses(MAILBOX)

        await anna.presses("Не помогло")

        assert (await desk.ticket()).question == HALF_KNOWN

    async def test_goes_to_people_by_the_button(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes(HALF_KNOWN)

        await anna.presses(TO_A_PERSON)

        assert (await desk.ticket()).question == HALF_KNOWN
        assert f"«{HALF_KNOWN}»" in anna.reads[-1]

    async def test_goes_to_people_by_itself_when_nobody_presses(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes(HALF_KNOWN)

        await desk.passes(minutes=4)
        assert await desk.tickets() == []
        await desk.passes(minutes=2)

        assert (await desk.ticket()).question == HALF_KNOWN

    async def test_goes_to_people_at_once_where_nobody_is_given_time_to_press(
        self, desk: Desk, ruled: Callable[..., Desk]
    ) -> None:
        ruled(suggestion_wait=timedelta())
        await desk.front.refresh()
        anna = desk.customer()

        await anna.writes(HALF_KNOWN)

        assert await desk.tickets() == [1]
        assert len(anna.reads) == 1

    async def test_goes_to_people_once(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes(HALF_KNOWN)
        await anna.presses(TO_A_PERSON)

        await desk.passes(minutes=6)

        assert await desk.tickets() == [1]

    async def test_is_not_lost_by_a_greeting(self, desk: Desk) -> None:
        """Whoever says hello again while choices stand still waits for an answer to the question."""
        anna = desk.customer()
        await anna.writes(HALF_KNOWN)

        await anna.writes("Здравствуйте!")
        await desk.passes(minutes=6)

        assert (await desk.ticket()).question == HALF_KNOWN

    @pytest.mark.parametrize("thanks", ["Спасибо", "спасибо большое!", "cgfcb,j"])
    async def test_goes_to_people_though_somebody_gave_thanks_for_the_choices(
        self, desk: Desk, thanks: str
    ) -> None:
        """Thanks for a menu are politeness: nothing was solved, and the promise stands."""
        anna = desk.customer()
        await anna.writes(HALF_KNOWN)
        await desk.passes(minutes=4)

        await anna.writes(thanks)

        assert anna.reads[-1].startswith("Пожалуйста! Нажмите подходящий вариант выше")
        assert await desk.tickets() == []
        await desk.passes(minutes=2)
        assert (await desk.ticket()).question == HALF_KNOWN

    async def test_opens_nothing_after_thanks_for_the_chosen_answer(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes(HALF_KNOWN)
        await anna.presses(MAILBOX)

        await anna.writes("спасибо")
        await desk.passes(minutes=6)

        assert anna.reads[-1] == "Пожалуйста! Если появятся вопросы, пишите."
        assert await desk.tickets() == []

    async def test_can_be_chosen_after_thanks(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes(HALF_KNOWN)
        await anna.writes("спасибо")

        await anna.presses(MAIL_PASSWORD)

        assert anna.reads[-1] == "Раздел «Почта» → ящик → «Пароль»."

    @pytest.mark.parametrize("courtesy", ["ок", "заранее спасибо", "👍"])
    async def test_goes_to_people_though_somebody_agreed_or_gave_thanks_in_advance(
        self, desk: Desk, courtesy: str
    ) -> None:
        anna = desk.customer()
        await anna.writes(HALF_KNOWN)

        await anna.writes(courtesy)
        await desk.passes(minutes=6)

        assert (await desk.ticket()).question == HALF_KNOWN

    @pytest.mark.parametrize(
        ("words", "reply"),
        [
            ("уже разобрался, спасибо", "Пожалуйста! Если появятся вопросы, пишите."),
            ("Всё, сам нашёл", "Хорошо! Если появятся вопросы, пишите."),
            ("почта заработала", "Хорошо! Если появятся вопросы, пишите."),
        ],
    )
    async def test_is_taken_back_by_whoever_needs_it_no_more(
        self, desk: Desk, words: str, reply: str
    ) -> None:
        anna = desk.customer()
        await anna.writes(HALF_KNOWN)

        written = await anna.writes(words)
        await desk.passes(minutes=6)

        assert anna.reads[-1] == reply
        assert anna.screen[0].labels == []
        assert await desk.tickets() == []
        assert (await desk.message(written.ref)) is not None

    @pytest.mark.parametrize("words", ["спасибо, но не работает", "Не помогло", "не получается"])
    async def test_goes_to_people_together_with_a_complaint(self, desk: Desk, words: str) -> None:
        anna = desk.customer()
        await anna.writes(HALF_KNOWN)

        await anna.writes(words)

        assert (await desk.ticket()).question == f"{HALF_KNOWN}\n{words}"

    async def test_goes_along_when_the_next_one_is_asked_back_as_well(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes(HALF_KNOWN)
        await anna.writes(HALF_KNOWN_TOO)

        await desk.passes(minutes=6)

        assert (await desk.ticket()).question == f"{HALF_KNOWN}\n\n{HALF_KNOWN_TOO}"
        assert await desk.topic_name() == f"№ 1 · Анна · {HALF_KNOWN_TOO}"
        assert f"«{HALF_KNOWN_TOO}» (обращение № 1)" in anna.reads[-1]

    async def test_corrected_by_an_edit_goes_to_people_as_corrected(self, desk: Desk) -> None:
        anna = desk.customer()
        written = await anna.writes(HALF_KNOWN)

        await anna.edits(written, "Вопрос про почту на домене example.com")
        await anna.presses(TO_A_PERSON)

        assert (await desk.ticket()).question == "Вопрос про почту на домене example.com"


class TestAPressThatIsNotForThisQuestion:
    @pytest.fixture
    async def stale(self, desk: Desk) -> str:
        anna = desk.customer()
        await anna.writes(FTP)
        return anna.screen[0].data("Не помогло")

    async def test_repeated_changes_nothing(self, desk: Desk, stale: str) -> None:
        anna = desk.customer()
        await anna.presses_data(stale)

        assert await anna.presses_data(stale) == "Эта кнопка больше не действует."

        assert await desk.tickets() == [1]

    async def test_of_an_older_question_changes_nothing(self, desk: Desk, stale: str) -> None:
        anna = desk.customer()
        await anna.writes("Не пускает на фтп!")

        assert await anna.presses_data(stale, anna.screen[0]) == "Эта кнопка больше не действует."

        assert await desk.tickets() == []

    async def test_taken_from_another_customer_changes_nothing(self, desk: Desk, stale: str) -> None:
        viktor = desk.customer("Виктор", address="telegram:43")
        await viktor.writes(FTP)

        assert await viktor.presses_data(stale) == "Эта кнопка больше не действует."

        assert await desk.tickets() == []
        assert (await desk.conversation("telegram:42")).question is not None

    @pytest.mark.parametrize(
        "forged",
        ["", ":::", "take:1:1", "done:1:1", "pick:x:1", "save:42:", "no::", "\x00", "ok:" + "я" * 30],
    )
    async def test_forged_changes_nothing(self, desk: Desk, forged: str) -> None:
        anna = desk.customer()
        await anna.writes(FTP)

        assert await anna.presses_data(forged) == "Эта кнопка больше не действует."

        assert (await desk.conversation()).question is not None
        assert await desk.tickets() == []

    async def test_choosing_an_entry_that_was_not_offered_changes_nothing(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes(HALF_KNOWN)
        token = anna.screen[0].data(MAILBOX).split(":")[1]

        assert await anna.presses_data(f"pick:{token}:99") == "Эта кнопка больше не действует."

        assert len(anna.reads) == 1


class TestWordsThatAskNothing:
    async def test_a_greeting_is_asked_what_happened(self, desk: Desk) -> None:
        anna = desk.customer()

        await anna.writes("Добрый день!")

        (text,) = anna.reads
        assert text == (
            "Анна, здравствуйте!\nРасскажите, пожалуйста, что случилось: чем подробнее, тем быстрее поможем."
        )
        assert await desk.tickets() == []

    async def test_thanks_are_answered_politely(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes(FTP)

        await anna.writes("Спасибо большое, помогло!")

        assert anna.reads[-1] == "Пожалуйста! Если появятся вопросы, пишите."
        assert await desk.tickets() == []
        assert (await desk.conversation()).question is None

    @pytest.mark.parametrize("words", ["уже разобралась", "Never mind, it works now"])
    async def test_a_settled_matter_is_left_alone(self, desk: Desk, words: str) -> None:
        anna = desk.customer()

        await anna.writes(words)

        assert await desk.tickets() == []
        assert anna.reads[-1] in {
            "Хорошо! Если появятся вопросы, пишите.",
            "All right! Write again whenever you need us.",
        }

    @pytest.mark.parametrize("caption", ["Здравствуйте!", "Спасибо", "ок"])
    async def test_courtesy_under_a_picture_hides_it_from_nobody(self, desk: Desk, caption: str) -> None:
        anna = desk.customer()

        await anna.writes(photo(caption))

        assert "обращение № 1 (фото)" in anna.reads[-1]
        assert photo().media in [post.content.media for post in await desk.topic()]

    async def test_what_follows_a_greeting_is_a_question_of_its_own(self, desk: Desk) -> None:
        anna = desk.customer()
        await anna.writes("Привет")

        await anna.writes("Не пускает на фтп!")

        assert anna.reads[-1] == FTP_ANSWER
