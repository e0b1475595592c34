"""What the axe engine finds wrong with a page for people who do not use it as most do."""

from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]  # has no types
from playwright.async_api import Page


async def faults_of(page: Page) -> list[tuple[str, str]]:
    """Each fault's name, and the first element that has it."""
    faults = (await Axe().run(page)).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in faults]
