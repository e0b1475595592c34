"""What the desk remembers: frozen records, one unit of work, two ledgers (inbox and outbox).

Nothing here knows who uses it. SQLAlchemy stays inside of this package: records go up, rows never do.
"""
