"""What a customer's words hold: a name, a secret, courtesies, and the issue itself."""
