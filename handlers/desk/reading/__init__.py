"""Reading a customer's words: the name, secrets, courtesies, and the issue itself."""
