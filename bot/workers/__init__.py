"""The workers between the ledgers: the intake reads, the delivery sends, the ticker runs what is due."""
