"""What the server said, as far as it has the shape that it should."""

from collections.abc import Sequence
from typing import Any

from search.engines.protocol import Hit, IndexUnavailable
from search.query.plan import SCORE_DIGITS


def whole(found: dict[str, Any]) -> dict[str, Any]:
    if found["timed_out"] or found["_shards"]["failed"] or not found["_shards"]["successful"]:
        raise IndexUnavailable("answer of a part")
    return found


def is_clear_cut(best: Sequence[Hit], limit: int, wanted: int) -> bool:
    """Whether all are among them that score like the last of those listed: to the server they
    differ in digits that do not count, and which of them are listed is for their keys to say. Where
    no word is asked for they do not differ, and the server has gone by their keys already."""
    return len(best) < wanted or not best[-1].score or best[-1].score < best[limit - 1].score


def hit(found: dict[str, Any]) -> Hit:
    (key,), (group,) = found["fields"]["key"], found["fields"]["group"]
    if not isinstance(key, str) or not isinstance(group, str):
        raise IndexUnavailable("answer of another shape")
    return Hit(key=key, group_key=group, score=round(float(found["_score"]), SCORE_DIGITS))


def counted(found: dict[str, Any]) -> dict[str, int]:
    return {str(bucket["key"]): number(bucket["doc_count"]) for bucket in found["buckets"]}


def number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise IndexUnavailable("answer of another shape")
    return value
