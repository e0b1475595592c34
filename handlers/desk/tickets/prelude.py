"""The conversation before a ticket, in short: people see what the customer was already told. Pure."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from handlers.desk.text.characters import shorten
from handlers.phrases import Speech
from storage.records.events import Event, EventKind
from storage.records.faq import FaqRecord
from storage.records.messages import Author, Message
from storage.records.prelude import PreludeKind, PreludeStep

LONGEST_STEP = 150
MOST_STEPS = 6

_OUTCOMES = {EventKind.FAQ_HELPED: True, EventKind.FAQ_FAILED: False}
_HELPED = {True: "yes", False: "no", None: "unknown"}


def prelude_of(
    messages: Sequence[Message],
    events: Sequence[Event],
    records: Mapping[int, FaqRecord],
    *,
    asked: Collection[str],
    answer_failed: bool,
    quoted: Callable[[str], str],
) -> tuple[PreludeStep, ...]:
    """The latest steps before the ticket, in their order.

    `messages` are the customer's, and `asked` those of their texts that the ticket itself is about; `events`
    tell what the bot did. `answer_failed`: the ticket continues the question that was answered last. `quoted`
    puts words into the reader's quotation marks.
    """
    happened: list[tuple[datetime, PreludeStep | Event]] = [
        (message.at, PreludeStep(PreludeKind.ASKED, in_short(message.content.text.text)))
        for message in messages
        if message.author is Author.CUSTOMER and is_earlier_question(message, asked)
    ]
    happened += [(event.at, event) for event in events if event.by == "bot" and event.ticket is None]
    steps: list[PreludeStep] = []
    for _, each in sorted(happened, key=lambda moment_and_what: moment_and_what[0]):
        if isinstance(each, PreludeStep):
            steps.append(each)
        else:
            _take(steps, each, records, quoted)
    if answer_failed:
        _settle(steps, None, helped=False)
    return _latest(steps)


def in_short(text: str) -> str:
    """The text on one line, as a step shows it."""
    return shorten(" ".join(text.split()), LONGEST_STEP)


def is_whole(step: PreludeStep, text: str) -> bool:
    """Return True if the step shows the customer's whole text."""
    return step.kind is PreludeKind.ASKED and step.text == " ".join(text.split())


def is_earlier_question(message: Message, asked: Collection[str]) -> bool:
    """Return True if the message has words, and they are not what the ticket is about."""
    text = message.content.text.text
    return bool(text.strip()) and text not in asked


def say_prelude(speech: Speech, steps: Sequence[PreludeStep]) -> Iterator[str]:
    """One line per step, for the staff."""
    for step in steps:
        match step.kind:
            case PreludeKind.ASKED:
                yield speech.say("prelude-asked", text=step.text)
            case PreludeKind.OFFERED:
                yield speech.say("prelude-offered", text=step.text)
            case PreludeKind.ANSWERED:
                yield speech.say(
                    "prelude-answered",
                    text=step.text,
                    entry=step.entry or 0,
                    helped=_HELPED[step.helped],
                )


def _take(
    steps: list[PreludeStep],
    event: Event,
    records: Mapping[int, FaqRecord],
    quoted: Callable[[str], str],
) -> None:
    entry = int(event.details.get("entry", "0"))
    record = records.get(entry)
    if event.kind in _OUTCOMES:
        _settle(steps, entry, helped=_OUTCOMES[event.kind])
    elif record is not None and event.kind is EventKind.FAQ_ANSWERED:
        steps.append(PreludeStep(PreludeKind.ANSWERED, in_short(record.answer), entry))
    elif record is not None and event.kind is EventKind.FAQ_OFFERED:
        choice = quoted(record.question)
        if steps and steps[-1].kind is PreludeKind.OFFERED:  # choices of one message are separate events
            steps[-1] = replace(steps[-1], text=in_short(f"{steps[-1].text}, {choice}"))
        else:
            steps.append(PreludeStep(PreludeKind.OFFERED, in_short(choice)))


def _settle(steps: list[PreludeStep], entry: int | None, *, helped: bool) -> None:
    """Record the outcome of the latest answer; with `entry`, of the latest one with that entry."""
    for number in reversed(range(len(steps))):
        step = steps[number]
        if step.kind is PreludeKind.ANSWERED and entry in {None, step.entry}:
            steps[number] = replace(step, helped=helped)
            return


def _latest(steps: Sequence[PreludeStep]) -> tuple[PreludeStep, ...]:
    """The latest steps, beginning with a question if possible: no reply without its question."""
    latest = tuple(steps[-MOST_STEPS:])
    if len(latest) == len(steps):
        return latest
    questions = (at for at, step in enumerate(latest) if step.kind is PreludeKind.ASKED)
    return latest[next(questions, 0) :]
