"""What a customer is promised in the acknowledgement, put into words before any text is composed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from handlers.desk.reading.restatement import restate
from handlers.desk.sla.absence import is_kept_sooner
from handlers.desk.text.moments import say_deadline, say_opening
from handlers.phrases import Speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A customer's question as it was taken in.

    `name` is addressable; `texts` are their messages, `media` names one without words; `earlier` are texts
    that got choices before, and still wait. `greeted`: hello was said today.
    """

    name: str | None
    texts: Sequence[str]
    media: str | None
    number: int
    earlier: Sequence[str] = ()
    greeted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedMoments:
    """When people reply, solve the issue, and are back if nobody works `now`; days are named as in `zone`."""

    respond_by: datetime | None
    resolve_by: datetime | None
    back_at: datetime | None
    now: datetime
    zone: tzinfo

    @property
    def kept_sooner(self) -> bool:
        """True if anything is promised for a time before people are back."""
        promised = filter(None, (self.respond_by, self.resolve_by))
        return self.back_at is not None and is_kept_sooner(promised, self.back_at, self.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """The contents of an acknowledgement, in words: moments are ready to read, None if nothing is to be said.

    `name` is addressable, `quote` a restatement, `also` one of what was asked before and still waits;
    `media` names a message without words. `back_at` is when people return; `kept_sooner`: something is
    promised before that, so that it is not said. `greeted`: hello was said today.
    """

    name: str | None
    quote: str | None
    media: str | None
    number: int | str
    resolve_by: str | None
    respond_by: str | None = None
    back_at: str | None = None
    kept_sooner: bool = False
    greeted: bool = False
    also: str | None = None

    @property
    def tells_absence(self) -> bool:
        """True if the customer is told that nobody works now."""
        return self.back_at is not None and not self.kept_sooner


def promise_in_words(speech: Speech, issue: Issue, moments: PromisedMoments) -> Promise:
    """Put the promise about the issue into the customer's language."""

    def said(moment: datetime | None, say: Callable[..., str] = say_deadline) -> str | None:
        return None if moment is None else say(speech, moment, now=moments.now, zone=moments.zone)

    return Promise(
        name=issue.name,
        quote=restate(issue.texts),
        media=issue.media,
        number=issue.number,
        resolve_by=said(moments.resolve_by),
        respond_by=said(moments.respond_by),
        back_at=said(moments.back_at, say_opening),
        kept_sooner=moments.kept_sooner,
        greeted=issue.greeted,
        also=restate(issue.earlier),
    )
