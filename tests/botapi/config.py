"""Settings of the double, and its two kinds of refusal: to the bot, and to the scenario."""

from dataclasses import asdict, dataclass, fields
from typing import Any


class ApiError(Exception):
    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


def bad(text: str, **parameters: Any) -> ApiError:
    return ApiError(400, "Bad Request: " + text, **parameters)


class ControlError(Exception):
    """The scenario asked for something a real user couldn't do."""


@dataclass
class Config:
    # flood limits
    limits: bool = True
    global_per_sec: float = 30.0
    global_burst: int = 30
    private_per_sec: float = 1.0
    private_burst: int = 3
    group_per_min: int = 20
    edits_count: bool = False  # edits also spend the chat's allowance (they always spend the overall one)
    # getUpdates
    poll_guard: bool = True  # the server's answer to repeated equal offsets (timeout >= 3, limit 1)
    conflict_delay: float = 3.0
    # webhook
    webhook_timeout: float = 60.0
    webhook_max_resend: float = 60.0
    webhook_backoff_scale: float = 1.0
    webhook_require_https: bool = False
    webhook_min_interval: float = 0.0  # real server: 1 setWebhook a second
    webhook_lanes: bool = True  # one undelivered update per chat at a time, as the real server
    # files
    max_upload: int = 50 * 1024 * 1024
    max_photo: int = 10 * 1024 * 1024
    max_download: int = 20 * 1024 * 1024
    url_uploads: bool = False
    # strictness
    topic_name_overflow: str = "reject"  # or "truncate" (what the server does beyond its documentation)
    album_of_one: str = "accept"  # or "reject"; documented 2-10, the server takes 1
    # bookkeeping
    journal: str = "full"  # or "light": API calls without parameters and no getUpdates entries
    retain_messages: int = 0  # per chat, 0 = all
    seed: int = 1
    clock_offset: float = 0.0  # seconds that the dates of messages are ahead of the real time

    def patch(self, data: dict) -> None:
        names = {f.name for f in fields(self)}
        for k, v in data.items():
            if k not in names:
                raise ControlError(f"unknown setting {k!r}")
            setattr(self, k, type(getattr(self, k))(v))

    def as_dict(self) -> dict:
        return asdict(self)
