"""A topic in doubt is made again only when its notice cannot be on its way any more."""

from datetime import timedelta

from bot.channels.telegram_heard import WebhookProgress

SECOND = timedelta(seconds=1)


def a_progress() -> tuple[WebhookProgress, list[float]]:
    """One that began an hour ago, and its stopwatch."""
    now = [0.0]
    progress = WebhookProgress(lambda: now[0])
    now[0] = 3600.0
    return progress, now


class TestAQuestionWhetherAnythingWaits:
    def test_is_answered_by_time_when_telegram_does_not(self) -> None:
        progress, _ = a_progress()

        assert not progress.has_heard_all_older_than(3 * SECOND)
        assert progress.has_heard_all_older_than(4 * SECOND)

    def test_takes_longer_for_what_is_older_than_the_start(self) -> None:
        """What could not be told before is told again after growing pauses."""
        progress, now = a_progress()
        now[0] = 5.0

        assert not progress.has_heard_all_older_than(6 * SECOND)
        assert progress.has_heard_all_older_than(10 * SECOND)

    def test_is_answered_sooner_when_telegram_says_that_nothing_waited(self) -> None:
        progress, now = a_progress()
        progress.nothing_waited(asked_at=now[0])
        now[0] += 1

        assert progress.has_heard_all_older_than(SECOND)
        assert not progress.has_heard_all_older_than(SECOND / 2)

    async def test_is_put_to_telegram_by_whoever_needs_to_know(self) -> None:
        progress, _ = a_progress()
        progress.has_heard_all_older_than(SECOND)

        await progress.wanted(at_most=3600)
