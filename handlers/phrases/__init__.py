"""Every sentence that a person reads, by key and language: one Fluent file a language."""

from handlers.phrases.catalogue import Phrases

__all__ = ["Phrases"]
