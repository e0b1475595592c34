"""A ticket's life, and how the staff sees it: its card, its title, its summary."""
