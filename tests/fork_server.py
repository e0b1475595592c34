"""Where bots in processes of their own come from: a fork server that has loaded what each of them needs.

So a start takes a fraction of a second, and a restart after a death is as soon as it gets.
"""

import multiprocessing
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from typing import Any

import pytest

from bot import collector
from handlers.desk.sla.working_calendar import public_holidays
from handlers.phrases import Phrases
from tests.shortcuts import take_shortcuts

_LOADED = [
    "tests.at_rest",
    "bot.commands.desk_people",
    "bot.commands.running",
    "bot.channels.telegram_aiogram",
    "bot.channels.telegram_ptb",
    "bot.channels.web.opening",
    __name__,
]

# Parsing the phrases is most of what a start costs. Whoever is forked finds them read.
Phrases.load()
public_holidays("RU")


def start_forked(target: Callable[..., None], *args: Any) -> BaseProcess:
    """A process that ends with ours, at the latest."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    process = context.Process(target=_begin, args=(target, *args), daemon=True)
    process.start()
    return process


def _begin(target: Callable[..., None], *args: Any) -> None:
    collector.spare_what_was_loaded()
    take_shortcuts(pytest.MonkeyPatch())
    target(*args)
