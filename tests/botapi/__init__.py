"""A strict double of the Telegram Bot API over real HTTP, and a client for scenarios."""
