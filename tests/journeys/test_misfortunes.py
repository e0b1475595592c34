"""Topics deleted, customers gone, groups moved, a faltering messenger: people are told, nothing is lost."""

import asyncio
from datetime import timedelta

import pytest

from bot.workers.backoff import LONGEST_PAUSE
from tests.journeys.desk import Desk
from tests.journeys.people import Customer, Topic

QUESTION = "Сайт открывается через раз"
A_MINUTE = timedelta(minutes=1)


async def calls_failed(desk: Desk, times: int) -> None:
    """Wait until the messenger has failed or refused so many calls."""

    async def failed() -> bool:
        return (await desk.tg.counters()).get("faults", 0) >= times

    await desk.tg.until(failed)


@pytest.mark.only_with("forum")
class TestATopicWasDeleted:
    async def test_is_replaced_and_its_history_posted_again(self, desk: Desk) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)
        await anna.writes("вот снимок")
        photo = await anna.sends(photo={})
        await topic.shows(kind="photo")
        await desk.sergey.writes(topic, "Посмотрим.")
        await anna.shows("Посмотрим.")
        await desk.settles()
        await desk.tg.topic(chat_id=desk.group, action="delete", thread_id=topic.thread)

        await anna.writes("Ну что там?")

        replacement = await desk.topic()
        await replacement.shows("Ну что там?")
        assert replacement.thread != topic.thread
        history = "\n".join(await replacement.texts())
        assert QUESTION in (await replacement.card()).text
        places = [history.index(said) for said in ("вот снимок", "Посмотрим.", "Ну что там?")]
        assert places == sorted(places)
        assert any(
            seen.file("photo") == photo["file_unique_id"]
            for seen in await replacement.everything(kind="photo")
        )
        await desk.sergey.writes(replacement, "Готово!")
        await anna.shows("Готово!")
        assert len(await desk.topics()) == 1

    async def test_of_a_closed_one_is_reopened_in_place(self, desk: Desk) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.settles()
        await desk.tg.topic(
            chat_id=desk.group, user_id=desk.sergey.actor.id, action="close", thread_id=topic.thread
        )
        await anna.writes("Ну что там?")
        await topic.shows("Ну что там?")


class TestACustomerBlockedTheBot:
    async def test_the_agent_is_told_in_the_topic(self, desk: Desk) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.settles()
        await anna.actor.block()

        await desk.sergey.writes(topic, "Готово!")

        await topic.shows(regex="не доставлен|заблокировал")

    async def test_and_is_served_again_when_back(self, desk: Desk) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)
        await anna.actor.block()
        await desk.sergey.writes(topic, "Готово!")
        await topic.shows(regex="не доставлен|заблокировал")

        await anna.writes("я снова тут")
        await topic.shows("я снова тут")
        await desk.sergey.writes(topic, "С возвращением!")

        await anna.shows("С возвращением!")


class TestTheStaffGroupBecameASupergroup:
    async def test_tickets_go_to_its_new_address(self, desk: Desk) -> None:
        group = (
            await desk.tg.chat(
                type="group",
                title="Поддержка",
                owner=desk.maria.actor.id,
                members=[desk.sergey.actor.id],
            )
        )["id"]
        moved = (await desk.tg.migrate(chat_id=group, is_forum=True))["id"]
        desk.settings["STAFF_CHAT_ID"] = str(group)
        await desk.opens()
        anna = await desk.customer()

        await anna.writes(QUESTION)

        await anna.shows("№ 1")
        desk.group = moved
        topic = await desk.topic()
        await topic.card_shows(QUESTION)
        await desk.sergey.writes(topic, "Готово!")
        await anna.shows("Готово!")


class TestTheMessengerAsksToWait:
    async def test_one_chat_waits_and_the_others_go_on(self, desk: Desk) -> None:
        await desk.opens()
        anna, annas = await desk.opened_ticket(QUESTION)
        boris, boriss = await desk.opened_ticket("Не открывается почта на телефоне", "Борис")
        await desk.settles()
        wait = A_MINUTE.seconds
        await desk.tg.fault("flood", "send*", chat_id=anna.chat, retry_after=wait, count=1)

        await desk.sergey.writes(annas, "Анне: первое")
        await desk.sergey.writes(annas, "Анне: второе")
        await desk.sergey.writes(boriss, "Борису")

        await boris.shows("Борису")
        await calls_failed(desk, 1)
        assert not any("Анне" in text for text in await anna.texts())
        await desk.passes(A_MINUTE)
        await anna.shows("Анне: первое")
        await anna.shows("Анне: второе")

    async def test_a_group_waits_as_a_whole_and_loses_nothing(self, desk: Desk) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.settles()
        await desk.tg.fault("flood", "*", chat_id=desk.group, retry_after=1, count=1)

        for number in range(3):
            await anna.writes(f"подробность {number}")

        await topic.shows("подробность 2")
        shown = "\n".join(await topic.texts())
        assert [shown.count(f"подробность {number}") for number in range(3)] == [1, 1, 1]

    async def test_our_own_limits_spare_us_the_servers(self, desk: Desk) -> None:
        desk.settings["TELEGRAM_LIMITS"] = "30/s 1/s 20/min"
        await desk.tg.config(limits=True)
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)
        for number in range(12):
            await anna.writes(f"подробность {number}")
        await desk.settles()
        shown = "\n".join(await topic.texts())
        assert all(f"подробность {number}" in shown for number in range(12))
        assert (await desk.tg.counters()).get("flood_429", 0) == 0


class TestTheMessengerFails:
    @pytest.mark.parametrize("kind", ["error", "reset", "not_json"])
    async def test_every_send_for_a_minute_loses_nothing(self, desk: Desk, kind: str) -> None:
        await desk.opens()
        anna = await desk.customer()
        fault = await desk.tg.fault(kind, ["send*", "createForumTopic"])
        await anna.writes(QUESTION)
        for failures in range(1, 2 + A_MINUTE // LONGEST_PAUSE):
            await calls_failed(desk, failures)
            await desk.passes(LONGEST_PAUSE)
        await desk.tg.clear_faults(id=fault)
        await desk.passes(LONGEST_PAUSE)  # either letter may have failed just before

        await anna.shows("№ 1")
        await (await desk.topic()).card_shows(QUESTION)

    async def test_away_at_the_start_is_waited_for(self, desk: Desk) -> None:
        anna = await desk.customer()
        await anna.writes(QUESTION)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(desk.tg.call("outage", seconds=0.7, mode="refuse"))
            await asyncio.sleep(0.1)
            await desk.opens()
            await anna.shows("№ 1")


class TestAnAnswerGotLost:
    """The call was executed, its answer never came: nobody can know."""

    async def test_a_post_to_staff_is_repeated_with_a_mark(self, desk: Desk) -> None:
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.settles()
        await desk.tg.fault("lost", "sendMessage", chat_id=desk.group, count=1)

        await anna.writes("Ну что там?")

        await desk.tg.wait(2, chat_id=desk.group, contains="Ну что там?", from_bot=True)
        first, second = [text for text in await topic.texts() if "Ну что там?" in text]
        assert first != second

    async def test_a_topic_is_not_made_twice(self, desk: Desk) -> None:
        await desk.opens()
        await desk.tg.fault("lost", "createForumTopic", count=1)
        _, topic = await desk.opened_ticket(QUESTION)
        await topic.card_shows(QUESTION)
        await desk.settles()
        assert len(await desk.topics()) == 1

    async def test_an_agents_reply_is_left_to_the_agent(self, desk: Desk) -> None:
        anna, topic = await self.reply_in_doubt(desk)
        await desk.settles()
        assert sum("Готово!" in text for text in await anna.texts()) == 1
        asked = await topic.shows(has_button="оставлен|рибыл|ошло|торить|снова|ещё раз")
        assert len(asked.buttons) == 2

    async def test_who_may_send_it_again(self, desk: Desk) -> None:
        anna, topic = await self.reply_in_doubt(desk)
        asked = await topic.shows(has_button="снова|ещё раз|овторить")
        await desk.sergey.presses(topic, asked.buttons[0])
        await desk.tg.wait(2, chat_id=anna.chat, contains="Готово!")
        assert (await topic.changes(asked)).buttons == []

    async def test_or_say_that_it_arrived(self, desk: Desk) -> None:
        anna, topic = await self.reply_in_doubt(desk)
        asked = await topic.shows(has_button="снова|ещё раз|овторить")
        await desk.sergey.presses(topic, asked.buttons[1])
        assert (await topic.changes(asked)).buttons == []
        await desk.settles()
        assert sum("Готово!" in text for text in await anna.texts()) == 1

    async def test_a_reply_that_is_taken_back_is_gone_all_the_same(self, desk: Desk) -> None:
        """Asked to delete it once more, the messenger says that it is not there."""
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)
        reply = await desk.sergey.writes(topic, "Готово!")
        await anna.shows("Готово!")
        await desk.settles()
        await desk.tg.fault("lost", "deleteMessage", chat_id=anna.chat, count=1)

        await desk.sergey.writes(topic, "/delete", reply_to=reply)

        await topic.shows("забирает ответ обратно")
        await desk.settles()
        assert not any("Готово!" in text for text in await anna.texts())
        assert not any("не удалось удалить" in text for text in await topic.texts())

    async def test_later_replies_do_not_wait_for_it(self, desk: Desk) -> None:
        anna, topic = await self.reply_in_doubt(desk)
        await desk.sergey.writes(topic, "И ещё вот что.")
        await anna.shows("И ещё вот что.")

    async def reply_in_doubt(self, desk: Desk) -> tuple[Customer, Topic]:
        await desk.opens()
        anna, topic = await desk.opened_ticket(QUESTION)
        await desk.settles()
        await desk.tg.fault("lost", "sendMessage", chat_id=anna.chat, count=1)
        await desk.sergey.writes(topic, "Готово!")
        return anna, topic
