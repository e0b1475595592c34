"""How managers want the desk to speak: words, texts, canned replies, and hints about what agents wrote."""
