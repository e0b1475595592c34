"""What is wrong with a FAQ file, told to a manager in the chat's language: row, column, reason."""

from faq.exchange import Fault
from handlers.phrases import Phrases


def say_fault(phrases: Phrases, language: str, fault: Fault) -> str:
    """One fault in one line. Details of a format (a parser's own words) stay as they are."""
    reason = phrases.say(language, "faq-fault-reason", kind=str(fault.kind), detail=fault.detail)
    place = [
        phrases.say(language, f"faq-fault-{name}", number=number)
        for name, number in (("row", fault.row), ("line", fault.line))
        if number is not None
    ]
    if fault.column is not None:
        place.append(f"“{fault.column}”")
    return f"{', '.join(place)}: {reason}" if place else reason
