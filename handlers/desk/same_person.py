"""Merges what is known of a person whom the desk took for two customers."""

from dataclasses import replace

from storage.records.customers import STANDARD_TIER, Customer


def known_of_both(one: Customer, other: Customer) -> Customer:
    """Merge both records. Where they differ, the older customer's wins; both notes are kept.

    A non-standard tier is kept: nobody is served worse for being recognised.
    """
    elder, younger = sorted((one, other), key=lambda customer: customer.id)
    notes = dict.fromkeys(note for note in (elder.notes, younger.notes) if note)
    return replace(
        elder,
        tier=younger.tier if elder.tier == STANDARD_TIER else elder.tier,
        company=elder.company or younger.company,
        contract=elder.contract or younger.contract,
        notes="\n".join(notes) or None,
    )
