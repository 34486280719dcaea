"""What a named text is to the document that names it."""

import pytest

from content.plans.domain.relations import suggested


@pytest.mark.parametrize(
    ("name", "is_plan", "is_basis", "of_response", "before", "after", "kind"),
    [
        ("安澜县突发事件总体应急预案", True, True, True, "依据《", "》，制定本预案。", "parent"),
        ("国家突发事件总体应急预案", True, True, False, "依据《", "》，制定本规划。", "based_on"),
        ("中华人民共和国防洪法", False, True, True, "依据《", "》", "based_on"),
        (
            "防汛应急预案",
            True,
            False,
            True,
            "原《",
            "》（2019年印发）同时废止。",
            "replaces",
        ),
        ("县“十五五”规划", True, False, False, "贯彻落实《", "》确定的任务", "implements"),
        ("防汛应急预案", True, False, True, "启动《", "》。旧的同时废止。", None),
        ("中华人民共和国防洪法", False, False, True, "违反《", "》的，依法处理。", None),
    ],
)
def test_a_named_text_is_what_its_sentence_makes_of_it(
    name, is_plan, is_basis, of_response, before, after, kind
):
    found = suggested(
        name=name, is_plan=is_plan, is_basis=is_basis, of_response=of_response,
        before=before, after=after,
    )  # fmt: skip
    assert found == kind
