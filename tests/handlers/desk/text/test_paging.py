"""Long lists, a page at a time."""

from hypothesis import given
from hypothesis import strategies as st

from handlers.desk.text.paging import on_page, pages_of


@given(st.lists(st.integers()), st.integers(min_value=1, max_value=50))
def test_every_item_stands_on_one_page(items: list[int], per_page: int) -> None:
    pages = [on_page(items, page, per_page) for page in range(1, pages_of(items, per_page) + 1)]

    assert [item for page in pages for item in page] == items
    assert all(0 < len(page) <= per_page for page in pages[: len(pages) if items else 0])
