"""The screens: what is typed is kept, an older page undoes nothing, and twice pressed is once."""

from datetime import date
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from content.drills import services
from content.drills.models import Drill, Evaluation, Improvement
from content.drills.views import year
from content.plans.models import RevisionTrigger
from portal.people.enums import Role
from tests.integration.conftest import make_person
from tests.samples import drills as samples
from tests.samples.controls import forms_of


@pytest.fixture
def browser(client, world):
    client.force_login(world.editor)
    return client


def filled(client, address, action=""):
    """What the first form on a page that goes to `action` would send as it stands."""
    page = BeautifulSoup(client.get(address).content, "html.parser")
    for sent_to, _words, form in forms_of(page):
        if sent_to == action:
            values = {name: list(one.values) for name, one in form.controls.items()}
            return {name: value[0] if value else "" for name, value in values.items()}
    raise AssertionError(f"no form on {address}")


def planned(world, plan):
    return {
        "token": str(uuid4()), "owner_unit": world.town.pk, "title": "汛前演练", "plan": plan.pk,
        "form": "live", "scope": "comprehensive", "notice": "double_blind",
        "planned_on": "2026-05-10", "aim": "红色预警后两小时转移完", "partners": "",
    }  # fmt: skip


LOG = {
    "held_on": "2026-05-12", "place": "河堤", "lead": "镇指挥部指挥长", "summary": "转移、清点。",
    "residents": "60", "responders": "12", "onlookers": "",
}  # fmt: skip


def test_a_drill_on_a_plan_begins_with_the_unit_of_the_plan(client, world, town_plan, plan_of):
    client.force_login(make_person("tao", "陶然", world.county, Role.EDITOR))
    address = reverse("drills:new")
    assert filled(client, address)["owner_unit"] == str(world.county.pk)
    for plan, unit in ((town_plan, world.town), (plan_of(world.county), world.county)):
        assert filled(client, f"{address}?plan={plan.slug}")["owner_unit"] == str(unit.pk)
    client.force_login(world.other_editor)
    own = filled(client, address)["owner_unit"]
    assert filled(client, f"{address}?plan={town_plan.slug}")["owner_unit"] == own


def test_a_drill_goes_from_the_plan_of_the_year_to_its_report(browser, world, town_plan):
    samples.sheet()
    address = f"{reverse('drills:new')}?plan={town_plan.slug}"
    assert filled(browser, address)["plan"] == str(town_plan.pk)
    values = planned(world, town_plan)
    for _twice in range(2):
        answer = browser.post(reverse("drills:new"), values)
    drill = Drill.objects.get()
    assert answer["Location"] == drill.get_absolute_url()

    log = reverse("drills:log", args=[drill.pk])
    typed = filled(browser, log) | LOG
    assert typed["version"] == str(town_plan.current_version_id)
    for _twice in range(2):
        assert browser.post(log, typed).status_code == 302
    drill.refresh_from_db()
    assert (drill.state, drill.person_times, drill.onlookers) == ("held", 72, 0)

    evaluation = reverse("drills:evaluation", args=[drill.pk])
    marks = filled(browser, evaluation)
    marks |= {name: "85" for name in marks if name.startswith("score_")}
    for name in [name for name in marks if name.startswith("not_")] + ["by_third_party"]:
        marks.pop(name)
    marks |= {"team": "评估组", "conclusion": "达到目标", "evaluated_on": "2026-05-20"}
    asked = browser.post(evaluation, marks | {"close": "1"})
    page = asked.content.decode()
    assert asked.status_code == 200 and "得分 85.00，等级“良好”" in page
    assert Evaluation.objects.get().score is None
    again = BeautifulSoup(page, "html.parser").find("form", method="post")
    sent = {one["name"]: one.get("value", "") for one in again.find_all("input")}
    sent |= {one["name"]: one.get_text().lstrip("\r\n") for one in again.find_all("textarea")}
    assert browser.post(evaluation, sent).status_code == 302
    assert Evaluation.objects.get().score == 85
    shown = browser.get(drill.get_absolute_url()).content.decode()
    assert "85.00" in shown and "良好" in shown and "本县自定" in shown

    report = browser.get(reverse("drills:report", args=[drill.pk]))
    assert report["Content-Type"] == "application/pdf" and report.content.startswith(b"%PDF")
    assert browser.get(evaluation).status_code == 302


@pytest.mark.parametrize("name", ["drills:change", "drills:log"])
def test_an_older_page_undoes_nothing_and_keeps_what_was_typed(browser, world, town_plan, name):
    drill = samples.planned(town_plan, world.town)
    address = reverse(name, args=[drill.pk])
    typed = filled(browser, address) | LOG | {"title": "我改的名称"}
    if name == "drills:log":
        services.log_drill(drill=drill, actor=None, **samples.log_of(drill, place="中学"))
    else:
        services.change_drill(drill=drill, actor=None, title="别人改的名称")
    answer = browser.post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and "你打开这一页以后别人改过" in page
    assert ("我改的名称" if name == "drills:change" else 'value="河堤"') in page
    drill.refresh_from_db()
    assert drill.place in ("", "中学") and drill.title != "我改的名称"


def test_an_older_evaluation_undoes_nothing(browser, world, town_plan):
    sheet = samples.sheet()
    drill = samples.held(town_plan, world.town)
    address = reverse("drills:evaluation", args=[drill.pk])
    first = filled(browser, address)
    for name in [name for name in first if name.startswith("not_")] + ["by_third_party"]:
        first.pop(name)
    line = sheet.lines.first().pk
    assert browser.post(address, first | {f"score_{line}": "90"}).status_code == 302
    answer = browser.post(address, first | {f"score_{line}": "10", "analysis": "我写的分析"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "别人改过" in page and "我写的分析" in page
    assert Evaluation.objects.get().scores.get(line=line).score == 90


def test_an_evaluation_that_lacks_marks_names_them_and_keeps_the_rest(browser, world, town_plan):
    samples.sheet()
    drill = samples.held(town_plan, world.town)
    address = reverse("drills:evaluation", args=[drill.pk])
    typed = {"team": "评估组", "conclusion": "达到目标", "evaluated_on": "2026-05-20"}
    sent = {k: v for k, v in filled(browser, address).items() if not k.startswith(("not_", "by_"))}
    answer = browser.post(address, sent | typed | {"close": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    for name in ("接报后及时启动响应", "危险区群众按时转移", "应急广播全部响起"):
        assert f"“{name}”没有得分" in page
    assert Evaluation.objects.get().team == "评估组"


def test_a_mark_and_does_not_apply_exclude_each_other(browser, world, town_plan):
    line = samples.sheet().lines.first().pk
    drill = samples.held(town_plan, world.town)
    address = reverse("drills:evaluation", args=[drill.pk])
    answer = browser.post(address, {f"score_{line}": "90", f"not_{line}": "on"})
    assert answer.status_code == 422 and "去掉一样" in answer.content.decode()


def test_a_mark_outside_its_range_names_its_line(browser, world, town_plan):
    line = samples.sheet().lines.first()
    address = reverse("drills:evaluation", args=[samples.held(town_plan, world.town).pk])
    answer = browser.post(address, {f"score_{line.pk}": "150"})
    assert answer.status_code == 422
    assert f"“{line.name}”的得分要在 0 到 100 之间" in answer.content.decode()


def test_what_is_needed_at_the_end_is_not_called_optional(browser, world, town_plan):
    samples.sheet()
    address = reverse("drills:evaluation", args=[samples.held(town_plan, world.town).pk])
    page = browser.get(address).content.decode()
    assert "评估组</label>" in page and '评估依据<span class="opt">选填' in page


def test_the_sheet_that_the_page_showed_is_the_one_that_is_filled_in(browser, world, town_plan):
    shown = samples.sheet()
    drill = samples.held(town_plan, world.town)
    address = reverse("drills:evaluation", args=[drill.pk])
    sent = {k: v for k, v in filled(browser, address).items() if not k.startswith(("not_", "by_"))}
    services.set_sheet(
        kind="live", lines=[samples.Line("指挥", "另一项", 100)], limits=samples.LIMITS,
        source="新议定", actor=None,
    )  # fmt: skip
    first = shown.lines.first().pk
    assert browser.post(address, sent | {f"score_{first}": "70"}).status_code == 302
    assert Evaluation.objects.get().sheet == shown


def test_without_a_sheet_nobody_evaluates(browser, client, world, town_plan):
    drill = samples.held(town_plan, world.town)
    address = reverse("drills:evaluation", args=[drill.pk])
    assert "请县里的管理员先定" in browser.get(address).content.decode()
    client.force_login(world.administrator)
    page = client.get(address).content.decode()
    assert reverse("drills:sheet", args=["live"]) in page


def test_the_county_sets_its_own_weights_and_the_page_says_so(client, world):
    client.force_login(world.administrator)
    address = reverse("drills:sheet", args=["tabletop"])
    page = client.get(address).content.decode()
    assert "这些由本县自定，不是标准的规定" in page and "待核" in page
    drawn = filled(client, address)
    assert drawn["aspect_0"] == "预案的合理性与可操作性"
    assert not any(drawn[name] for name in drawn if name.startswith(("weight", "name")))


def test_an_administrator_of_a_town_sets_no_weights(client, town_administrator):
    client.force_login(town_administrator)
    assert client.get(reverse("drills:sheet", args=["live"])).status_code == 403
    assert client.get(reverse("drills:sheets")).status_code == 200


def test_a_finding_is_registered_once_mended_and_proposed(browser, world, town_plan):
    drill = samples.held(town_plan, world.town)
    address = reverse("drills:improvement_new", args=[drill.pk])
    typed = filled(browser, address) | {
        "aspect": "plan", "finding": "转移路线被淹", "action": "改走北坡",
        "responsible_unit": world.town.pk, "due_on": "2099-07-01",
    }  # fmt: skip
    for _twice in range(2):
        assert browser.post(address, typed).status_code == 302
    made = Improvement.objects.get()
    page = reverse("drills:improvement", args=[made.pk])
    bare = browser.post(page, {"done_on": "2026-06-01", "note": "改了路线"})
    assert bare.status_code == 422 and "传一份证明改好了的材料" in bare.content.decode()
    revise = reverse("drills:revise", args=[made.pk])
    for _twice in range(2):
        assert browser.post(revise).status_code == 302
    assert RevisionTrigger.objects.get().document == town_plan
    assert "已登记为预案的修订情形" in browser.get(page).content.decode()
    sent = {"done_on": "2026-06-01", "note": "改了路线", "file": samples.PHOTO}
    assert browser.post(page, sent).status_code == 302
    made.refresh_from_db()
    assert made.done_on == date(2026, 6, 1) and made.evidence.count() == 1


def test_only_the_editors_of_the_plan_make_a_finding_a_reason_to_revise_it(browser, world, plan_of):
    drill = samples.held(plan_of(world.county), world.town)
    made = services.add_improvement(
        drill=drill, token=uuid4(), actor=None, aspect="plan", finding="路线被淹", action="改",
        responsible_unit=world.town, due_on=date(2026, 7, 1),
    )  # fmt: skip
    page = browser.get(reverse("drills:improvement", args=[made.pk])).content.decode()
    assert "请负责这份预案的编辑登记修订情形" in page
    assert browser.post(reverse("drills:revise", args=[made.pk])).status_code == 403
    assert not RevisionTrigger.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("title", "联系 13800138000"), ("title", "演\u202e练"), ("planned_on", "1900-01-01"),
        ("planned_on", "明年"), ("form", "没有"), ("plan", "999999"), ("owner_unit", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_planned_is_said_and_the_rest_is_kept(
    browser, world, town_plan, field, typed
):
    answer = browser.post(reverse("drills:new"), planned(world, town_plan) | {field: typed})
    page = answer.content.decode()
    assert answer.status_code == 422 and "红色预警后两小时转移完" in page
    assert not Drill.objects.exists()


def test_a_cancelled_drill_says_why_and_stands_in_the_list(browser, world, town_plan):
    drill = samples.planned(town_plan, world.town)
    address = reverse("drills:cancel", args=[drill.pk])
    assert browser.post(address, {"because": ""}).status_code == 422
    assert browser.post(address, {"because": "正在抗洪"}).status_code == 302
    assert "已取消：正在抗洪" in browser.get(drill.get_absolute_url()).content.decode()
    assert "已取消" in browser.get(reverse("drills:list") + "?year=2026").content.decode()


def test_a_reader_sees_the_drill_and_no_button_that_changes_it(client, world, town_plan):
    drill = samples.held(town_plan, world.town)
    client.force_login(world.reviewer)
    page = client.get(drill.get_absolute_url()).content.decode()
    for address in ("log", "change", "evaluation", "improvement_new", "evidence_add"):
        assert reverse(f"drills:{address}", args=[drill.pk]) not in page
    assert reverse("drills:report", args=[drill.pk]) in page


def test_the_drills_of_a_year_go_on_on_the_next_page_and_are_counted_whole(
    client, world, town_plan, monkeypatch
):
    for number in range(3):
        samples.held(town_plan, world.town, title=f"第{number}次演练")
    monkeypatch.setattr(year, "A_PAGE", 2)
    client.force_login(world.editor)
    address = reverse("drills:list") + "?year=2026"
    first, second = (client.get(address + page).content.decode() for page in ("", "&page=2"))
    named = [[n for n in range(3) if f"第{n}次演练</a>" in page] for page in (first, second)]
    assert [len(one) for one in named] == [2, 1] and {*named[0], *named[1]} == {0, 1, 2}
    assert "共 3 次" in first and "year=2026" in first[first.index("下一页") - 200 :]
