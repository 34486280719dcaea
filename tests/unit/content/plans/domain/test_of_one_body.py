import pytest

from content.plans.domain.names import of_one_body


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("安政发〔2024〕7号", ""), ("安政办发〔2026〕11号", ""), True),
        (("安政办规[2024]7号", "甲"), ("安政办函（2026）11号", "乙"), True),
        (("安一中发〔2026〕3号", "安澜县教育局"), ("安二中发〔2026〕5号", "安澜县教育局"), False),
        (("", "安澜县人民政府办公室"), ("", "安澜县人民政府"), True),
        (("第4号", "安澜县第一中学"), ("安二中发〔2026〕5号", "安澜县第二中学"), False),
        (("安政发〔2024〕7号", ""), ("", "安澜县人民政府"), None),
        (("", ""), ("", ""), None),
    ],
)
def test_two_texts_are_of_one_body_by_the_letters_of_their_numbers_or_who_issued_them(
    one, other, same
):
    assert of_one_body(*one, *other) is same
    assert of_one_body(*other, *one) is same
