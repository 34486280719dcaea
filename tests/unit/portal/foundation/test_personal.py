"""What many read holds nothing by which a person is reached or known."""

import pytest

from portal.foundation.audit.domain import looks_personal
from portal.foundation.personal import found_in

MOBILE = "13812345678"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("电话 13812345678", MOBILE),
        ("138 1234 5678", MOBILE),
        ("138-1234-5678", MOBILE),
        ("138.1234.5678", MOBILE),
        ("138_1234_5678", MOBILE),
        ("138/1234/5678", MOBILE),
        ("hotline-138-1234-5678", MOBILE),
        ("138\u200b12345678", MOBILE),
        ("138\u200b1234\u20605678", MOBILE),
        ("138\u00ad1234\ufe0f5678", MOBILE),
        ("138\u20111234\u20125678", MOBILE),
        ("１３８　１２３４　５６７８", MOBILE),
        ("一三八一二三四五六七八", MOBILE),
        ("壹叁捌壹贰叁肆伍陆柒捌", MOBILE),
        ("86 138 1234 5678", "86" + MOBILE),
        ("+86-13812345678", "86" + MOBILE),
        ("138 2012 1999", "13820121999"),
        ("138-20121212", "13820121212"),
        ("1990 2012 199", "19902012199"),
        ("座机 0951-6123456", "09516123456"),
        ("(0951) 612 3456", "09516123456"),
        ("6123456", "6123456"),
        ("110101199003071234", "110101199003071234"),
        ("11010119900307123X", "11010119900307123"),
        ("110101 19900307 1234", "110101199003071234"),
        ("110101 1990-03-07 1234", "110101199003071234"),
        ("110101 900307 123", "110101900307123"),
        ("2026-11-24 13812345678", MOBILE),
        ("李四 li@b.cn", "li@b.cn"),
        ("ｌｉ＠ｂ．ｃｎ", "li@b.cn"),
        ("li\u200b@b.cn", "li@b.cn"),
        ("0" * 40, "0" * 40),
    ],
)
def test_a_number_or_mail_address_is_found_however_it_is_written(text, found):
    assert found_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "drills-held-2026",
        "drills-held-2026-05",
        "drills-held-2026-05-12",
        "drills-held-20260512",
        "drills_2026_05_12",
        "level-3-2026-05",
        "2024-2025-2026",
        "2024-2030",
        "plan-2026-05-2027-06",
        "2026/05/12 至 2026/12/31",
        "2026年11月24日停电",
        "二〇二六年五月",
        "第 3、5、7、8、9、10、11 题",
        "定的是 200 人，多写了一个零",
        "第 123456 号座位",
        "1,200,000 元",
        "a @ b.cn",
    ],
)
def test_days_years_lists_and_short_numbers_are_nobodys(text):
    assert found_in(text) == ""


@pytest.mark.parametrize("text", ["x" * 500_000, "@" + "x" * 500_000, "x@" * 250_000])
def test_a_text_without_end_is_read_at_once(text):
    assert found_in(text) == ""


@pytest.mark.parametrize("text", [MOBILE, "8613812345678", "a@b.cn", "11010519491231002x"])
def test_what_the_audit_would_refuse_is_found_before_it(text):
    assert looks_personal(text) and found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "mo-yu-xian-fang-xun-yu-an2025-318", "ying-ji-gui-hua-2021-2025-1204", "exam-2026-001",
        "2026-11-001", "GB/T 33744-2017", "8.30-11.30", "14.00-15.30", "第 3 5 7 9 11 13 题",
        "9.00-11.30", "2025-318", "第 5 版 2026", "AQ/T 9007-2019", "GB 2894-2008",
        "DB65/T 3210-2019", "500-2000人", "联系GB 9007-2019", "联系处 500-2000人",
        "1500-2000人", "123-2026号", "aqt-9007-2019",
    ],
)  # fmt: skip
def test_years_beside_a_number_times_and_lists_are_nobodys(text):
    assert found_in(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "139 2012 0301", "139-2012-0301", "2013-8123456", "13 81 23 45 67 8", "13920120301",
        "电话 655-2012", "值班室 655 2012", "热线655-2012",
        "打6655 2012", "座位12 138 2012 1999", "2026 138 2012 1999",
        "138 2012 1999 / 139 2026 1998", "87 65 43 21", "12 34 56 78 90",
        "65 12 34 56", "6 51 23 45", "13 81 23 45 67", "12.34.56.78", "65-12-34-56",
    ],
)  # fmt: skip
def test_a_telephone_that_holds_a_year_or_comes_in_pairs_is_one(text):
    assert found_in(text)
