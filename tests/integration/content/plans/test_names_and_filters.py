"""What titles do to other pages, and what an unknown filter does to the register."""

import pytest
from django.urls import reverse

from content.plans import selectors
from content.plans.models import PlanDocument


def test_only_long_titles_that_everybody_reads_stand_in_one_script(import_small):
    text = "{0}\n\n一、总则\n\n正文{0}。"
    for title, visibility, publish in (
        ("安澜县防汛抗旱应急预案", "public", True), ("怎么办", "public", True),
        ("安澜县保密工作应急预案", "restricted", True),
        ("青河镇内部值守工作方案", "internal", True),
        ("青河镇还没发布的工作方案", "public", False),
    ):  # fmt: skip
        import_small(text.format(title), title=title, publish=publish, visibility=visibility)
    assert PlanDocument.objects.count() == 5
    assert list(selectors.titles()) == ["安澜县防汛抗旱应急预案"]


@pytest.mark.parametrize("hazard", ["\x00", "a\x00b", "no-such-hazard", "'"])
def test_a_hazard_that_nobody_knows_counts_as_not_given(client, import_small, hazard):
    plans = {
        import_small().document,
        import_small("安澜县暴雨应急预案\n\n1 总则\n\n为了。").document,
    }
    page = client.get(reverse("plans:list"), {"hazard": hazard})
    assert page.status_code == 200
    assert set(page.context["page_obj"]) == plans
    assert not page.context["filtered"]
    addresses = [choice.url for group in page.context["facets"] for choice in group.choices]
    assert addresses and not any("hazard=no-" in one or "hazard=a" in one for one in addresses)
