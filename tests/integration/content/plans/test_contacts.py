"""Telephone numbers of persons: hidden at the import, until an editor says what they are."""

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.models import ClauseVisibility
from tests.samples.import_plan import run
from tests.samples.reviewed_plans import published

pytestmark = pytest.mark.django_db

PLAN = """安澜县防汛应急预案

1 总则

1.1 目的

为了防汛，制定本预案。值班电话0546-8301234，火警119。

2 联络

2.1 联系人

防汛办主任张三，手机13912345678。

2.2 应急值守

值班室24小时值守，应急值班手机13800001111。
"""


@pytest.fixture
def draft(import_small):
    return import_small(PLAN, family="response", kind="special", publish=False)


@pytest.fixture
def contact(draft):
    return draft.version.clauses.get(text__contains="13912345678")


@pytest.fixture
def press(client, world, draft, contact):
    def run(visibility):
        client.force_login(world.editor)
        address = reverse("plans_desk:judge_visibility", args=[draft.version.pk, contact.anchor])
        said = client.post(address, {"visibility": visibility}, follow=True)
        contact.refresh_from_db()
        return said.content.decode()

    return run


def test_a_persons_number_is_hidden_and_a_duty_line_is_not(draft, client, world):
    hidden = draft.version.clauses.exclude(visibility="public")
    assert [clause.heading for clause in hidden] == ["联系人"]
    client.force_login(world.editor)
    said = client.get(reverse("plans_desk:review", args=[draft.version.pk])).content.decode()
    assert "先不公开的 1 条" in said and "像联系人" in said
    published(draft.version, world.editor, world.reviewer)
    client.logout()
    said = client.get(reverse("plans:document", args=[draft.document.slug])).content.decode()
    assert "13912345678" not in said and "0546-8301234" in said and "13800001111" in said


def test_a_hidden_table_is_named_by_its_first_cells(import_small, client, world):
    text = "一、通讯录\n姓名\t职务\t手机\n刘一\t队长\t13912345678\n周二\t队员\t13912345679\n"
    version = import_small(text, title="青河镇防汛预案", publish=False).version
    client.force_login(world.editor)
    said = client.get(reverse("plans_desk:review", args=[version.pk])).content.decode()
    assert "表：姓名、职务、手机、刘一" in said.split('id="hidden"')[1].split("</section>")[0]


def test_one_press_lifts_it_and_the_next_press_changes_nothing(press, contact):
    assert "已改为公开" in press("public")
    assert contact.visibility == "public"
    assert "已经核定过了" in press("restricted")
    assert contact.visibility == "public"


def test_one_press_confirms_it_and_it_stays_so_in_the_next_text(
    press, contact, draft, world, import_small
):
    assert "已核定" in press("restricted")
    assert contact.visibility == "restricted"
    published(draft.version, world.editor, world.reviewer)
    later = import_small(PLAN.replace("24小时", "全天"), slug=draft.document.slug, publish=False)
    again = later.version.clauses.get(anchor=contact.anchor)
    assert again.visibility == "restricted"
    assert not ClauseVisibility.objects.filter(judged_at__isnull=True).exists()


def test_what_was_lifted_is_asked_about_again_only_when_another_number_comes_in(
    press, contact, draft, world, import_small
):
    press("public")
    published(draft.version, world.editor, world.reviewer)
    same = import_small(PLAN.replace("24小时", "全天"), slug=draft.document.slug, publish=False)
    assert same.version.clauses.get(anchor=contact.anchor).visibility == "public"
    other = import_small(
        PLAN.replace("13912345678", "13700002222"), slug=draft.document.slug, publish=False
    )
    assert other.version.clauses.get(anchor=contact.anchor).visibility == "restricted"


def test_a_nonsense_answer_is_refused_in_words(press, contact):
    assert "没有读懂" in press("secret")
    assert contact.visibility == "restricted"


def test_a_planning_document_is_looked_at_as_well(import_small, small_text):
    text = small_text.replace("先桌面、后实战。", "联系人：张三，13912345678。")
    plan = import_small(text, publish=False)
    hidden = plan.version.clauses.exclude(visibility="public")
    assert [clause.heading for clause in hidden] == ["工作原则"]


def test_a_number_in_a_heading_hides_what_stands_below(import_small):
    text = PLAN.replace("2.1 联系人", "2.1 热合曼13911110002").replace("，手机13912345678", "")
    draft = import_small(text, family="response", kind="special", publish=False)
    hidden = draft.version.clauses.exclude(visibility="public")
    assert [clause.heading for clause in hidden] == ["热合曼13911110002"]


def test_the_form_says_who_reads_a_clause_and_keeps_an_older_page_from_undoing_it(
    client, world, draft, contact
):
    client.force_login(world.editor)
    address = reverse("plans_desk:clause_visibility", args=[draft.version.pk, contact.anchor])
    page = client.get(address)
    seen = page.context["form"]["seen"].value()
    assert "13912345678" in page.content.decode()
    said = client.post(address, {"visibility": "internal", "seen": seen}, follow=True)
    assert "已保存" in said.content.decode()
    contact.refresh_from_db()
    assert contact.visibility == "internal"
    stale = client.post(address, {"visibility": "public", "seen": seen})
    assert stale.status_code == 422
    contact.refresh_from_db()
    assert contact.visibility == "internal"


HEADER = """安澜县防汛应急预案

文号：安政发〔2026〕7号
备注：联系人张三 13911119999
说明：2026年修订
"""


def test_a_note_of_the_header_that_tells_whom_to_call_is_not_shown(import_small, client, world):
    text = PLAN.replace("安澜县防汛应急预案\n", HEADER, 1)
    draft = import_small(text, family="response", kind="special")
    assert any(note["code"] == "header_contact" for note in draft.version.notes)
    for name in ("about", "json", "document"):
        said = client.get(reverse(f"plans:{name}", args=[draft.document.slug])).content.decode()
        assert "13911119999" not in said and "张三" not in said
    said = client.get(reverse("plans:about", args=[draft.document.slug])).content.decode()
    assert "2026年修订" in said


def test_an_issuer_with_a_persons_number_is_no_issuer(import_small):
    text = PLAN.replace("安澜县防汛应急预案\n", HEADER.replace("说明", "发布机构"), 1)
    text = text.replace("2026年修订", "安澜县应急管理局13911119999")
    plan = import_small(text, family="response", kind="special")
    assert "13911119999" not in plan.version.issuer + plan.document.issuer


@pytest.mark.parametrize("said", [{"kind": Says.FIELD, "key": "note"}, {"kind": Says.TITLE}])
def test_no_correction_takes_words_out_of_a_hidden_clause(draft, contact, world, said):
    at = draft.version.original.index("防汛办主任")
    with pytest.raises(services.PlanRefused, match="谁能看"):
        services.correct_draft(version=draft.version, actor=world.editor, at=at, **said)
    contact.refresh_from_db()
    draft.version.refresh_from_db()
    assert contact.visibility == "restricted"
    assert "13912345678" not in f"{draft.version.fields}{draft.version.title}"


def test_to_undo_a_correction_does_not_take_them_out_either(import_small, world):
    text = PLAN.replace("安澜县防汛应急预案\n", HEADER, 1)
    version = import_small(text, publish=False).version
    said = services.correct_draft(
        version=version, actor=world.editor, kind=Says.TEXT, at=text.index("备注")
    )
    assert version.clauses.get(text__contains="13911119999").visibility == "restricted"
    version.refresh_from_db()
    with pytest.raises(services.PlanRefused, match="谁能看"):
        services.undo_correction(version=version, actor=world.editor, correction=said)
    assert version.clauses.get(text__contains="13911119999").visibility == "restricted"


def test_an_operator_reads_how_many_clauses_wait_for_a_decision(world, tmp_path):
    for number, plan in enumerate((PLAN, PLAN.replace("防汛", "防火"), PLAN.split("2 联络")[0])):
        (tmp_path / f"{number}.txt").write_text(plan.replace("安澜县", f"{number}县"), "utf-8")
    report, failed = run(tmp_path, publish=True)
    assert failed is None and report.count("先不公开 1 条，等编辑核定") == 2
    assert "2 份文件里的 2 条" in report
    report, _failed = run(tmp_path / "2.txt", publish=True)
    assert "核定" not in report


def test_what_waits_for_a_decision_is_counted_and_listed_until_it_is_judged(
    client, world, draft, press
):
    def seen(person):
        client.force_login(person)
        page = client.get(reverse("plans_desk:list"))
        tiles = {tile.label: tile for tile in page.context["tiles"]}
        listed = client.get(reverse("plans_desk:list") + "?state=undecided").context
        rows = [*listed["rows"], *listed["readable"]]
        tile = tiles.get("等核定")
        return (tile.value if tile else 0), [one.plan for one in rows]

    assert seen(world.editor) == seen(world.reviewer) == (1, [draft.document])
    assert seen(world.other_editor) == (0, [])
    client.force_login(world.editor)
    assert "等核定的文件" in client.get("/me/").content.decode()
    published(draft.version, world.editor, world.reviewer)
    # In force it waits as well, and who may only read it is asked nothing.
    assert seen(world.editor) == (1, [draft.document])
    assert seen(world.other_editor) == (0, [])
    press("restricted")
    assert seen(world.editor) == (0, [])


def test_what_only_a_past_version_says_waits_for_nobody(client, world, draft, import_small):
    published(draft.version, world.editor, world.reviewer)
    newer = import_small(
        PLAN.split("2 联络")[0] + "2 附则\n\n自印发之日起施行。\n",
        publish=False,
        slug=draft.document.slug,
    ).version
    published(newer, world.editor, world.reviewer)
    client.force_login(world.editor)
    assert client.get(reverse("plans_desk:list") + "?state=undecided").context["rows"] == []
