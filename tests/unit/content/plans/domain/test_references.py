"""What a text names as its ground, and what it cites of itself."""

import pytest

from content.plans.domain.parse import NodeKind
from content.plans.domain.references import references_of


def named(text, kind=NodeKind.CLAUSE, heading="编制目的"):
    return references_of([(0, kind, heading, text)])


@pytest.mark.parametrize(
    "text",
    [
        "为了安全，根据《中华人民共和国防洪法》，制定本预案。",
        "为了安全，依据《中华人民共和国防洪法》《省防洪条例》等，结合本县实际，编制本规划。",
        "以人民为中心。依照《中华人民共和国防洪法》等有关规定，制定本办法。",
    ],
)
def test_what_a_document_is_made_by_is_its_ground_in_a_clause_too(text):
    assert {one.basis for one in named(text) if one.kind == "law"} == {True}


@pytest.mark.parametrize(
    "text",
    [
        "按照《中华人民共和国防洪法》组织抢险。",
        "根据《中华人民共和国防洪法》处罚。县人民政府制定本预案。",
        "制定本预案的，根据《中华人民共和国防洪法》。",
        "《中华人民共和国防洪法》是制定本预案的根据。",
    ],
)
def test_what_a_clause_only_applies_is_no_ground(text):
    assert {one.basis for one in named(text) if one.kind == "law"} == {False}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("同时按2.2和第3.1条的规定先期处置。", ["按2.2", "第3.1条"]),
        ("根据4.3.2 执行。", ["根据4.3.2"]),
        ("第2.1节所列单位", ["第2.1节"]),
        ("依据 2.3、2.4 办理。", ["依据 2.3"]),
        ("按1.5倍补助。", []),
        ("按2.5万元的标准补助。", []),
        ("按3.5 米的水位转移。", []),
        ("《中华人民共和国防洪法》第三十八条", []),
    ],
)
def test_a_clause_of_the_document_is_cited_by_its_number(text, names):
    assert [one.name for one in named(text) if one.kind == "internal"] == names
