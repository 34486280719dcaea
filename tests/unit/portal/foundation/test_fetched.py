"""Lists of which only the part that is shown is read."""

from django.core.paginator import Paginator

from portal.foundation.fetched import Fetched


def listed():
    """Numbers called by their words, with the slices that were read."""
    read = []

    def fetch(keys):
        read.append(list(keys))
        return [f"第{key}件" for key in keys]

    return Fetched(range(1, 8), fetch), read


def test_a_page_reads_its_own_rows_and_no_others():
    rows, read = listed()
    page = Paginator(rows, 3).get_page(2)
    assert list(page) == ["第4件", "第5件", "第6件"]
    assert read == [[4, 5, 6]]


def test_all_rows_are_read_at_once_and_one_by_its_place():
    rows, read = listed()
    assert len(rows) == 7 and not read
    assert list(rows)[-1] == rows[-1] == "第7件"
    assert read == [[1, 2, 3, 4, 5, 6, 7], [7]]


def test_an_empty_part_asks_nothing():
    rows, read = listed()
    assert rows[20:30] == [] and not read
