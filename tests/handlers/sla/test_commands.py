"""`/sla`, `/hours` and `/tier`: what managers promise, and what becomes of tickets then."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from handlers.opening import open_desk
from storage.records.events import EventKind
from storage.records.sla import NORMAL_TERMS, SlaPolicy
from tests.handlers.front import MONDAY, PHRASES, POLICY, Desk
from tests.handlers.people import Staff


def at(hours: int, minutes: int = 0, *, day: int = 0) -> datetime:
    """A time of the story's week, in UTC."""
    return MONDAY.replace(day=MONDAY.day + day, hour=hours, minute=minutes).astimezone(UTC)


class TestSla:
    async def test_shows_what_is_promised(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/sla")

        assert desk.general()[-1].splitlines()[1:5] == [
            "standard 1: 15m 4h 24x7",
            "standard 2: 30m 4h",
            "standard 3: 1h 8h",
            "standard 4: 4h 24h",
        ]

        assert "Уровни: standard, vip. Чего здесь нет, то как у standard" in desk.general()[-1]

    async def test_shows_all_of_a_tier(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/sla vip 1 5m 1h 24x7")

        await maria.writes("/sla VIP")

        assert desk.general()[-1].splitlines() == [
            "vip 1: 5m 1h 24x7",
            "vip 2: 30m 4h (как у standard)",
            "vip 3: 1h 8h (как у standard)",
            "vip 4: 4h 24h (как у standard)",
        ]

    async def test_does_not_drop_the_clock_in_silence(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/sla vip 1 5m 1h")

        assert desk.general()[-1].splitlines()[-1] == (
            "Раньше эти сроки шли круглосуточно, теперь — в рабочее время. "
            "Чтобы осталось круглосуточно: /sla vip 1 5m 1h 24x7"
        )
        await maria.writes("/sla vip 1 5m 1h 24x7")
        assert len(desk.general()[-1].splitlines()) == 1

    async def test_round_the_clock_lets_nobody_hear_at_night_that_nobody_works(
        self, desk: Desk, maria: Staff
    ) -> None:
        anna = desk.customer()
        await maria.writes("/sla 3 15m 4h 24x7")
        desk.clock_shows("19:16")

        await anna.writes("/human")
        await anna.writes("Сайт не открывается")
        await anna.writes("/human")

        assert "Первый ответ специалиста: сегодня до 19:31 (МСК)" in anna.reads[-2]
        assert not any("нерабочее время" in said for said in anna.reads)

    async def test_sets_what_new_tickets_promise(self, desk: Desk, maria: Staff) -> None:
        await desk.customer().writes("Сайт не открывается")

        await maria.writes("/sla 3 20m 2h 24x7")
        await desk.customer("Вера", address="telegram:44").writes("Почта не приходит")

        assert desk.general()[-1] == "Новые обращения «standard 3»: 20m 2h 24x7. Было: 1h 8h."
        assert (await desk.ticket(1)).resolve_by == at(18)
        assert (await desk.ticket(2)).resolve_by == at(12)
        assert (await desk.ticket(2)).respond_by == at(10, 20)

    async def test_removes_what_was_set(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/sla vip 3 20m 2h")

        await maria.writes("/sla remove vip 3")

        assert desk.general()[-1] == "Свои сроки удалены. Теперь для «vip 3»: 1h 8h. Было: 20m 2h."

    async def test_makes_no_tier_in_silence(self, maria: Staff, desk: Desk) -> None:
        await maria.writes("/sla vpi 3 20m 2h")

        assert desk.general()[-1].splitlines()[1:] == [
            "Уровня с таким именем раньше не было, теперь он есть. Прежние уровни: standard, vip.",
            "Если это опечатка: /sla remove vpi 3",
        ]
        await maria.writes("/sla vpi 2 20m 2h")
        assert len(desk.general()[-1].splitlines()) == 1

    async def test_that_stands_already_changes_nothing(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/sla 3 20m 2h")

        await maria.writes("/sla 3 20m 2h")

        assert desk.general()[-1] == "Так уже и есть, ничего не изменилось: «standard 3» — 20m 2h."
        async with desk.database.books() as books:
            assert len(await books.audit.latest()) == 1

    async def test_may_be_replaced_where_no_more_fit(self, desk: Desk, maria: Staff) -> None:
        async with desk.database.books() as books:
            for number in range(100):
                await books.sla.set_policy(SlaPolicy(f"tier-{number}", 1, NORMAL_TERMS))
            await books.commit()

        await maria.writes("/sla one-more 1 20m 2h")
        assert desk.general()[-1].startswith("Сроков уже слишком много")

        await maria.writes("/sla tier-9 1 30m 2h")
        assert desk.general()[-1] == "Новые обращения «tier-9 1»: 30m 2h. Было: 1h 8h."

    @pytest.mark.parametrize("written", ["/sla remove vip 3", "/sla 7", "/sla 3 20 2h", "/sla 3 3h 2h"])
    async def test_says_in_one_line_what_is_wrong(self, desk: Desk, maria: Staff, written: str) -> None:
        await maria.writes(written)

        assert len(desk.general()[-1].splitlines()) == 1
        assert desk.front.policy.sla.own == {}

    async def test_is_for_managers_alone(self, desk: Desk) -> None:
        await desk.agent().writes("/sla 3 20m 2h")

        assert desk.general() == ["Эта команда доступна только менеджерам."]

    async def test_is_noted(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/sla 3 20m 2h")

        async with desk.database.books() as books:
            [note] = await books.audit.latest()
        assert (note.by, note.what) == ("telegram:1", "sla policy set")
        assert note.details == {"tier": "standard", "priority": "3", "terms": "20m 2h"}

    async def test_is_noted_with_what_stood_before(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/sla 3 20m 2h")
        await maria.writes("/sla 3 30m 2h")
        await maria.writes("/sla remove 3")

        async with desk.database.books() as books:
            removed, changed, _ = await books.audit.latest()
        assert changed.details["terms"] == "20m 2h → 30m 2h"
        assert (removed.what, removed.details["terms"]) == ("sla policy removed", "30m 2h")

    async def test_is_followed_by_other_processes(self, desk: Desk, maria: Staff) -> None:
        async def nothing(_chat: str, _media: object) -> bytes:
            return b""

        other = open_desk(desk.database, replace(POLICY), PHRASES, desk.clock, nothing).front
        await maria.writes("/sla 3 20m 2h")
        await maria.writes("/hours 24x7")
        await maria.writes("/hours zone Asia/Yekaterinburg")

        await other.refresh()

        assert other.policy.sla == desk.front.policy.sla
        assert other.policy.calendar.hours.is_round_the_clock
        assert other.policy.zone.key == "Asia/Yekaterinburg"


class TestHours:
    async def test_shows_the_calendar(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/hours")

        assert desk.general()[-1] == (
            "Рабочие часы: Mon-Fri 09:00-18:00 (Europe/Moscow)\n"
            "Праздники не учитываются\n"
            "Сейчас рабочее время.\n"
            "Как изменить: /hours help"
        )

    async def test_of_two_spans_a_day_leave_the_break_out(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/hours Mon-Fri 09:00-13:00 14:00-18:00")

        await desk.customer().writes("Сайт не открывается")

        assert (await desk.ticket()).resolve_by == at(10, day=1)

    @pytest.mark.parametrize("written", ["Пн-Пт 9-13, 14-18", "Mon-Fri 9:00 – 13:00 14-18:00"])
    async def test_may_leave_the_minutes_out(self, desk: Desk, maria: Staff, written: str) -> None:
        await maria.writes(f"/hours {written}")
        await maria.writes("/hours work 2026-11-28 10-15 опись")

        assert "Рабочие часы: Mon-Fri 09:00-13:00 14:00-18:00 (Europe/Moscow)" in desk.general()[-1]
        assert "2026-11-28: 10:00-15:00 (опись)" in desk.general()[-1]

    async def test_knows_days_off_and_days_that_are_worked(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/hours off 2026-11-24..2026-11-25 переезд")
        await maria.writes("/hours work 2026-11-28 10:00-15:00")

        await desk.customer().writes("Сайт не открывается")
        desk.clock_shows("12:00")
        await desk.customer("Вера", address="telegram:44").writes("Почта не приходит")

        assert (await desk.ticket(1)).resolve_by == at(18)
        assert (await desk.ticket(2)).resolve_by == at(11, day=3)
        assert (
            "Особые дни:\n2026-11-24..2026-11-25: выходной (переезд)\n2026-11-28: 10:00-15:00"
            in (desk.general()[-1])
        )

    async def test_makes_a_day_ordinary_again(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/hours off 24.11.2026")
        await maria.writes("/hours remove 24.11.2026")

        assert "Особые дни" not in desk.general()[-1]

    async def test_observes_a_countrys_holidays(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/hours holidays ru")

        assert "Праздники: RU. Ближайшие: 2026-12-31, 2027-01-01" in desk.general()[-1]

    async def test_changes_the_zone_that_people_read(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/hours zone Europe/Berlin")

        await desk.customer().writes("Сайт не открывается")

        assert "Решение: сегодня до 17:00 (CET)" in (await desk.card()).text

    async def test_goes_back_to_the_settings(self, desk: Desk, maria: Staff) -> None:
        for change in ("24x7", "off 2026-12-31", "zone Europe/Berlin", "holidays DE"):
            await maria.writes(f"/hours {change}")

        await maria.writes("/hours reset")

        assert desk.front.policy.calendar == POLICY.calendar
        assert desk.front.policy.calendar.own_days == {}

    async def test_tells_what_going_back_takes_away(self, desk: Desk, maria: Staff) -> None:
        for change in ("24x7", "off 2026-12-30..2026-12-31", "work 2027-01-02 10:00-15:00", "holidays DE"):
            await maria.writes(f"/hours {change}")

        await maria.writes("/hours reset")

        assert desk.general()[-1].partition("\n\n")[0].splitlines() == [
            "Изменено:",
            "Рабочие часы: Mon-Fri 09:00-18:00 (Europe/Moscow) — было: 24x7 (Europe/Moscow)",
            "Праздники не учитываются — было: DE",
            "2026-12-30..2026-12-31: обычный день — было: выходной",
            "2027-01-02: обычный день — было: 10:00-15:00",
        ]

    async def test_names_the_commands_that_undo_going_back(self, desk: Desk, maria: Staff) -> None:
        for change in (
            "24x7",
            "zone Europe/Berlin",
            "holidays DE",
            "off 2026-12-30..2026-12-31 party",
            "work 2027-01-02 10:00-15:00 sale",
            "work 2027-01-03",
        ):
            await maria.writes(f"/hours {change}")
        before = desk.front.policy.calendar

        await maria.writes("/hours reset")
        head, *commands = desk.general()[-1].split("\n\n")[1].splitlines()
        for command in commands:
            await maria.writes(command)

        assert head == "Вернуть, как было:"
        assert len(commands) == 6
        after = desk.front.policy.calendar
        assert (after.hours, after.zone, after.own_days) == (before.hours, before.zone, before.own_days)

    async def test_tell_what_a_day_was_before(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/hours off 2026-12-31 корпоратив")

        await maria.writes("/hours work 2026-12-31")

        assert desk.general()[-1].startswith(
            "Изменено:\n2026-12-31: рабочий день, часы как в будни — было: выходной (корпоратив)\n\n"
        )

    @pytest.mark.parametrize(
        ("day", "without_own"), [("2026-12-31", "праздник (RU)"), ("2027-02-20", "рабочий выходной (RU)")]
    )
    async def test_know_what_the_day_is_in_the_country(
        self, desk: Desk, maria: Staff, day: str, without_own: str
    ) -> None:
        await maria.writes("/hours holidays ru")

        await maria.writes(f"/hours off {day} корпоратив")
        assert f"{day}: выходной (корпоратив) — было: {without_own}\n" in desk.general()[-1]
        await maria.writes(f"/hours remove {day}")
        assert f"{day}: {without_own} — было: выходной (корпоратив)\n" in desk.general()[-1]

    async def test_know_that_round_the_clock_there_are_no_holidays(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/hours holidays ru")
        await maria.writes("/hours 24x7")

        await maria.writes("/hours off 2026-12-31")

        assert "2026-12-31: выходной — было: обычный день\n" in desk.general()[-1]

    async def test_take_a_day_that_is_over_off_the_list(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/hours off 2026-11-23")
        await desk.passes(days=1)

        await maria.writes("/hours remove 2026-11-23")

        assert "2026-11-23: обычный день — было: выходной" in desk.general()[-1]

    @pytest.mark.parametrize("order", ["off 2026-12-31", "24x7"])
    async def test_that_stand_already_change_nothing(self, desk: Desk, maria: Staff, order: str) -> None:
        await maria.writes("/hours reset")
        await maria.writes(f"/hours {order}")
        async with desk.database.books() as books:
            before = await books.sla.revision()

        await maria.writes(f"/hours {order}")

        assert desk.general()[-1] == desk.general()[0] == "Календарь уже такой, ничего не изменилось."
        async with desk.database.books() as books:
            assert await books.sla.revision() == before

    @pytest.mark.parametrize(
        ("written", "told"),
        [
            ("Mon-Fry 09:00-18:00", "hours-unreadable"),
            ("Mon-Fri 09:00-18:00 17:00-19:00", "hours-unreadable"),
            ("off", "hours-which-day"),
            ("off завтра", "hours-which-day"),
            ("off 2026-02-30", "hours-no-such-day"),
            ("off 2026-12-31..2026-12-30", "hours-bad-span"),
            ("off 2026-11-24..2027-11-24", "hours-never-open"),
            ("off 2026-11-22", "hours-day-is-over"),
            ("off 2026-11-22..2026-11-30", "hours-day-is-over"),
            ("work 2020-01-01", "hours-day-is-over"),
            ("work 2026-12-26 15:00-10:00", "hours-unreadable-day"),
            ("work 2026-12-26 10-25", "hours-unreadable-day"),
            ("Пн-Пт 9-18-20", "hours-unreadable"),
            ("remove 2026-12-31", "hours-ordinary-day"),
            ("zone Moscow", "hours-no-such-zone"),
            ("zone", "hours-which-zone"),
            ("holidays Nowhere", "hours-no-such-country"),
            ("holidays", "hours-which-country"),
            ("reset now", "hours-reset-how"),
        ],
    )
    async def test_says_what_is_wrong_and_changes_nothing(
        self, desk: Desk, maria: Staff, written: str, told: str
    ) -> None:
        await maria.writes(f"/hours {written}")

        expected = PHRASES.in_language("ru").phrases[told].wording.partition(" ")[0]
        assert desk.general()[-1].startswith(expected)
        assert len(desk.general()[-1].splitlines()) == 1
        async with desk.database.books() as books:
            assert await books.sla.revision() == 0


class TestTheAuditTrailOfTheCalendar:
    async def test_tells_what_changed_and_what_stood_before(self, desk: Desk, maria: Staff) -> None:
        for order in ("Mon-Fri 10:00-19:00", "zone Asia/Omsk", "holidays none", "holidays KZ"):
            await maria.writes(f"/hours {order}")

        async with desk.database.books() as books:
            noted = [note.details for note in await books.audit.latest()]
        assert noted == [
            {"holidays": "none → KZ"},
            {"holidays": "none"},
            {"zone": "Asia/Omsk"},
            {"hours": "Mon-Fri 10:00-19:00"},
        ]


class TestTier:
    async def test_changes_what_the_ticket_promises(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/sla vip 3 20m 2h")
        await desk.customer().writes("Сайт не открывается")

        await desk.agent().writes("/tier vip", ticket=1)

        assert (await desk.ticket()).resolve_by == at(12)
        assert "Уровень клиента: vip" in (await desk.card()).text
        assert "Борис Орлов меняет уровень клиента: vip." in await desk.topic_texts()
        assert "Срок решения теперь: сегодня до 12:00 (МСК)." in await desk.topic_texts()
        assert (await desk.events())[-1] is EventKind.TIER_CHANGED

    async def test_that_promises_the_same_says_that_the_deadline_stays(self, desk: Desk) -> None:
        await desk.customer().writes("Сайт не открывается")

        await desk.agent().writes("/tier vip", ticket=1)

        assert "Срок решения прежний: сегодня до 18:00 (МСК)." in await desk.topic_texts()

    async def test_of_a_solved_ticket_says_nothing_of_deadlines(self, desk: Desk) -> None:
        await desk.customer().writes("Сайт не открывается")
        boris = desk.agent()
        await boris.writes("/close", ticket=1)

        await boris.writes("/tier vip", ticket=1)

        assert (await desk.topic_texts())[-1] == "Борис Орлов меняет уровень клиента: vip."

    async def test_that_gives_more_time_is_watched_though_the_old_deadline_was_missed_unseen(
        self, desk: Desk, maria: Staff
    ) -> None:
        await maria.writes("/sla vip 3 5h 20h")
        await desk.customer().writes("Сайт не открывается")
        desk.clock_shows("11:30")  # nobody looked at the clock since eleven

        await desk.agent().writes("/tier vip", ticket=1)
        await desk.passes(hours=4)

        missed = [kind for kind in await desk.events() if kind is EventKind.SLA_BREACHED]
        assert len(missed) == 2
        assert desk.general()[-1].startswith("№ 1 · срок первого ответа вышел сегодня в 15:00 (МСК).")

    async def test_is_kept_for_the_next_ticket(self, desk: Desk, maria: Staff) -> None:
        await maria.writes("/sla vip 3 20m 2h")
        await desk.customer().writes("Сайт не открывается")
        await desk.agent().writes("/tier vip", ticket=1)
        await desk.agent().writes("/close", ticket=1)
        await desk.passes(days=4)

        await desk.customer().writes("Почта не приходит")

        assert (await desk.ticket(2)).respond_by == at(10, 20, day=4)

    async def test_that_there_is_none_of_is_refused(self, desk: Desk) -> None:
        await desk.customer().writes("Сайт не открывается")

        await desk.agent().writes("/tier gold", ticket=1)

        assert (await desk.topic_texts())[-1] == (
            "Укажите уровень клиента, например: /tier vip. Есть такие: standard, vip. Сейчас: standard."
        )
