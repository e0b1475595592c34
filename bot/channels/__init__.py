"""Channels to people: Telegram, through either library, and the web."""
