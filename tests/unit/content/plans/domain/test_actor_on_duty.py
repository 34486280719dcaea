"""What a duty officer does hand by hand, and what somebody does after 由 with a word between."""

import pytest

from content.plans.domain.actors import actors_of
from tests.samples.actors import DOCUMENTS, duties_in, said_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("值班员接班时核对四项：预警、电话、名单、文件。", "值班员"),
        ("县防指办公室值班员接班后试拨备用电话。", "县防指办公室值班员"),
        ("电话无人接听的，县防指办公室值班员改打乡镇值班电话。", "县防指办公室值班员"),
        ("乡镇报告险情的，县防指办公室值班员记下时间和地点。", "县防指办公室值班员"),
        ("出现谣言的，由县地震局在当日公开澄清。", "县地震局"),
        ("应急避难场所由管理单位每半年检查1次。", "管理单位"),
        ("信息由县卫生健康局依照规定和授权统一发布。", "县卫生健康局"),
    ],
)
def test_the_subject_is_who_does_it(text, name):
    assert duties_in(text) == {name: [text]}


@pytest.mark.parametrize(
    "text",
    [
        "县水利局核对的数据见附件。",
        "县水利局核对结果见附件。",
        "县水利局核对无误后公布数据。",
        "向县水利局核对水位。",
        "对县防指办公室值班员试拨情况通报一次。",
        "由管理单位每半年检查的设施见附件。",
        "将乡镇值班员记下的时间写进报告。",
        "县防指办公室值班员核对表见附件。",
    ],
)
def test_what_is_a_thing_or_an_object_names_nobody(text):
    assert duties_in(text) == {}


def test_the_duty_officer_has_every_step_of_the_manual():
    manual = DOCUMENTS.parent / "manuals" / "flood-duty-manual.md"
    found = {one.name: one for one in actors_of(said_in(manual.read_bytes(), manual.name))}
    assert [duty.said.place for duty in found["县防指办公室值班员"].duties] == [
        "2.1", "2.2", "3.1", "3.2", "4.1", "4.2", "4.3",
    ]  # fmt: skip
