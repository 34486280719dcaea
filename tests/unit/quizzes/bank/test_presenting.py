"""How a stem is cut into a heading and the rest."""

import pytest

from quizzes.bank.presenting import stem_parts


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_stem_of_two_paragraphs_says_each_once_whatever_ends_its_lines(newline):
    lead, body = stem_parts(f"下面是材料。{newline}{newline}问：哪一项正确？")
    assert lead == "下面是材料。"
    assert "下面是材料" not in body
    assert "问：哪一项正确？" in body


def test_a_stem_of_one_paragraph_has_no_rest():
    assert stem_parts("哪一项正确？") == ("哪一项正确？", "")
