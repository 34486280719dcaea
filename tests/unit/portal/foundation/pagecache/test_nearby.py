from portal.foundation.pagecache.domain import Entry
from portal.foundation.pagecache.nearby import Nearby


def entry(size: int) -> Entry:
    return Entry("1.a", 0.0, 'W/"x"', (), b"g" * (size - 1), b"b")


def test_it_holds_no_more_bytes_than_it_may_and_lets_the_least_used_go() -> None:
    nearby = Nearby(most=100)
    for name in ("a", "b"):
        nearby.put(name, entry(40))
    nearby.get("a")
    nearby.put("c", entry(40))
    assert nearby.get("b") is None
    assert nearby.get("a") and nearby.get("c")


def test_a_page_put_twice_counts_once() -> None:
    nearby = Nearby(most=100)
    for _time in range(5):
        nearby.put("a", entry(60))
    nearby.put("b", entry(40))
    assert nearby.get("a") and nearby.get("b")
