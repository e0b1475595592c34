"""The desk's memory: frozen records, one unit of work, two ledgers (inbox and outbox).

Nothing here knows its users. SQLAlchemy stays inside this package: it hands out records, never rows.
"""
