"""What every test stands on."""

from hypothesis import settings

# The same examples on every run, so that CI fails where home does. No deadline: a slow machine is no bug.
settings.register_profile("deterministic", derandomize=True, deadline=None)
settings.load_profile("deterministic")

pytest_plugins = ["tests.databases"]
