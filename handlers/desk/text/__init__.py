"""Texts whatever they say: characters, cuts, numbers, moments, lists by the page."""
