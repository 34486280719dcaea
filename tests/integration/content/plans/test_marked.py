"""A document that is marked as not for everybody goes to nobody else without a word."""

from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from content.plans import services
from content.plans.domain.errors import Classified
from content.plans.enums import VersionState
from content.plans.models import Intake, Original, PlanDocument, PlanVersion
from portal.foundation.audit.models import AuditEvent
from portal.foundation.files.storage import private_storage
from tests.samples.reviewed_plans import asked

pytestmark = pytest.mark.django_db

PLAN = """{mark}

安澜县防汛应急预案

1 总则

1.1 目的

为了防汛，制定本预案。
"""


@pytest.mark.parametrize(
    ("mark", "visibility", "word"),
    [
        ("公开方式：不予公开", "restricted", "不予公开"),
        ("公开方式：依申请公开", "internal", "依申请公开"),
        ("公开方式：主动公开", "public", ""),
    ],
)
def test_a_marked_document_is_narrowed_at_the_import_and_its_pages_say_why(
    import_small, client, world, mark, visibility, word
):
    draft = import_small(PLAN.format(mark=mark), publish=False)
    assert draft.document.visibility == visibility
    client.force_login(world.editor)
    said = client.get(reverse("plans_desk:review", args=[draft.version.pk])).content.decode()
    assert ("按“" in said and word in said) is bool(word)


def test_a_marked_text_of_a_public_document_narrows_it_when_it_is_published(
    import_small, client, world
):
    first = import_small(PLAN.format(mark="安澜县人民政府文件"))
    assert first.document.visibility == "public"
    later = import_small(PLAN.format(mark="此件不予公开"), slug=first.document.slug)
    assert later.document.visibility == "restricted"
    assert client.get(reverse("plans:document", args=[first.document.slug])).status_code == 404


def test_the_command_keeps_a_marked_document_as_a_draft_and_says_why(world, tmp_path, capsys):
    file = tmp_path / "a.txt"
    file.write_text(PLAN.format(mark="公开方式：不予公开"), encoding="utf-8")
    call_command("import_plan", str(file), unit=world.town.code, publish=True)
    assert "留作草稿" in capsys.readouterr().err
    plan = PlanDocument.objects.get()
    assert plan.current_version is None and plan.visibility == "restricted"


SECRET = PLAN.format(mark="机密★5年")


def kept():
    storage = private_storage()
    return storage.listdir(Original.folder)[1] if storage.exists(Original.folder) else []


def test_of_a_classified_document_nothing_is_kept_but_that_somebody_brought_it(
    import_small, send, world, monkeypatch, django_capture_on_commit_callbacks
):
    before = set(kept())
    with pytest.raises(Classified):
        import_small(SECRET)
    with django_capture_on_commit_callbacks(execute=True):
        said = send(SECRET.encode(), name="绝密行动.txt")
        assert said.status_code == 422 and "不是涉密系统" in said.content.decode()
        assert not Intake.objects.exists()
        # A long one is read by the worker, and nobody waits for its answer.
        monkeypatch.setattr(services.intakes, "READ_AT_ONCE", 0)
        monkeypatch.setattr(services.intakes, "ask_worker", lambda intake: None)
        services.receive(
            token=uuid4(), data=SECRET.encode(), name="绝密行动.txt", pasted=False,
            owner_unit=world.town, actor=world.editor, title="绝密行动",
        )  # fmt: skip
        assert services.read_intake(intake=Intake.objects.get())
    intake = Intake.objects.get()
    assert "不是涉密系统" in intake.message and intake.original is None
    assert intake.title == "" and "绝密行动" not in str(intake.options)
    assert not PlanDocument.objects.exists() and not Original.objects.exists()
    assert set(kept()) == before
    events = AuditEvent.objects.filter(action="content.plan.classified_refused")
    assert [(one.unit_id, one.data) for one in events] == [(world.town.pk, {})] * 3


def test_the_command_refuses_a_classified_file_and_takes_the_others(world, tmp_path, capsys):
    (tmp_path / "a.txt").write_text(SECRET, encoding="utf-8")
    (tmp_path / "b.txt").write_text(PLAN.format(mark=""), encoding="utf-8")
    with pytest.raises(CommandError, match="退回 1 个"):
        call_command("import_plan", str(tmp_path), unit=world.town.code)
    assert "不是涉密系统" in capsys.readouterr().err
    assert PlanDocument.objects.count() == Original.objects.count() == 1


def test_a_classified_draft_from_before_is_published_by_nobody(import_small, world):
    draft = import_small(PLAN.format(mark=""), publish=False).version
    PlanVersion.objects.filter(pk=draft.pk).update(original=SECRET)
    draft.refresh_from_db()
    services.approve(round=asked(draft, world.editor), actor=world.reviewer)
    for actor in (world.reviewer, None):
        with pytest.raises(services.PlanRefused, match="密级"):
            services.publish_version(version=draft, actor=actor)


def test_a_classified_text_in_force_from_before_is_widened_by_nobody(import_small, world):
    draft = import_small(PLAN.format(mark=""), publish=False)
    plan = draft.document
    PlanVersion.objects.filter(pk=draft.version.pk).update(
        original=SECRET, state=VersionState.PUBLISHED, published_at=timezone.now()
    )
    PlanDocument.objects.filter(pk=plan.pk).update(
        current_version=draft.version, visibility="restricted"
    )
    for values in ({"visibility": "internal"}, {"original_for_readers": True}):
        plan = PlanDocument.objects.get()
        with pytest.raises(services.PlanRefused, match="密级"):
            services.change_document(document=plan, actor=world.administrator, **values)
    assert PlanDocument.objects.get().visibility == "restricted"
