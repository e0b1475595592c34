"""Every sentence that a person reads, by key and language: one Fluent file a language."""

from handlers.phrases.catalogue import Phrases, Speech

__all__ = ["Phrases", "Speech"]
