"""Mentions of staff in their messenger, and links to a topic."""

from handlers.desk.messages.links import link_to
from storage.records.content import FormattedText, SpanKind, styled
from storage.records.staff import StaffMember, StaffThread


def mention(member: StaffMember) -> FormattedText:
    """A name that notifies the person: by @username, else by the person's id."""
    channel, _, person = member.address.partition(":")
    if channel != "telegram":
        return FormattedText(member.name)
    if member.username:
        return FormattedText(f"@{member.username}")
    # https://core.telegram.org/bots/api#formatting-options: works for everybody who may be mentioned
    return styled(member.name, SpanKind.TEXT_LINK, f"tg://user?id={person}")


def link_to_topic(number: str, thread: StaffThread | None) -> FormattedText:
    """The ticket's number, linked to its topic if that has an address: in a Telegram supergroup."""
    link = link_to(thread.chat, thread.thread) if thread else None
    return styled(number, SpanKind.TEXT_LINK, link) if link else FormattedText(number)
