"""The workers of a stage."""

import pytest

from bot.workers.delivery import Delivery
from tests.bot.workers.stage import Stage


@pytest.fixture
def delivery(stage: Stage) -> Delivery:
    return Delivery(stage.place, limits=None)
