"""What caches hold, as text that can be searched."""

import pickle
from collections.abc import Iterator
from contextlib import suppress

from django.core.cache import caches

from portal.foundation.pagecache.domain import BadEntry, Entry


def cached_texts() -> Iterator[str]:
    """Every key with its value, unpacked: pickled or compressed bytes show no name."""
    for cache in caches.all():
        for key, packed in cache._cache.items():  # type: ignore[attr-defined]
            value = pickle.loads(packed)
            text = value.decode(errors="replace") if isinstance(value, bytes) else repr(value)
            with suppress(BadEntry):
                text = Entry.unpack(value).plain().decode()
            yield f"{key} {text}"
