"""The FAQ learns what managers approve: a customer's own words answer the next one."""

from tests.journeys.desk import Desk
from tests.journeys.people import Manager

FTP = "Как получить доступ к FTP?"
FTP_ANSWER = "Откройте личный кабинет → «Доступы» → FTP."
ASKED = "не могу зайти на ftp сервер"


class TestWordsThatHelped:
    async def test_become_a_phrasing_when_a_manager_says_so_and_only_then(self, desk: Desk) -> None:
        await desk.knows(FTP, FTP_ANSWER, "не пускает на фтп")
        await desk.opens()
        maria = Manager(desk.maria.actor)
        anna = await desk.customer()
        await anna.writes(ASKED)
        await anna.shows("возможно, вы спрашиваете")
        await anna.presses(FTP)
        await anna.shows(FTP_ANSWER)
        await anna.presses("Помогло")
        thanks = await anna.shows("Рады, что помогло")

        page = await maria.orders("/faq learn")
        assert f"«{ASKED}» → № 1 {FTP}" in page.text
        assert page.buttons == ["Добавить 1", "Отклонить 1"]
        assert ASKED not in (await maria.orders("/faq show 1")).text

        data = page.button_data[0]
        assert await maria.presses("Добавить 1") == "Добавлено в запись № 1. Отменить: /faq undo"
        assert (await maria.changes(page)).buttons == []
        assert await maria.forges(page, data) == "Эта кнопка больше не действует."
        assert await anna.forges(thanks, data) == "Эта команда доступна только менеджерам."

        await maria.waits_until_found(ASKED, "Бот ответит сам")
        viktor = await desk.customer("Виктор")
        await viktor.writes(ASKED.upper())
        await viktor.shows(FTP_ANSWER)
        assert ASKED in (await maria.orders("/faq show 1")).text

    async def test_are_told_to_the_staff_chat_in_numbers_alone(self, desk: Desk) -> None:
        await desk.knows(FTP, FTP_ANSWER)
        await desk.opens()
        anna = await desk.customer()
        await anna.writes(ASKED)
        await anna.shows("возможно, вы спрашиваете")
        await anna.presses("Позвать специалиста")
        await anna.shows("№ 1")
        await desk.sergey.presses(await desk.topic(), f"Отправить: {FTP}")
        await anna.shows(FTP_ANSWER)

        await desk.maria.actor.send("/faq learn", chat_id=desk.group)

        told = await desk.general.shows("Решения ждёт 1 формулировка")
        assert ASKED not in told.text
