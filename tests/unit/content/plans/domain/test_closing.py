"""Who signs below the last clause, and when."""

from datetime import date

import pytest

from content.plans.domain.pipeline import extract_pasted, parse

BODY = "安澜县演练工作方案\n\n一、总则\n\n每年演练。\n\n二、附则\n\n本方案自印发之日起施行。\n\n"


@pytest.mark.parametrize(
    ("closing", "issuer"),
    [
        ("安澜县人民政府办公室\n2026年3月1日", "安澜县人民政府办公室"),
        ("安瀾縣應急管理局\n2026年3月1日", "安瀾縣應急管理局"),
        ("安澜县应急管理局\n安澜县教育局\n2026年3月1日", "安澜县应急管理局、安澜县教育局"),
        ("特此通知\n2026年3月1日", ""),
        ("2026年3月1日", ""),
    ],
)
def test_the_issuer_is_who_signs_above_the_date(closing, issuer):
    facts = parse(extract_pasted(BODY + closing)).metadata
    assert (facts.issuer, facts.signed_on) == (issuer, date(2026, 3, 1))


def test_the_header_goes_before_the_closing():
    head = "发布机构：安澜县人民政府\n文号：安政发〔2026〕9号\n\n"
    closing = "安澜县人民政府办公室\n2026年3月1日"
    assert parse(extract_pasted(head + BODY + closing)).metadata.issuer == "安澜县人民政府"
