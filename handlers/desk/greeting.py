"""The polite beginning: by name where there is one, never by a guess."""

from handlers.desk.names import addressable_name
from handlers.phrases import Phrases
from storage.records import Customer


def greet(phrases: Phrases, language: str, name: str | None) -> str:
    """A greeting for an addressable name, or one that does without."""
    if name is None:
        return phrases.say(language, "greeting-without-name")
    return phrases.say(language, "greeting", name=name)


def name_of(customer: Customer) -> str | None:
    """How to address the customer; None where no name will do."""
    return addressable_name(customer.given_name, customer.family_name)
