"""Replies to courtesy: asking what happened, "you are welcome", a reminder of choices still open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from handlers.cases.desk import CaseDesk
from handlers.cases.voice import CustomerVoice
from handlers.desk.messages.contents import words_of
from handlers.desk.text.characters import has_words
from handlers.desk.triage.decisions import AskWhatHappened, BeWelcome, SayWhoAnswers, question_in_mind
from storage.changes import NOTHING, Plan
from storage.records.conversations import Conversation, OpenQuestion, Stage
from storage.records.messages import Message
from storage.records.timers import TimerKind

_ASKING = {Stage.PERSON_WANTED: "ask-what-happened", Stage.GREETED: "ask-greeted"}

_IN_TOUCH = "in touch"
"""The token while there is no question yet: no button and no timer belongs to it."""


@dataclass(frozen=True, slots=True)
class CourtesyReply:
    """Plans that answer courtesy and close what it ends."""

    cases: CaseDesk

    def __call__(
        self,
        conversation: Conversation,
        messages: Sequence[Message],
        decision: AskWhatHappened | BeWelcome | SayWhoAnswers,
        now: datetime,
    ) -> Plan:
        """Ask, tell or welcome; no second reply when only an emoji follows a greeting."""
        if isinstance(decision, SayWhoAnswers):
            return self.cases.voice.greet(conversation, "who-answers", now)
        asked = question_in_mind(conversation, now)
        in_words = any(has_words(text) or "?" in text for text in words_of(messages))
        if asked and asked.stage is Stage.GREETED and not in_words:
            return NOTHING
        if isinstance(decision, BeWelcome):
            may_go_on = in_words and not (decision.thanked or decision.settled)
            if may_go_on and asked and asked.stage is Stage.ANSWERED:  # «ок, попробую»
                return self.cases.voice.tell(conversation, "settled")
            return self._welcome(conversation, decision, now)
        if decision.stage is Stage.GREETED and asked and asked.messages:
            return self.cases.voice.greet(conversation, _ASKING[decision.stage], now)
        begun = replace(conversation, question=OpenQuestion(decision.stage, _IN_TOUCH, since=now))
        return self.cases.voice.greet(begun, _ASKING[decision.stage], now)

    def _welcome(self, conversation: Conversation, decision: BeWelcome, now: datetime) -> Plan:
        """Answer thanks or an "ok": an answered question ends; open choices end only once it is settled.

        Until then they go to people in time: thanks for a menu do not tell that anything was solved.
        """
        tell, question = self.cases.voice.tell, conversation.question
        if question and question.stage is Stage.OFFERED and not decision.settled:
            return tell(conversation, "choices-still-stand" if decision.thanked else "choose-above")
        phrase = "thanks-received" if decision.thanked else "settled"
        if question and question.set_aside:
            return settle_answered(self.cases.voice, conversation, phrase)
        return self._settle(conversation, now) + tell(conversation, phrase)

    def _settle(self, conversation: Conversation, now: datetime) -> Plan:
        question = conversation.question
        asked_nothing = question is None or question.stage is Stage.GREETED
        in_touch = OpenQuestion(Stage.GREETED, _IN_TOUCH, since=now) if asked_nothing else None
        return Plan(
            conversations=(replace(conversation, question=in_touch),),
            cancel_timers=((TimerKind.SUGGESTION, conversation.address),),
            letters=self.cases.voice.retire_buttons(conversation),
        )


def settle_answered(voice: CustomerVoice, conversation: Conversation, phrase: str) -> Plan:
    """End the answered question, say `phrase`, and go on with the one set aside for it, if any."""
    left = conversation.question.resumed if conversation.question else None
    ended = Plan(
        conversations=(replace(conversation, question=left),),
        letters=voice.retire_buttons(conversation, keep=left),
    )
    return ended + voice.tell(conversation, phrase) + voice.remind_of_choices(conversation, left)
