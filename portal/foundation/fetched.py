"""Lists of which only the part that is shown is read."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

Key = TypeVar("Key")
Row = TypeVar("Row")


class Fetched(Sequence[Row], Generic[Key, Row]):
    """Rows in the order of their keys. A slice, as a paginator takes it, is read by one call of
    `fetch`, which gives the rows of these keys in their order."""

    def __init__(self, keys: Sequence[Key], fetch: Callable[[Sequence[Key]], list[Row]]) -> None:
        self._keys = keys
        self._fetch = fetch

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            keys = self._keys[at]
            return self._fetch(keys) if keys else []
        return self._fetch([self._keys[at]])[0]

    def __iter__(self) -> Iterator[Row]:
        return iter(self[:])
