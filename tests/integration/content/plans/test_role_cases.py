"""In what case the duties of an actor hold: the headings above them, on screen and on paper."""

from content.plans.selectors.readable import PUBLIC, ReadableText
from content.plans.selectors.roles import roles_of

PLAN = """青河镇突发事件应急预案

一、总则

（一）编制目的

为做好应急工作，制定本预案。

二、分灾种处置

（一）暴雨洪水处置

1.触发条件。收到暴雨橙色以上预警信号。

2.处置措施。村（社区）应当立即组织转移。

（二）地震处置

1.触发条件。本镇有明显震感。

2.处置措施。村（社区）应当组织群众到空旷地带。

（三）信息报告

村（社区）应当在15分钟内报告。
"""


def test_duties_under_headings_of_one_name_stand_under_the_case_they_are_for(import_small):
    version = import_small(PLAN, kind="special").version
    (village,) = [
        r for r in roles_of(ReadableText(version, PUBLIC)) if r.actor.name == "村（社区）"
    ]
    assert [(case, len(duties)) for case, duties in village.chapters] == [
        ("二、分灾种处置 › 暴雨洪水处置", 1),
        ("二、分灾种处置 › 地震处置", 1),
        ("二、分灾种处置", 1),
    ]
