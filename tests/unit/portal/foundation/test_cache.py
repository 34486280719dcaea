"""A cache that is away is a slow day, not a broken portal."""

from pathlib import Path

import pytest

from portal.foundation.cache import CacheAway, FileCache, SharedCache


def broken(tmp_path: Path, kind: str) -> FileCache | SharedCache:
    if kind == "redis":
        return SharedCache("redis://127.0.0.1:9/0", {"OPTIONS": {"socket_connect_timeout": 0.2}})
    place = tmp_path / "cache"
    place.write_text("a file where the folder should be")
    return FileCache(str(place), {})


@pytest.mark.parametrize("kind", ["files", "redis"])
def test_reads_miss_and_writes_are_forgotten_while_the_cache_is_away(tmp_path, kind):
    cache = broken(tmp_path, kind)
    assert cache.get("a", "nothing") == "nothing"
    assert cache.get_many(["a", "b"]) == {}
    assert "a" not in cache
    cache.set("a", 1)
    cache.set_many({"a": 1})
    assert cache.delete("a") is False and cache.touch("a") is False
    cache.delete_many(["a"])


@pytest.mark.parametrize("kind", ["files", "redis"])
def test_what_cannot_be_counted_is_told_from_what_somebody_else_holds(tmp_path, kind):
    with pytest.raises(CacheAway):
        broken(tmp_path, kind).add("lock", 1)


@pytest.mark.parametrize("kind", ["files", "redis"])
def test_what_is_only_kept_for_speed_is_made_anew_while_the_cache_is_away(tmp_path, kind):
    cache = broken(tmp_path, kind)
    assert cache.get_or_set("a", lambda: 7) == 7 and cache.get_or_set("a", 8) == 8


def test_a_cache_that_is_there_keeps_what_it_is_given(tmp_path):
    cache = FileCache(str(tmp_path / "cache"), {})
    cache.set("a", 1)
    assert cache.get("a") == 1 and cache.add("a", 2) is False and cache.add("b", 2)
    assert cache.get_many(["a", "b"]) == {"a": 1, "b": 2}
