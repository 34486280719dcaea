import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from content.plans.models import PlanDocument, PlanVersion, TargetDraft
from portal.people import rights
from portal.people.enums import Role
from portal.people.models import Membership
from portal.people.rights import Action
from tests.integration.conftest import SINCE, make_person
from tests.samples.confirming import confirmed
from tests.samples.reviewed_plans import approved


@pytest.fixture
def upload(client, world, small_text):
    """Post the upload form as the town's editor."""

    def run(person=None, **data):
        client.force_login(person or world.editor)
        data = {"owner_unit": world.town.pk, "text": small_text, **data}
        return client.post(reverse("plans_desk:upload"), {k: v for k, v in data.items() if v != ""})

    return run


def words(response):
    return response.content.decode().replace("<wbr>", "")


def test_a_file_or_a_text_is_needed_and_neither_is_called_optional(client, world):
    client.force_login(world.editor)
    page = client.get(reverse("plans_desk:upload")).content.decode()
    assert "文件</label>" in page and "或者粘贴正文</label>" in page
    assert '标题<span class="opt">选填' in page


def test_an_editor_pastes_reviews_and_a_reviewer_publishes(client, upload, world):
    response = upload()
    version = PlanVersion.objects.get()
    assert response["Location"] == reverse("plans_desk:review", args=[version.pk])
    page = words(client.get(response["Location"]))
    assert "合计相符" in page
    assert "编制计划" in page
    assert "综合应急演练" in page
    publish = reverse("plans_desk:approve_and_publish", args=[version.pk])
    assert publish not in page
    assert client.post(publish).status_code == 403
    assert "审核员孙" in words(client.post(f"{response['Location']}submit/", follow=True))
    client.force_login(world.reviewer)
    assert publish in words(client.get(response["Location"]))
    seen = {"round": version.rounds.get().pk, "state": "asked"}
    asked = words(client.post(publish, seen))
    assert "批准并发布这一版？" in asked and "不能改，也不能删" in asked
    assert PlanDocument.objects.get().current_version is None
    assert confirmed(client, publish, **seen).status_code == 302
    assert PlanDocument.objects.get().current_version_id == version.pk


def test_an_editor_is_led_to_read_first_and_asked_before_a_draft_is_deleted(client, upload):
    upload()
    version = PlanVersion.objects.get()
    page = words(client.get(reverse("plans_desk:review", args=[version.pk])))
    assert page.index('href="#proof"') < page.index("送审</button>") < page.index("删除草稿")
    discard = reverse("plans_desk:discard", args=[version.pk])
    asked = words(client.post(discard))
    assert "删除这份草稿？" in asked and "登记也一起删掉" in asked
    assert PlanVersion.objects.filter(pk=version.pk, ready=True).exists()
    assert confirmed(client, discard).status_code == 302
    assert not PlanDocument.objects.exists()


def test_a_file_is_uploaded_and_the_same_again_is_named_as_known(client, upload, small_text):
    for _ in range(2):
        file = SimpleUploadedFile("计划.txt", small_text.encode("gb18030"))
        response = upload(text="", file=file)
        assert response.status_code == 302
    assert PlanVersion.objects.get().source_name == "计划.txt"
    assert "以前导入过" in client.get(response["Location"]).content.decode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"text": ""}, "选一个文件，或者把正文粘贴进来"),
        ({"text": " \n "}, "选一个文件，或者把正文粘贴进来"),
        ({"text": "坏\x00字"}, "空字符"),
        ({"kind": "general"}, "不属于"),
        ({"owner_unit": "9999999"}, "owner_unit"),
    ],
)
def test_a_refused_upload_says_why_and_keeps_what_was_typed(upload, data, message):
    if data.get("kind"):
        data = {**data, "title": "安澜县演练工作计划", "text": "一、总则\n正文。"}
    response = upload(**data)
    if data.get("kind"):
        # The kind decides the family: a general plan is a response plan.
        assert response.status_code == 302
        assert PlanDocument.objects.get().family == "response"
        return
    assert response.status_code == 422
    assert message in words(response)
    assert not PlanDocument.objects.exists()


def test_a_refused_file_keeps_the_typed_title(upload):
    response = upload(
        text="", title="我打的标题", file=SimpleUploadedFile("a.docx", b"PK\x03\x04broken")
    )
    assert response.status_code in (200, 422)
    page = words(response)
    assert "我打的标题" in page
    assert "库里没有改动" in page


def test_a_file_lost_to_another_mistake_is_named_beside_its_field(upload, small_text):
    file = SimpleUploadedFile("演练计划.txt", small_text.encode())
    response = upload(text="", title="我打的标题", kind="work_plan", owner_unit="", file=file)
    page = words(response)
    assert response.status_code == 422
    assert "“演练计划.txt”没有收下" in page.split('id="id_file_error"')[1][:200]
    assert 'value="我打的标题"' in page and '<option value="work_plan" selected>' in page


def test_another_units_plan_is_as_good_as_absent(client, upload, world):
    upload()
    version = PlanVersion.objects.get()
    draft = TargetDraft.objects.first()
    client.force_login(world.other_editor)
    assert version.title not in words(client.get(reverse("plans_desk:list")))
    for name, args in (
        ("review", [version.pk]), ("change", [version.document.slug]),
    ):  # fmt: skip
        assert client.get(reverse(f"plans_desk:{name}", args=args)).status_code == 404
    for name, args in (
        ("drafts", [version.pk]), ("decide", [draft.pk]), ("original", [version.pk]),
    ):  # fmt: skip
        assert client.get(reverse(f"plans_desk:{name}", args=args)).status_code == 404
    for name, args in (
        ("discard", [version.pk]), ("dismiss", [version.pk]), ("reopen", [draft.pk]),
    ):  # fmt: skip
        assert client.post(reverse(f"plans_desk:{name}", args=args)).status_code == 404
    assert PlanVersion.objects.filter(pk=version.pk).exists()
    response = upload(person=world.other_editor)
    assert response.status_code == 422


def test_who_may_draft_targets_but_not_touch_plans_opens_no_number_of_a_draft(
    client, upload, world, monkeypatch
):
    upload()
    draft = TargetDraft.objects.first()
    monkeypatch.setitem(
        rights.MATRIX, Role.ASSESSOR, rights.MATRIX[Role.ASSESSOR] | {Action.TARGET_EDIT}
    )
    client.force_login(make_person("assessor", "评估员周", world.town, Role.ASSESSOR))
    for name, args in (("drafts", [draft.clause.version_id]), ("decide", [draft.pk])):
        assert client.get(reverse(f"plans_desk:{name}", args=args)).status_code == 404
    for name, args in (("dismiss", [draft.clause.version_id]), ("reopen", [draft.pk])):
        assert client.post(reverse(f"plans_desk:{name}", args=args)).status_code == 404


@pytest.mark.parametrize("person", ["learner", "volunteer"])
def test_the_workbench_is_closed_to_learners(client, world, person):
    client.force_login(getattr(world, person))
    for name in ("list", "upload"):
        assert client.get(reverse(f"plans_desk:{name}")).status_code == 403


def test_the_workbench_asks_a_stranger_to_sign_in(client, world):
    assert client.get(reverse("plans_desk:list")).status_code == 302


def test_a_draft_is_hidden_from_readers_of_internal_material(client, upload, world):
    upload()
    client.force_login(world.auditor)
    address = reverse("plans_desk:review", args=[PlanVersion.objects.get().pk])
    assert client.get(address).status_code == 404


def test_a_planning_document_is_never_asked_for_a_filing(client, upload):
    upload()
    plan = PlanDocument.objects.get()
    page = words(client.get(reverse("plans_desk:change", args=[plan.slug])))
    assert "备案" not in page
    assert "规划期起" in page


def test_register_data_are_changed_and_contradictions_explained(client, upload):
    upload()
    plan = PlanDocument.objects.get()
    address = reverse("plans_desk:change", args=[plan.slug])
    data = {
        "title": plan.title, "kind": "scheme", "level": "town", "issuer": "青河镇",
        "visibility": "internal", "status": "in_force", "period_start": 2026, "period_end": 2028,
        "seen": client.get(address).context["form"]["seen"].value(),
    }  # fmt: skip
    bad = client.post(address, {**data, "period_end": 2020})
    assert bad.status_code == 422
    assert "止年不能早于起年" in words(bad)
    assert client.post(address, data).status_code == 302
    plan.refresh_from_db()
    assert (plan.kind, plan.visibility, plan.level) == ("scheme", "internal", "town")


def test_a_number_that_is_no_target_is_dismissed(client, upload):
    upload()
    draft = TargetDraft.objects.first()
    address = reverse("plans_desk:dismiss", args=[draft.clause.version_id])
    unreasoned = client.post(address, {"draft": draft.pk})
    assert unreasoned.status_code == 422
    assert "写一句为什么不是目标" in words(unreasoned)
    assert client.post(address, {"draft": draft.pk, "reason": "这是惯例"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.reason) == ("dismissed", "这是惯例")
    client.post(reverse("plans_desk:reopen", args=[draft.pk]))
    draft.refresh_from_db()
    assert (draft.state, draft.reason) == ("open", "")


def test_the_form_offers_the_unit_of_an_editor_who_serves_in_one(client, world):
    client.force_login(world.editor)
    chosen = f'<option value="{world.town.pk}" selected>'
    assert chosen in words(client.get(reverse("plans_desk:upload")))
    Membership.objects.create(
        user=world.editor, unit=world.other_town, role=Role.EDITOR, valid_from=SINCE
    )
    offered = words(client.get(reverse("plans_desk:upload")))
    assert 'name="owner_unit"' in offered and chosen not in offered


def test_the_question_before_publishing_counts_what_changes_for_readers(
    client, world, import_small, small_text
):
    known = import_small().document
    text = small_text.replace("先桌面", "首先桌面").replace(
        "（二）评估改进。演练结束后形成评估报告。",
        "（二）评估改进。演练结束后形成评估报告。\n\n（三）经费。列入预算。",
    )
    later = import_small(text, publish=False, slug=known.slug, title="安澜县演练计划")
    approved(later.version, world.editor, world.reviewer)
    client.force_login(world.reviewer)
    page = client.post(reverse("plans_desk:publish", args=[later.version.pk])).content.decode()
    assert "和现行的一版比：新增 1 条，修改 1 条。" in page.replace("<wbr>", "")
    assert f"标题由《{known.title}》改为这一版的" in page.replace("<wbr>", "")
