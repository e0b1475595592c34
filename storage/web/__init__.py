"""What the site and the web desk keep: chats, browsers that are let in, the people of the desk, files."""
