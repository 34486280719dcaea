"""A line that an editor says is no heading costs no other heading."""

from hypothesis import given
from hypothesis import strategies as st

from content.plans.domain.corrections.model import CorrectionKind
from content.plans.domain.labels import FieldKey
from content.plans.domain.pipeline import extract_pasted, parse
from tests.samples.corrected import SETTINGS, correction, plan

NO_HEADING = [
    CorrectionKind.JOIN, CorrectionKind.JOIN_HEADING, CorrectionKind.TEXT,
    CorrectionKind.PARAGRAPH,
]  # fmt: skip


def headings_in(parsed):
    """Number, depth and place of each."""
    return [(n.number, n.depth, n.start) for n in parsed.nodes if n.number]


@SETTINGS
@given(st.integers(0, 500), st.data())
def test_a_line_that_is_said_to_be_no_heading_takes_no_other_of_its_list_along(seed, data):
    text = plan(seed)
    items = [line for line in text.split("\n") if line.startswith("（")]
    words = data.draw(st.sampled_from(items))
    made = correction(
        text, text.index(words), data.draw(st.sampled_from(NO_HEADING)), 0, FieldKey.NOTE, 0, 0, 0
    )
    parsed = parse(extract_pasted(text), [made])
    before = headings_in(parse(extract_pasted(text)))
    assert headings_in(parsed) == [one for one in before if one[2] != text.index(words)]


def test_a_list_that_was_no_list_can_still_be_said_away_line_by_line():
    text = "安澜县方案\n一、甲\n二、乙\n通知摘录：\n一、子\n二、丑\n三、丙\n完。"
    made = [
        correction(text, text.index(words), CorrectionKind.TEXT, 0, FieldKey.NOTE, 0, 0, 0)
        for words in ("一、子", "二、丑")
    ]
    parsed = parse(extract_pasted(text), made)
    assert [n.heading for n in parsed.nodes if n.number] == ["甲", "乙", "丙"]
    assert not parsed.notes
