"""What an editor may write into the phases of a guide, and what is refused in words."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError

from content.guides.blocks import PhasesBlock
from tests.samples import pages as samples

pytestmark = pytest.mark.django_db


def clean(*phases: dict[str, Any]) -> Any:
    block = PhasesBlock()
    raw = [{"type": "phase", "value": phase} for phase in phases]
    return block.clean(block.to_python(raw))


def messages_of(error: ValidationError) -> str:
    """All messages of a nested block error, joined."""
    found = [str(message) for message in getattr(error, "messages", [])]
    nested = getattr(error, "block_errors", None)
    children = nested.values() if isinstance(nested, dict) else nested or []
    found += [messages_of(child) for child in children if child is not None]
    if isinstance(getattr(error, "non_block_errors", None), list | ValidationError):
        found += [str(message) for message in error.non_block_errors]
    return " ".join(found)


def refused(*phases: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as caught:
        clean(*phases)
    return messages_of(caught.value)


def test_a_good_guide_is_accepted_and_white_space_evened_out() -> None:
    step = {"title": "  护住头\n和脖子 ", "detail": ""}
    cleaned = clean({**samples.DURING, "steps": [step]})
    assert cleaned[0].value["steps"][0]["title"] == "护住头 和脖子"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"steps": [{"title": "字" * 25}]}, "最多 24 个字，现在是 25 个"),
        ({"heading": "字" * 21}, "最多 20 个字，现在是 21 个"),
        ({"phones": [{"name": "急救", "number": "12o"}]}, "只写数字，3 到 12 位"),
        ({"steps": [{"title": "做"}] * 8}, "7"),
        ({"dos": ["做"] * 5}, "4"),
    ],
)
def test_a_refusal_says_what_to_do(change: dict[str, Any], words: str) -> None:
    assert words in refused({**samples.DURING, **change})


@pytest.mark.parametrize("reversed_alone", ["跳楼，乘电梯", "回屋拿东西"])
def test_a_prohibition_is_a_sentence_that_says_so_itself(reversed_alone: str) -> None:
    assert "带“不”字的整句话" in refused({**samples.DURING, "donts": [reversed_alone]})
    clean({**samples.DURING, "donts": [f"不{reversed_alone}", "别去河边"]})


def test_an_empty_guide_and_a_guide_without_steps_are_refused() -> None:
    with pytest.raises(StreamBlockValidationError):
        clean()
    with pytest.raises(ValidationError):
        clean({**samples.DURING, "steps": []})


def test_a_phase_written_twice_is_named() -> None:
    assert "“发生时”写了 2 次" in refused(samples.DURING, samples.DURING)
