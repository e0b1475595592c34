"""The desk's wording as managers set it: words, texts, canned replies, and hints to agents."""
