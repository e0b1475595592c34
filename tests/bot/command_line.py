"""The command line, for tests that run it in their own process."""

from collections.abc import Callable

from typer.testing import Result

Otboinik = Callable[..., Result]
"""Runs a command: its words, and the settings by name."""
