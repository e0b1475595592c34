"""Texts of any content: characters, cuts, numbers, moments, pages."""
