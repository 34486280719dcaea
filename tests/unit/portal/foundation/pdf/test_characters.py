from portal.foundation import pdf
from portal.foundation.pdf.characters import visible_text


def test_rare_names_the_fonts_have_are_not_missing() -> None:
    assert pdf.missing_characters("䶮㛃𬭎 古丽·买买提 Anlan 2026 ①㈠—…“”℃‰") == []


def test_what_the_fonts_lack_is_listed_once_in_order_of_appearance() -> None:
    assert pdf.missing_characters("甲😀乙\u1830😀") == ["😀", "\u1830"]


def test_what_draws_nothing_is_not_missing() -> None:
    assert pdf.missing_characters("a\n\t\u00a0\u200b\ufeff\ufe0f\U000e0100\u2060") == []


def test_only_what_a_reader_sees_is_looked_at() -> None:
    head = "<head><title>😀</title></head><style>a::after{content:'😀'}</style>"
    html = head + "<p>安&#x1F601;<img alt='澜'>"
    assert visible_text(html) == "安😁澜"
