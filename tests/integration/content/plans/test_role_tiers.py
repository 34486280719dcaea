"""In which group of the list of a plan somebody stands whose name puts them nowhere."""

import pytest

from content.plans.domain.actors import Actor, Duty, Said
from content.plans.selectors.roles import Tier, named


@pytest.mark.parametrize(
    ("issuer", "tier"),
    [
        (["县防汛抗旱指挥部", "青河镇人民政府"], Tier.ABOVE),
        (["县人民政府"], Tier.ABOVE),
        (["青河镇人民政府", "县水利局"], Tier.TOWN),
        (["镇应急办"], Tier.TOWN),
        (["乡镇人民政府", "村（社区）"], Tier.OTHER),
        (["学校"], Tier.OTHER),
    ],
)
def test_a_group_and_a_headquarters_stand_with_whose_plan_it_is(issuer, tier):
    duty = Duty(Said("1", "", "", "", "负责救援。"), "负责救援。")
    names = [*issuer, "抢险救援组", "总指挥", "派出所", "供电单位"]
    found = {role.actor.name: role.tier for role in named([Actor(n, (), (duty,)) for n in names])}
    assert found["抢险救援组"] == found["总指挥"] == found["派出所"] == tier
    assert found["供电单位"] == Tier.OTHER
