"""Data of the site and the web desk: chats, sessions, the people of the desk, files."""
