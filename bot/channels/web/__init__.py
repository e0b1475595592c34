"""The web: one HTTP server, and the chat that a company's site shows to its customers."""
