import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation.pagecache.domain import (
    BadEntry,
    Entry,
    accepts,
    canonical_query,
    etag_matches,
)


def entry(body: bytes = b"x", mode: str = "") -> Entry:
    return Entry.of(
        body, headers=[("Content-Type", "text/html")], mode=mode, generation="1.a", fresh_until=5.5
    )


@given(st.binary(), st.text(alphabet="abc.", max_size=9))
def test_an_entry_comes_out_of_the_cache_as_it_went_in(body: bytes, mode: str) -> None:
    found = Entry.unpack(entry(body, mode).pack())
    assert found == entry(body, mode)
    assert found.plain() == body == brotli.decompress(found.br)


@given(st.binary(max_size=200))
def test_anything_else_in_the_cache_is_no_entry(packed: bytes) -> None:
    with pytest.raises(BadEntry):
        Entry.unpack(packed)


@pytest.mark.parametrize("packed", [None, "text", 5, {"a": 1}])
def test_other_kinds_of_values_are_no_entry(packed: object) -> None:
    with pytest.raises(BadEntry):
        Entry.unpack(packed)


def test_the_tag_names_content_and_mode() -> None:
    assert entry(b"a").etag != entry(b"b").etag
    assert entry(b"a", "elder").etag != entry(b"a", "dark").etag
    assert entry(b"a").etag.startswith('W/"')


@pytest.mark.parametrize(
    ("header", "coding", "expected"),
    [
        ("gzip, deflate, br", "br", True),
        ("gzip;q=1.0, br;q=0", "br", False),
        ("GZIP", "gzip", True),
        ("", "gzip", False),
        ("identity", "gzip", False),
        ("gzip;q=abc", "gzip", False),
        ("br ; q=0.5", "br", True),
    ],
)
def test_encodings_are_taken_as_the_browser_says(header, coding, expected) -> None:
    assert accepts(header, coding) is expected


def test_tags_are_compared_weakly() -> None:
    assert etag_matches('"x", W/"a-elder"', 'W/"a-elder"')
    assert etag_matches('"a-elder"', 'W/"a-elder"')
    assert etag_matches("*", 'W/"a"')
    assert not etag_matches('W/"a-normal"', 'W/"a-elder"')
    assert not etag_matches("", 'W/"a"')


@given(st.permutations([("a", "1"), ("b", "二"), ("c", "")]))
def test_the_order_of_parameters_does_not_matter(pairs: list) -> None:
    query = "&".join(f"{name}={value}" for name, value in pairs)
    assert canonical_query(query) == canonical_query("a=1&b=二&c=")


def test_the_order_of_values_of_one_parameter_does() -> None:
    assert canonical_query("a=1&a=2") != canonical_query("a=2&a=1")


def test_a_query_that_fills_the_cache_is_not_stored() -> None:
    assert canonical_query("x=" + "y" * 300) is None
    assert canonical_query("&".join(f"a{n}=1" for n in range(20))) is None
