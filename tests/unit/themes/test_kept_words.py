"""The `keep` filter: what must not be torn apart at the end of a line."""

import pytest
from django.utils.safestring import mark_safe

from themes.templatetags.ui import keep


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("至 2029-11-24", '至 <span class="nb">2029-11-24</span>'),
        ("2026-01-12印发", '<span class="nb">2026-01-12</span>印发'),
        ("AL-2026-000000-2", "AL-2026-000000-2"),
        ("<b>2 次", "&lt;b&gt;2\u00a0次"),
    ],
)
def test_a_date_stays_on_one_line_and_text_stays_escaped(text: str, shown: str) -> None:
    assert keep(text) == shown


def test_an_address_in_safe_markup_is_left_alone() -> None:
    link = mark_safe('<a href="/files/2026-01-12/">表</a>')
    assert keep(link) == link
