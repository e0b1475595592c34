"""Imported first where a process loads much at once: no garbage is searched for until all is there."""

from bot import collector

collector.rest()
