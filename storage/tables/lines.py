"""The tables of lines and classification: former places, rules, questions, customer profiles."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Named, Table, Text, TypedColumns

from storage.tables.base import STRINGS, metadata
from storage.types import Words


class FormerThreadColumns(TypedColumns):
    """The place of a ticket before it moved to another line; `thread` as in `staff_threads`."""

    ticket: Named[int] = Column(ForeignKey("tickets.number"), primary_key=True, autoincrement=False)
    chat: Named[str] = Column(Text, primary_key=True)
    thread: Named[str | None] = Column(Text)


former_threads = Table("former_threads", metadata, FormerThreadColumns)
Index("ix_former_threads_place", former_threads.c.chat, former_threads.c.thread)


class ClassificationRuleColumns(TypedColumns):
    """`words` that propose `value` for `aspect` of a ticket: its category, kind, service or priority."""

    id: Named[int] = Column(Integer, primary_key=True)
    aspect: Named[str] = Column(Text)
    value: Named[str] = Column(Words)
    words: Named[tuple[str, ...]] = Column(STRINGS, nullable=False)


classification_rules = Table(
    "classification_rules", metadata, ClassificationRuleColumns, sqlite_autoincrement=True
)


class ClarifyingQuestionColumns(TypedColumns):
    """A detail that a category's tickets need: the field, how to ask, the customer's gain, what fits."""

    id: Named[int] = Column(Integer, primary_key=True)
    category: Named[str] = Column(Words, index=True)
    field: Named[str] = Column(Words)
    ask: Named[str] = Column(Words)
    gain: Named[str] = Column(Words)
    language: Named[str] = Column(Text)
    pattern: Named[str | None] = Column(Words)
    wants_file: Named[bool] = Column(Boolean)
    is_contract: Named[bool] = Column(Boolean)


clarifying_questions = Table(
    "clarifying_questions", metadata, ClarifyingQuestionColumns, sqlite_autoincrement=True
)


class CustomerProfileColumns(TypedColumns):
    """What the staff knows of a customer beside the name."""

    customer: Named[int] = Column(ForeignKey("customers.id"), primary_key=True, autoincrement=False)
    company: Named[str | None] = Column(Words)
    contract: Named[str | None] = Column(Words)
    notes: Named[str | None] = Column(Words)


customer_profiles = Table("customer_profiles", metadata, CustomerProfileColumns)
