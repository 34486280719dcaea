"""What a person types wrong on the way from a clause to a target is said, kept and not stored."""

import uuid
from datetime import date

import pytest
from django.urls import reverse
from django.utils.html import escape

from content.plans.models import Clause, TargetDraft
from content.plans.services import import_document
from content.targets import services
from content.targets.models import Indicator, Target
from tests.samples.reviewed_plans import published

PLAN = "安澜县应急工作计划\n\n一、队伍\n到2026年底，持证应急志愿者不少于12人。\n"


@pytest.fixture
def plan(world):
    imported = import_document(
        actor=world.editor, owner_unit=world.town, text=PLAN, kind="work_plan", slug="work-plan"
    )
    published(imported.version, world.editor, world.reviewer)
    return imported


@pytest.fixture
def indicator(world):
    return Indicator.objects.create(
        slug="volunteers", name="持证应急志愿者人数", definition="按名册", measure="people"
    )


@pytest.fixture(params=["from the clause", "from the number read"])
def address(request, plan):
    """Both forms that make a target."""
    draft = TargetDraft.objects.get(clause__version=plan.version)
    if request.param == "from the number read":
        return reverse("plans_desk:decide", args=[draft.pk])
    return f"{reverse('targets:desk_new')}?clause={draft.clause.key}"


@pytest.fixture
def typed(world, indicator):
    return {
        "name": "持证的志愿者", "indicator": str(indicator.pk), "comparator": "ge", "value": "12",
        "stratum": "全镇", "starts": "2026-01-01", "due": "2026-12-31",
        "unit": str(world.town.pk), "slug": "vol-2026", "public": "on",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "bad", "says"),
    [
        ("name", "", "这一项要填"),
        ("name", "长" * 81, "80"),
        ("name", "空\x00字", "空字符"),
        ("value", "", "这一项要填"),
        ("value", "十二", "要填数字"),
        ("value", "NaN", "要填数字"),
        ("value", "Infinity", "要填数字"),
        ("value", "9" * 400, "不超过 12 位数字"),
        ("value", "1.234", "小数不超过 2 位"),
        ("value", "-1", "目标值不能是负数"),
        ("comparator", "", "这一项要填"),
        ("comparator", "between", "不在可选的里面"),
        ("starts", "去年", "日期要像这样"),
        ("starts", "0001-01-01", "年份要在 1949 到 2199 之间"),
        ("due", "2026-13-45", "日期要像这样"),
        ("due", "9999-12-31", "年份要在 1949 到 2199 之间"),
        ("due", "2025-12-31", "截止日期不能早于起始日期"),
        ("indicator", "1" + "0" * 20, "不在可选的里面"),
        ("indicator", "不是数", "不在可选的里面"),
        ("unit", "1" + "0" * 20, "只能选你负责的单位"),
        ("slug", "有 空格", "只能用字母、数字和连字符"),
        ("slug", "x" * 61, "60 "),
        ("slug", "desk", "本站自己要用"),
        ("slug", "Desk", "本站自己要用"),
        ("slug", "indicators", "本站自己要用"),
        ("slug", "hotline-13812345678", "像手机号、邮箱或证件号"),
        ("stratum", "长" * 41, "40"),
        ("stratum", "城\u200b镇", "看不见的字符"),
        ("name", "持证\u202e志愿者", "看不见的字符"),
    ],
)
def test_a_slip_is_named_and_what_was_typed_stays(client, world, address, typed, name, bad, says):
    client.force_login(world.editor)
    answer = client.post(address, typed | {name: bad})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    kept = "持证的志愿者" if name != "name" else "vol-2026"
    assert f'value="{kept}"' in page
    if name in ("value", "starts", "due", "slug") and bad:
        assert f'value="{escape(bad)}"' in page
    assert not Target.objects.exists()
    assert TargetDraft.objects.get().state == "open"


def test_an_empty_form_says_what_is_missing(client, world, address, indicator):
    client.force_login(world.editor)
    answer = client.post(address, {})
    assert answer.status_code == 422
    assert answer.content.decode().count("这一项要填") >= 6


def test_an_address_in_use_and_another_number_for_the_same_are_refused(
    client, world, address, typed, indicator
):
    client.force_login(world.editor)
    key = TargetDraft.objects.get().clause.key
    values = {
        "name": "先到的", "indicator": indicator, "clause_key": key, "comparator": "ge",
        "value": 20, "starts": date(2026, 1, 1), "due": date(2026, 12, 31), "unit": world.town,
        "stratum": "全镇", "actor": world.editor,
    }  # fmt: skip
    services.draft_target(slug="vol-2026", **values)
    page = client.post(address, typed).content.decode()
    assert "这个网址名已经有别的目标在用" in page
    page = client.post(address, typed | {"slug": "vol-2"}).content.decode()
    assert "已经有同一指标、同一范围、同一截止日期的目标" in page
    assert 'value="vol-2"' in page
    assert Target.objects.get().value == 20
    with pytest.raises(services.TargetRefused, match="网址名"):
        services.draft_target(slug="vol-2026", **{**values, "stratum": "城镇"})


@pytest.mark.parametrize(
    "key", ["", "x" * 100_000, "clause:", "clause:1", "nothing:" + str(uuid.UUID(int=1)), "\x00"]
)
def test_a_clause_that_is_none_is_not_found(client, world, key):
    client.force_login(world.editor)
    assert client.get(reverse("targets:desk_new"), {"clause": key}).status_code == 404


def test_a_number_of_another_units_plan_is_not_found(client, world, plan, typed):
    client.force_login(world.other_editor)
    address = reverse("plans_desk:decide", args=[TargetDraft.objects.get().pk])
    assert client.get(address).status_code == 404
    assert client.post(address, typed).status_code == 404
    assert not Target.objects.exists()


def test_a_clause_taken_back_makes_no_target_and_nothing_is_half_done(
    client, world, plan, typed, monkeypatch
):
    def refuse(**_values):
        raise services.TargetRefused("出处的条文已经撤下")

    client.force_login(world.administrator)
    monkeypatch.setattr("content.plans.services.drawing.confirm_target", refuse)
    address = reverse("plans_desk:decide", args=[TargetDraft.objects.get().pk])
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "出处的条文已经撤下" in answer.content.decode()
    assert not Target.objects.exists()
    assert TargetDraft.objects.get().state == "open"


def test_a_withdrawn_clause_is_refused_at_once(world, plan, indicator):
    key = Clause.objects.filter(text__contains="不少于12人").get().key
    later = import_document(
        actor=world.editor, owner_unit=world.town, slug="work-plan",
        text="安澜县应急工作计划\n\n一、经费\n经费由镇保障，按年报账。\n",
    )  # fmt: skip
    published(later.version, world.editor, world.reviewer)
    with pytest.raises(services.TargetRefused, match="撤下"):
        services.draft_target(
            slug="v", name="甲", indicator=indicator, clause_key=key, comparator="ge", value=1,
            starts=date(2026, 1, 1), due=date(2026, 12, 31), unit=world.town, actor=world.editor,
        )  # fmt: skip
