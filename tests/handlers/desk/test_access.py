"""Who may do what."""

import pytest

from handlers.channel import ChatKind, Scene
from handlers.desk.access import Role, is_manager, role_in

CHATS = ("telegram:-1001", "telegram:-1002")


@pytest.mark.parametrize(
    ("scene", "role"),
    [
        (Scene("telegram:42", ChatKind.PRIVATE), Role.CUSTOMER),
        (Scene("telegram:-1001", ChatKind.FORUM), Role.STAFF),
        (Scene("telegram:-1001", ChatKind.FORUM, "7"), Role.STAFF),
        (Scene("telegram:-1002", ChatKind.GROUP), Role.STAFF),
        (Scene("telegram:-1003", ChatKind.FORUM), Role.STRANGER),
        (Scene("telegram:-1003", ChatKind.CHANNEL), Role.STRANGER),
        (Scene("telegram:1001", ChatKind.GROUP), Role.STRANGER),
        (Scene("telegram:-1001", ChatKind.PRIVATE), Role.CUSTOMER),
    ],
)
def test_the_place_gives_the_role(scene: Scene, role: Role) -> None:
    assert role_in(scene, CHATS) is role


def test_without_staff_chats_nobody_is_staff() -> None:
    assert role_in(Scene("", ChatKind.GROUP), ()) is Role.STRANGER


def test_managers_are_named_by_whole_addresses() -> None:
    managers = frozenset({"telegram:10"})
    assert is_manager("telegram:10", managers)
    assert not any(
        is_manager(person, managers) for person in ("telegram:1", "10", "web:10", "telegram:100", "")
    )
