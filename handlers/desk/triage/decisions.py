"""Decides about a customer's words while no ticket is open: answer, offer, ask, or escalate."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from faq import Verdict
from handlers.desk.reading.complaints import only_complains, says_it_did_not_help, says_the_answer_failed
from handlers.desk.reading.settled import says_it_is_settled, says_it_works_by_now
from handlers.desk.reading.small_talk import (
    asks_for_person,
    gives_thanks,
    only_asks_for_person,
    only_asks_who_answers,
    only_assents,
    only_greets,
    only_opens,
    only_puts_marks,
    only_says_no,
    only_says_yes,
    only_thanks,
)
from storage.records.conversations import Conversation, OpenQuestion, Stage

# After this long, a new message is a new question, not a continuation of the answered one.
CONTEXT_LIFETIME = timedelta(minutes=30)

# "It did not help" continues the question before it; a longer message can be a question of its own.
_FEWEST_WORDS_OF_A_QUESTION = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """The FAQ is sure of the first (and only) entry."""

    entries: tuple[int, ...]
    phrasings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A few entries may fit: the customer chooses, or reaches a person.

    `phrasings` are those through which they were found.
    """

    entries: tuple[int, ...]
    phrasings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskWhatHappened:
    """Nothing was asked yet; `stage` tells whether the customer greeted or wanted a person."""

    stage: Stage


@dataclass(frozen=True, slots=True)
class SayWhoAnswers:
    """The customer asks if this is a bot; any earlier question stays as it was."""


@dataclass(frozen=True, slots=True)
class BeWelcome:
    """The customer agreed, said thanks for what came, or that nothing is left to solve (`settled`)."""

    thanked: bool = False
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Escalate:
    """People take over.

    `texts` is all that nobody answered, `restated` its end that is repeated back. `answer_failed`: the FAQ
    did answer it, but the question goes on.
    """

    texts: tuple[str, ...]
    restated: tuple[str, ...]
    answer_failed: bool = False

    @property
    def earlier(self) -> tuple[str, ...]:
        """The texts that were asked before that."""
        return self.texts[: len(self.texts) - len(self.restated)]

    @property
    def question(self) -> str:
        """All that was asked, one line per text; an empty line separates earlier questions."""
        return "\n\n".join("\n".join(part) for part in (self.earlier, self.restated) if part)


Decision = Answer | Offer | AskWhatHappened | SayWhoAnswers | BeWelcome | Escalate


def triage(
    question: OpenQuestion | None,
    texts: Sequence[str],
    ask: Callable[[str], Verdict],
    now: datetime,
    *,
    stickers: Sequence[str] = (),
    with_files: bool = False,
    after_a_case: bool = False,
) -> Decision:
    """Decide on one burst. `texts` are its masked words, empty for media alone; `ask` is the FAQ search.

    `stickers` are the emoji of stickers, if nothing else was sent. `with_files`: pictures and the like came
    along. `after_a_case`: people solved something for the customer just now.
    """
    words = tuple(text for text in texts if text.strip())
    asked = in_mind(question, now)
    if asked and asked.stage is Stage.PERSON_WANTED:
        return escalation_of(asked, words)
    if not words:
        return _courtesy(stickers) or escalation_of(asked, words)
    if any(map(asks_for_person, (" ".join(words), *words))):
        return _call_a_person(asked, words)
    was_asked = asked is not None and bool(asked.texts)
    was_answered = was_asked and asked is not None and asked.stage is Stage.ANSWERED
    if (was_asked and only_complains(words)) or (was_answered and says_the_answer_failed(words)):
        return escalation_of(asked, words)
    no_question = _contentment(words, was_asked=was_asked or after_a_case) or _courtesy(words)
    refused = was_asked and only_says_no(words) and not gives_thanks(words)
    if refused or (no_question and with_files):  # a picture with a mere hello is what they want to show
        return escalation_of(asked, ())
    if no_question:
        return no_question
    verdict = ask(" ".join(words))
    if verdict.kind == "answer" or with_files:  # a phrasing of the FAQ is a question, however short
        return _by_verdict(asked, words, verdict)
    if only_asks_who_answers(words):
        return SayWhoAnswers()
    if not was_asked and (only_opens(words) or only_puts_marks(words)):
        return AskWhatHappened(Stage.GREETED)
    return _by_verdict(asked, words, verdict)


def needs_nobody(words: Sequence[str]) -> bool:
    """Return True if these words, said alone, need no person: courtesy, or the announcement of a question."""
    if _contentment(words, was_asked=True) or _courtesy(words):
        return True
    return any(reads(words) for reads in (only_opens, only_puts_marks, only_asks_who_answers))


def still_in_mind(question: OpenQuestion, now: datetime) -> bool:
    """Return True if new words continue this question. A wish for a person and open choices do not age."""
    if question.stage in {Stage.PERSON_WANTED, Stage.OFFERED} or question.since is None:
        return True
    return now - question.since <= CONTEXT_LIFETIME


def in_mind(question: OpenQuestion | None, now: datetime) -> OpenQuestion | None:
    """The question that new words continue: if this one is too old, then the one set aside, if any."""
    return question.resumed if question and not still_in_mind(question, now) else question


def question_in_mind(conversation: Conversation, now: datetime) -> OpenQuestion | None:
    """The customer's open question, unless it is too old for new words to continue it."""
    return in_mind(conversation.question, now)


def is_another_matter(found: Answer | Offer, unpressed: OpenQuestion) -> bool:
    """Return True for an answer that was none of the choices: it leaves their question open."""
    return isinstance(found, Answer) and not set(found.entries) & set(unpressed.entries)


def was_answered_by(entry: int, conversation: Conversation, now: datetime) -> bool:
    """Return True if the customer's last question was answered with this entry."""
    question = question_in_mind(conversation, now)
    return question is not None and question.stage is Stage.ANSWERED and question.entries == (entry,)


def chosen_in_words(conversation: Conversation, texts: Sequence[str]) -> int | None:
    """The only offered entry, if the customer says yes instead of pressing it."""
    question = conversation.question
    if question is None or question.stage is not Stage.OFFERED or len(question.entries) != 1:
        return None
    return question.entries[0] if only_says_yes(texts) else None


def escalation_of(asked: OpenQuestion | None, words: tuple[str, ...]) -> Escalate:
    """Escalate what was asked before together with `words`: nobody has to repeat anything.

    An answered question is over when `words` ask something else. One that was set aside comes along.
    """
    if asked is None or not asked.texts:
        return Escalate(words, words)
    was_answered = asked.stage is Stage.ANSWERED
    earlier = asked.set_aside.texts if asked.set_aside else ()
    if _stand_alone(words):
        return Escalate(earlier + (words if was_answered else asked.texts + words), words)
    restated = (asked.latest or asked.texts) + words
    return Escalate(earlier + asked.texts + words, restated, answer_failed=was_answered)


def _stand_alone(words: tuple[str, ...]) -> bool:
    count = sum(len(text.split()) for text in words)
    adds_nothing = says_it_did_not_help(words) or says_the_answer_failed(words)
    return count >= _FEWEST_WORDS_OF_A_QUESTION and not adds_nothing


def _call_a_person(asked: OpenQuestion | None, words: tuple[str, ...]) -> Decision:
    """Ask for the matter, unless the customer already told it along with the call."""
    if not only_asks_for_person(words):
        return escalation_of(asked, words)
    return escalation_of(asked, ()) if asked and asked.texts else AskWhatHappened(Stage.PERSON_WANTED)


def _contentment(words: Sequence[str], *, was_asked: bool) -> BeWelcome | None:
    """Return the reply to a customer whose matter is settled; None if the words do not say so."""
    if says_it_is_settled(words) or (was_asked and says_it_works_by_now(words)):
        return BeWelcome(thanked=gives_thanks(words), settled=True)
    return None


def _courtesy(words: Sequence[str]) -> BeWelcome | AskWhatHappened | None:
    """The reply to words that ask nothing; None for all others."""
    if only_greets(words):
        return AskWhatHappened(Stage.GREETED)
    if any(reads(words) for reads in (only_thanks, only_assents, only_says_yes, only_says_no)):
        return BeWelcome(thanked=gives_thanks(words))
    return None


def _by_verdict(asked: OpenQuestion | None, words: tuple[str, ...], verdict: Verdict) -> Decision:
    choices = verdict.choices[:1] if verdict.kind == "answer" else verdict.choices
    entries = tuple(int(choice.entry.id) for choice in choices)
    phrasings = tuple(choice.phrasing for choice in choices)
    if verdict.kind == "unknown" or _failed_just_now(entries, asked, words):
        return escalation_of(asked, words)
    return (Answer if verdict.kind == "answer" else Offer)(entries, phrasings)


def _failed_just_now(entries: Collection[int], asked: OpenQuestion | None, words: Sequence[str]) -> bool:
    """Return True if the last answer is among the entries, and the words say that it did not help."""
    if asked is None or asked.stage is not Stage.ANSWERED:
        return False
    return not set(asked.entries).isdisjoint(entries) and says_it_did_not_help(words)
