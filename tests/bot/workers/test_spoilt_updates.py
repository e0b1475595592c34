"""Updates whose rows are not what this program writes: they hurt themselves alone."""

from sqlalchemy import text

from bot.workers.intake import Intake
from tests.bot.workers.stage import BORIS, Stage
from tests.bot.workers.test_intake import BURST, depth, reads


class TestARowThatIsSpoilt:
    """Another version wrote it, or somebody changed it by hand."""

    async def spoil(self, stage: Stage, column: str) -> None:
        async with stage.database.books() as books:
            spoilt = text(f"UPDATE inbox SET {column} = 'none of ours' WHERE id = 1")  # noqa: S608  (ours)
            await books._transaction.execute(spoilt)
            await books.commit()

    async def test_is_set_aside_as_it_is_and_the_others_are_read(self, stage: Stage) -> None:
        intake = Intake(stage.place, BURST)
        await stage.receives("spoilt", "bye")
        await stage.receives("other", lane=BORIS)
        await self.spoil(stage, "raw")

        await reads(intake, rounds=3)

        assert sorted(stage.desk.heard) == [("bye",), ("other",)]
        assert (await depth(stage)).set_aside == 1
        async with stage.database.books() as books:
            kept = await books._transaction.execute(text("SELECT raw FROM inbox WHERE id = 1"))
            assert kept.scalar_one() == "none of ours"

    async def test_is_read_though_nobody_knows_when_it_came(self, stage_on_sqlite: Stage) -> None:
        stage = stage_on_sqlite
        await stage.receives("hello")
        await self.spoil(stage, "received_at")

        await reads(Intake(stage.place, BURST))

        assert stage.desk.heard == [("hello",)]

    async def test_waits_for_the_next_start_where_nobody_knows_when_it_is_due(
        self, stage_on_sqlite: Stage
    ) -> None:
        """Others are read meanwhile, and nobody is kept busy."""
        stage, intake = stage_on_sqlite, Intake(stage_on_sqlite.place, BURST)
        await stage.receives("hello")
        await self.spoil(stage, "due_at")
        await stage.receives("other", lane=BORIS)
        await reads(intake, rounds=2)
        assert stage.desk.heard == [("other",)]
        assert intake._alarm._moments == []

        async with stage.database.books() as books:
            await books.inbox.bring_forward(stage.clock())
            await books.commit()
        await reads(intake)

        assert stage.desk.heard == [("other",), ("hello",)]

    async def test_is_read_at_once_where_nobody_knows_what_it_may_wait_for(self, stage: Stage) -> None:
        await stage.receives("help")
        await self.spoil(stage, "patience")

        await reads(Intake(stage.place, BURST))

        assert stage.desk.heard == [("help",)]
