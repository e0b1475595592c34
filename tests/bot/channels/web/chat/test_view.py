"""What a message is made of, as pages get it."""

from bot.channels.web.chat.view import content_view
from storage.records.content import Content, Location


def test_a_place_keeps_its_name_and_its_address() -> None:
    office = Location(55.75, 37.62, "Офис", "ул. Ленина, 1")

    assert content_view(Content(location=office))["place"] == {
        "latitude": 55.75,
        "longitude": 37.62,
        "title": "Офис",
        "address": "ул. Ленина, 1",
    }
