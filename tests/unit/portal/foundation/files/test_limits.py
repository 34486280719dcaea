import pytest

from portal.foundation.files.domain import Limits, OutOfMemory, ParserFailed, TimedOut, TooLarge


@pytest.mark.parametrize("name", ["input_mb", "memory_mb", "cpu_seconds", "wall_seconds"])
def test_a_limit_of_nothing_is_a_mistake(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Limits(**{name: 0})


def test_every_refusal_says_in_chinese_what_to_do() -> None:
    for error in (
        TooLarge(limit_mb=2),
        TimedOut(seconds=3),
        OutOfMemory(limit_mb=9),
        ParserFailed(),
    ):
        assert "库里没有改动。" in error.message
        assert "%" not in error.message
    assert TooLarge("自己的话", limit_mb=1).message == "自己的话"
