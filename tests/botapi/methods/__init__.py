"""The Bot API methods: importing this package fills the table `METHODS`."""

from tests.botapi.methods import account, editing, groups, inline, sending
from tests.botapi.methods.context import METHODS, Ctx

__all__ = ["METHODS", "Ctx", "account", "editing", "groups", "inline", "sending"]
