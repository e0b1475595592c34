"""Those who work between the ledgers: the intake reads, the delivery sends, the ticker minds the clock."""
