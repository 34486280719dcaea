"""The disclosure header of a page: labels and values, each pair on one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..header import FieldKey

_TELLING: Final = frozenset(
    {
        FieldKey.INDEX_NUMBER, FieldKey.DOCUMENT_NUMBER, FieldKey.CATALOGUE, FieldKey.ISSUER,
        FieldKey.SIGNED_ON, FieldKey.PUBLISHED_ON,
    }
)  # fmt: skip


def is_disclosure(keys: Sequence[FieldKey]) -> bool:
    """Whether these labels are those of a disclosure header; 名称 or 说明 alone head any table."""
    return len({*keys} & _TELLING) >= 2
