"""Triage of a customer's words: answer, offer, ask, or a ticket of a category."""
