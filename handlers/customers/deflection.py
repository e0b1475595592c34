"""Replies from the FAQ: an answer that asks whether it helped, or choices with a way to a person."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.desk import CaseDesk
from handlers.correspondence import reply_to_question, to_customer
from handlers.desk.buttons import Press, Verb
from handlers.desk.knowledge.choices import labels_of
from handlers.desk.knowledge.events import faq_event, faq_events
from handlers.desk.reading.names import name_of
from handlers.desk.text.characters import shorten
from handlers.desk.triage.decisions import was_answered_by
from handlers.phrases import Speech
from handlers.said import said_by_bot
from storage.changes import Plan
from storage.records.actions import Button, Keyboard
from storage.records.conversations import Conversation, OpenQuestion, Stage
from storage.records.events import EventKind
from storage.records.faq import FaqRecord
from storage.records.letters import Letter
from storage.records.message_refs import MessageRef
from storage.records.messages import Message
from storage.records.timers import Timer, TimerKind

# A phone shows about this much of a button's text in Telegram.
_LONGEST_CHOICE = 60


@dataclass(frozen=True, slots=True)
class Deflection:
    """Plans that reply from the FAQ and remember what was asked."""

    cases: CaseDesk

    def answer(
        self,
        conversation: Conversation,
        asked: OpenQuestion,
        record: FaqRecord,
        now: datetime,
        others: Sequence[FaqRecord] = (),
    ) -> Plan:
        """Send the entry; the question stays open until the customer says that it helped.

        `others` were offered beside it, and stay under the answer for a customer who pressed the wrong one.
        A question that is set aside keeps its buttons and its timer.
        If the same entry is sent twice running, a line below it tells how to reach a person.
        """
        phrasing = asked.phrasing_of(record.id)
        said = self._said(conversation, asked, f"answer:{record.id}", record.answer, now)
        question = replace(
            asked,
            stage=Stage.ANSWERED,
            entries=(record.id,),
            others=tuple(other.id for other in others),
            phrasings=(phrasing, *(asked.phrasing_of(other.id) for other in others)),
            messages=(*asked.messages, said.ref),
            since=now,
        )
        return Plan(
            conversations=(replace(conversation, question=question),),
            messages=(said,),
            cancel_timers=() if asked.set_aside else ((TimerKind.SUGGESTION, conversation.address),),
            events=(faq_event(EventKind.FAQ_ANSWERED, conversation, record.id, now, phrasing),),
            letters=(
                *self.cases.voice.retire_buttons(conversation, keep=asked.set_aside),
                self._answer_letter(conversation, record, others, asked.token, now),
            ),
        )

    def offer(
        self, conversation: Conversation, asked: OpenQuestion, records: Sequence[FaqRecord], now: datetime
    ) -> Plan:
        """Send the choices; if nobody presses one, people take over after `suggestion_wait`."""
        entries = tuple(record.id for record in records)
        phrasings = tuple(map(asked.phrasing_of, entries))
        letter = self._offer_letter(conversation, records, asked.token)
        said = self._said(conversation, asked, "offer", self._offer_in_words(conversation, records), now)
        question = replace(
            asked,
            stage=Stage.OFFERED,
            entries=entries,
            others=(),
            phrasings=phrasings,
            messages=(*asked.messages, said.ref),
            since=now,
        )
        due = now + self.cases.policy.suggestion_wait
        return Plan(
            conversations=(replace(conversation, question=question),),
            messages=(said,),
            timers=(Timer(TimerKind.SUGGESTION, conversation.address, due, asked.token),),
            events=faq_events(EventKind.FAQ_OFFERED, conversation, question, now),
            letters=(
                *self.cases.voice.retire_buttons(conversation),
                letter,
            ),
        )

    def _answer_letter(
        self,
        conversation: Conversation,
        record: FaqRecord,
        others: Sequence[FaqRecord],
        token: str,
        now: datetime,
    ) -> Letter:
        speech = self.cases.voice.speech_to(conversation)
        text = record.answer
        if was_answered_by(record.id, conversation, now):
            text += "\n\n" + speech.say("same-answer-again")
        helped = _button(speech, "button-helped", Press(Verb.HELPED, token))
        not_helped = _button(speech, "button-not-helped", Press(Verb.NOT_HELPED, token))
        other_choices = _choices((record, *others), token)[1:]
        buttons: Keyboard = ((helped, not_helped), *other_choices)
        letter = to_customer(conversation.address, text, speech.language, buttons)
        return replace(letter, shows=(reply_to_question(token),))

    def _offer_letter(self, conversation: Conversation, records: Sequence[FaqRecord], token: str) -> Letter:
        speech = self.cases.voice.speech_to(conversation)
        text = self._offer(conversation, records)
        person = _button(speech, "button-person", Press(Verb.PERSON, token))
        buttons: Keyboard = (*_choices(records, token), (person,))
        letter = to_customer(conversation.address, text, speech.language, buttons)
        return replace(letter, shows=(reply_to_question(token),))

    def _offer(self, conversation: Conversation, records: Sequence[FaqRecord]) -> str:
        speech, name = self.cases.voice.speech_to(conversation), name_of(conversation.customer)
        if not name:
            return speech.say("offer-without-name", count=len(records))
        return speech.say("offer", name=name, count=len(records))

    def _offer_in_words(self, conversation: Conversation, records: Sequence[FaqRecord]) -> str:
        """The choices as lines of text for the history, where buttons are not kept."""
        return "\n".join(
            (self._offer(conversation, records), *(f"• {label}" for label in labels_of(records)))
        )

    def _said(
        self, conversation: Conversation, asked: OpenQuestion, name: str, text: str, now: datetime
    ) -> Message:
        return said_by_bot(conversation, MessageRef(reply_to_question(asked.token).chat, name), text, now)


def _button(speech: Speech, phrase: str, press: Press) -> Button:
    return Button(speech.say(phrase), press.encode())


def _choices(records: Sequence[FaqRecord], token: str) -> Keyboard:
    """One row for each choice."""
    return tuple(
        (Button(shorten(label, _LONGEST_CHOICE), Press(Verb.CHOOSE, token, str(record.id)).encode()),)
        for record, label in zip(records, labels_of(records), strict=True)
    )
