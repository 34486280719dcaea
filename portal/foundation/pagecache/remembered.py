"""Small values that live exactly as long as the stored pages that show them."""

import logging
from collections.abc import Callable
from typing import TypeVar

from portal.foundation.pagecache import generation

T = TypeVar("T")
logger = logging.getLogger(__name__)


def remember(name: str, compute: Callable[[], T], *, seconds: int) -> T:
    """The value kept under `name` since the last purge, else the one `compute` gives.

    Bound to the generation of the stored pages, not to time alone: a page rendered after
    a purge with a value from before it would carry that value for as long as it is kept.
    Without a cache it computes each time. `compute` may return anything that pickles.
    """
    key = f"remembered:{name}"
    try:
        current = generation.current()
        kept = generation.store().get(key)
    except Exception as error:
        logger.warning("cache unreachable", extra={"kind": type(error).__name__})
        return compute()
    if isinstance(kept, tuple) and kept[0] == current:
        value: T = kept[1]
        return value
    value = compute()
    try:
        generation.store().set(key, (current, value), timeout=seconds)
    except Exception as error:
        logger.warning("cache unreachable", extra={"kind": type(error).__name__})
    return value
