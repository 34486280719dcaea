"""A plan of honest size is read in linear time; a larger one is refused in words."""

import time

import pytest

from content.plans.domain.errors import TooLong, TooManyClauses, TooManyLines
from content.plans.domain.limits import CHARACTER_LIMIT, CLAUSE_LIMIT, LINE_LIMIT, check_clauses
from content.plans.domain.markdown import read_markdown
from content.plans.domain.pipeline import extract_pasted, parse, parse_bytes


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("字" * (CHARACTER_LIMIT + 1), TooLong),
        ("字\n" * (LINE_LIMIT + 1), TooManyLines),
        ("字\r\n" * (LINE_LIMIT + 1), TooManyLines),
    ],
)
def test_what_is_larger_than_any_plan_is_refused_before_the_work(text, error):
    with pytest.raises(error) as caught:
        extract_pasted(text)
    assert "拆成几份" in caught.value.message


def test_clauses_are_counted_without_the_title():
    check_clauses(CLAUSE_LIMIT + 1)
    with pytest.raises(TooManyClauses):
        check_clauses(CLAUSE_LIMIT + 2)


@pytest.mark.parametrize(
    "mark", ["[", "\\[", "[a](", "![", "**a ", "__a ", "<!-- ", "> ", "|", "1", "达到1", "# "]
)
def test_a_mark_repeated_without_end_costs_in_proportion_to_its_length(mark):
    """A step that looks twice at what is left needs a minute and more for this."""
    data = ("一、总则\n" + mark * (80_000 // len(mark))).encode()
    began = time.process_time()
    parse_bytes(data, "a.md")
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("**甲**乙", "甲乙"), ("***甲***", "甲"), ("__甲 **乙** 丙__", "甲 乙 丙"),
        ("**甲 乙", "**甲 乙"), ("甲 ** 乙 ** 丙", "甲 ** 乙 ** 丙"), ("[甲](http://x)乙", "甲乙"),
        ("<!-- 甲 -->乙", "乙"), ("<!-- 甲", "<!-- 甲"),
    ],
)  # fmt: skip
def test_marks_go_and_words_stay(text, kept):
    read = read_markdown(text)
    out, at = "", 0
    for repair in read.repairs:
        out += text[at : repair.start] + repair.replacement
        at = repair.end
    assert out + text[at:] == kept


def test_a_paragraph_without_a_full_stop_is_not_said_to_be_cut_behind_one():
    parsed = parse(extract_pasted("安澜县防汛应急预案\n一、总则\n" + "防汛" * 5_000))
    [note] = [note.text for note in parsed.notes if note.code == "cut"]
    assert "已断成几段" in note and "已在句号后断开" not in note
