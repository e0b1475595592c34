"""The word lists that come with the package (`data/*.txt`): `#` begins a comment."""

from importlib.resources import files


def lines_of(name: str) -> list[str]:
    """The lines of a list, without comments and empty ones."""
    text = files("faq").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def words_in(name: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(word for line in lines_of(name) for word in line.split())
