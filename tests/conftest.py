"""What every test stands on."""

import os

from hypothesis import settings

# As in bot/cli.py: before anything imports numpy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# The same examples on every run, so that CI fails where home does. No deadline: a slow machine is no bug.
settings.register_profile("deterministic", derandomize=True, deadline=None)
settings.load_profile("deterministic")

pytest_plugins = ["tests.databases"]
