"""`python -m bot` is `otboinik`."""

from bot.cli import main

main()
