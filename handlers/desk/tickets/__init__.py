"""A ticket's life, and its views for the staff: card, title, summary."""
