"""Which family a document is registered in, and how an editor takes it to the other."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.enums import Family, Kind, Status
from content.plans.models import PlanDocument, PlanTask
from content.plans.task_states import TaskKind, TaskState

BODY = "一、总则\n为了做好工作，制定本方案。\n二、职责\n镇应急办负责组织。\n"


@pytest.fixture
def entered(world):
    """Import a text of this title into the register of the town."""

    def run(said, text=BODY, name="", **options):
        imported = services.import_document(
            actor=world.editor, owner_unit=world.town, data=f"{said}\n{text}".encode(),
            name=name or "a.txt", **options,
        )  # fmt: skip
        return imported.document

    return run


@pytest.fixture
def desk(client, world):
    client.force_login(world.editor)
    return lambda plan: reverse("plans_desk:change", args=[plan.slug])


def as_drawn(response):
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields}
    values["hazards"] = [getattr(one, "pk", one) for one in values["hazards"] or ()]
    return {name: "" if value is None else value for name, value in values.items()}


@pytest.mark.parametrize(
    ("said", "typed", "judged"),
    [
        ("安澜县工作要点", "安澜县防汛应急预案", (Family.RESPONSE, Kind.SPECIAL)),
        ("安澜县防汛应急预案", "安澜县防汛工作要点", (Family.PLANNING, Kind.KEY_POINTS)),
        ("安澜县防汛应急预案", "", (Family.RESPONSE, Kind.SPECIAL)),
    ],
)
def test_family_and_kind_are_judged_by_the_title_that_is_registered(entered, said, typed, judged):
    plan = entered(said, title=typed)
    assert (plan.title, plan.family, plan.kind) == (typed or said, *judged)


def test_a_text_without_a_title_is_judged_by_the_name_of_its_file(entered):
    plan = entered("一、概况\n全镇概况。", "二、其他\n无。\n", name="安澜县地震应急预案.txt")
    assert (plan.title, plan.family) == ("安澜县地震应急预案", Family.RESPONSE)


@pytest.mark.parametrize("title", ["第一中学消防疏散演练方案", "安澜县应急避险转移方案"])
def test_an_editor_takes_a_draft_to_the_other_family(client, entered, desk, title):
    plan = entered(title)
    assert plan.family == Family.PLANNING
    PlanDocument.objects.filter(pk=plan.pk).update(period_start=2024, period_end=2026)
    typed = as_drawn(client.get(desk(plan))) | {"kind": Kind.UNIT}
    answer = client.post(desk(plan), typed)
    assert answer.status_code == 302 and answer["Location"] == desk(plan)
    plan.refresh_from_db()
    assert (plan.family, plan.kind) == (Family.RESPONSE, Kind.UNIT)
    assert (plan.period_start, plan.period_end) == (None, None)
    drawn = client.get(desk(plan))
    assert "这份文件现在是" in drawn.content.decode()
    assert "filed_on" in drawn.context["form"].fields


def test_what_only_a_response_plan_holds_is_emptied_on_the_way_back(client, entered, desk):
    plan, other = entered("安澜县防汛应急预案"), entered("安澜县地震应急预案")
    services.change_document(
        document=plan, actor=None, filed_on=date(2026, 1, 1), filing_receipt="安备1号",
        approved_by="县政府", regime="work_safety", status=Status.HISTORIC, replaced_by=other,
    )  # fmt: skip
    typed = as_drawn(client.get(desk(plan))) | {"kind": Kind.SCHEME, "filed_with": "县应急局"}
    assert client.post(desk(plan), typed).status_code == 302
    plan.refresh_from_db()
    assert (plan.family, plan.kind) == (Family.PLANNING, Kind.SCHEME)
    assert (plan.filed_on, plan.replaced_by, plan.status) == (None, None, Status.HISTORIC)
    assert [plan.filing_receipt, plan.approved_by, plan.filed_with, plan.regime] == [""] * 4


def test_a_published_document_keeps_its_family(client, import_small, desk):
    plan = import_small().document
    typed = as_drawn(client.get(desk(plan))) | {"kind": Kind.SPECIAL}
    assert client.post(desk(plan), typed).status_code == 422
    # Published after the page was drawn: the service says it again.
    with pytest.raises(services.PlanRefused) as caught:
        services.change_document(document=plan, actor=None, kind=Kind.SPECIAL)
    assert "发布过的文件不能换类别" in caught.value.message and caught.value.field == "kind"
    plan = PlanDocument.objects.get()
    assert plan.family == Family.PLANNING
    services.change_document(document=plan, actor=None, kind=Kind.SCHEME)
    assert PlanDocument.objects.get().kind == Kind.SCHEME


def test_a_document_whose_tasks_are_registered_keeps_its_family(entered):
    plan = entered("安澜县防汛演练方案")
    PlanTask.objects.create(
        document=plan, anchor=uuid.uuid4(), digest="a", kind=TaskKind.TASK,
        state=TaskState.CONFIRMED, name="查险",
    )  # fmt: skip
    with pytest.raises(services.PlanRefused, match="已经登记了任务或进展"):
        services.change_document(document=plan, actor=None, kind=Kind.UNIT)
