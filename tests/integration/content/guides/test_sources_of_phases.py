"""Each phase of a guide says on which sources it rests, on the screen and on paper."""

from typing import Any

import pytest
from django.test import Client

from content.pages.models import PageSource
from tests.samples import pages as samples

pytestmark = pytest.mark.django_db


def test_a_phase_shows_the_sources_it_rests_on_first_and_the_others_apart(
    client: Client, world: Any
) -> None:
    guide = samples.guide(
        samples.guides(samples.home()),
        world.county,
        {**samples.PREPARE, "sources": "K8、gone、K3"},
        samples.DURING,
    )
    for number, code in enumerate(("Q1", "Q2", "K3", "Q4", "Q5", "K8", "")):
        guide.sources.create(sort_order=number + 1, code=code, title=f"《{code}》", issuer=code)
    guide.save()
    # The one of the sample has no place of its own, and databases differ on where that is.
    PageSource.objects.filter(page=guide, sort_order=None).update(sort_order=0)

    before = client.get("/guides/earthquake/before/").content.decode()
    shown = before[before.index('<dl class="src dl">') :]
    first, behind = shown.split("</dl>")[:2]
    assert first.index("《K8》") < first.index("《K3》") and "《Q" not in first
    own, others = behind.split("</details>")[0].split("本页其他阶段的来源")
    assert own.count("<li>") == 2 and others.count("<li>") == 6
    paper = before.split('<div class="sheetfoot">')[1].split("</div>")[0]
    assert "来源：K8；K3。" in paper and "个来源在网页上" not in paper

    # A phase that names none has the whole list in its order.
    during = client.get("/guides/earthquake/").content.decode()
    assert "来源：应急管理部；Q1；Q2；K3；Q4。" in during
    assert "本页其他阶段的来源" not in during
